"""What is not a whole tree of this version is refused with the reason."""

import gzip
import json
import random

import pytest

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.tree import MAX_DEPTH, Element, Leaf, Refused, leaves, with_fields

TEXT = {"kind": "text", "text": "Hej"}


def packed(data):
    return gzip.compress(json.dumps(data).encode())


def page(*body, **rest):
    return {"v": 1, "page": {"root": el("html", el("body", *body))}, **rest}


def nested(depth):
    node = el("b")
    for _ in range(depth):
        node = el("b", node)
    return node


FULL = page(
    el("input", value="x") | {"pressed": True, "fields": ["value"], "scroll": [1, 2.6], "shown": "modal"},
    el("x-y") | {"undefined": True, "shadow": {"mode": "closed", "delegates": True, "children": [TEXT]}},
    el("iframe") | {"frame": {"root": el("html"), "base": "https://a.example/", "quirks": True}},
    el("canvas") | {"picture": "canvas:1"},
    el("style") | {"sheet": {"address": "https://a.example/", "media": "print", "css": ""}},
    el("link") | {"sheet": {"address": "https://a.example/x.css"}},
    address="https://a.example/",
    viewport=[1100, 800],
    sheets={"https://a.example/x.css": "a{}"},
)


def test_what_is_kept_reads_as_it_was():
    whole = stored.read(packed(FULL))
    assert stored.read(stored.dump(whole)) == whole


def test_what_is_kept_is_the_same_bytes_each_time():
    whole = stored.read(packed(FULL))
    assert stored.dump(whole) == stored.dump(stored.read(stored.dump(whole)))


def test_the_element_that_was_pressed_is_known():
    assert stored.read(packed(FULL)).pressed.name == "input"


def test_nodes_are_numbered_shadow_then_frame_then_children():
    both = el("x-y", "child") | {"shadow": {"children": [TEXT]}, "frame": {"root": el("html")}}
    named = [
        (node.number, getattr(node, "name", None) or node.text) for node in stored.read(packed(page(both))).nodes()
    ]
    assert named == [(0, "html"), (1, "body"), (2, "x-y"), (3, "Hej"), (4, "html"), (5, "child")]


def test_texts_become_texts_with_fields():
    changed = with_fields(tree(el("p", "Hej Karin", title="Karin")), {Leaf(6): "Hej {a}", Leaf(5, "title"): "{a}"})
    assert dict(leaves(changed)) | {} == {Leaf(3): "Sida", Leaf(5, "title"): "{a}", Leaf(6): "Hej {a}"}
    assert [node.fields for node in changed.nodes()][5:] == [("title",), True]


CONTROLS = [
    (el("button"), True),
    (el("a", href="#"), True),
    (el("a"), False),
    (el("div", role="tab"), True),
    (el("div", tabindex="0"), True),
    (el("div", tabindex="-1"), False),
    (el("div", contenteditable=""), True),
    (el("div", contenteditable="false"), False),
    (el("div") | {"pressed": True}, True),
    (el("div"), False),
]


@pytest.mark.parametrize(("element", "is_control"), CONTROLS)
def test_what_a_person_can_press_or_fill_is_a_control(element, is_control):
    found = [node for node in tree(element).nodes() if isinstance(node, Element)][-1]
    assert found.is_control is is_control


WHOLE = packed(FULL)
BAD = {
    "no gzip": (b"hello", "is no gzip file"),
    "nothing": (b"", "is cut off half-way"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "is cut off half-way"),
    "more than one": (WHOLE + WHOLE, "goes on after its end"),
    "too large": (packed({"v": " " * 5 * 1024 * 1024}), "is larger than 5 MB"),
    "no json": (gzip.compress(b"{"), "is no JSON"),
    "no text": (gzip.compress(b"\xff"), "is no JSON"),
    "too deep for json": (gzip.compress(b"[" * 200_000), "is nested too deeply"),
    "too deep": (packed(page(nested(MAX_DEPTH))), f"is nested deeper than {MAX_DEPTH} elements"),
    "a list": (packed([]), "has [] where the tree should be"),
    "no version": (packed({}), "is of version null; this program reads version 1"),
    "another version": (packed(FULL | {"v": 2}), "is of version 2; this program reads version 1"),
    "no page": (packed({"v": 1}), "has no page"),
    "a page that is none": (packed({"v": 1, "page": 7}), "has 7 where a page should be"),
    "no html": (packed({"v": 1, "page": {"root": el("svg")}}), "has a page that does not begin with html"),
    "a text as page": (packed({"v": 1, "page": {"root": TEXT}}), "has a page that does not begin with html"),
    "an unknown kind": (packed(page({"kind": "comment"})), 'has a node of the unknown kind "comment"'),
    "no kind": (packed(page({})), "has a node of the unknown kind null"),
    "no node": (packed(page(3)), "has 3 where a node should be"),
    "no name": (packed(page(el(""))), "has an element without a name"),
    "an unknown part": (packed(page(el("p") | {"x": 1})), 'has something unknown in an element: "x"'),
    "an unknown part of all": (packed(FULL | {"x": 1}), 'has something unknown in the tree: "x"'),
    "an unknown part of a sheet": (
        packed(page(el("style") | {"sheet": {"x": 1}})),
        'has something unknown in a style sheet: "x"',
    ),
    "a number as attribute": (
        packed(page(el("p") | {"attributes": {"a": 1}})),
        "has 1 in “attributes” of an element",
    ),
    "a number as text": (packed(page({"kind": "text", "text": 1})), "has 1 as “text” of a node"),
    "a number as css": (packed(page(el("style") | {"sheet": {"css": 1}})), "has 1 where a text should be"),
    "another mode": (packed(page(el("p") | {"shadow": {"mode": "x"}})), 'has "x" as “mode” of a shadow'),
    "another way to be shown": (packed(page(el("p") | {"shown": "x"})), 'has "x" as “shown” of an element'),
    "a scroll of three": (packed(page(el("p") | {"scroll": [1, 2, 3]})), "has [1, 2, 3] as “scroll” of an element"),
    "an endless scroll": (
        packed(page(el("p") | {"scroll": [1, float("inf")]})),
        "has [1, Infinity] as “scroll” of an element",
    ),
    "a truth that is a number": (packed(page(el("p") | {"pressed": 1})), "has 1 as “pressed” of an element"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_tree_is_refused(content, reason):
    with pytest.raises(Refused) as refused:
        stored.read(content)
    assert str(refused.value) == reason


def test_a_tree_cut_off_anywhere_is_refused():
    for length in random.Random(1).sample(range(len(WHOLE)), 40):
        with pytest.raises(Refused):
            stored.read(WHOLE[:length])


def test_what_no_database_takes_is_left_out():
    found = list(tree(el("p", "a\x00b\ud800c", title="\x00d")).nodes())
    assert (found[5].attributes, found[6].text) == ({"title": "d"}, "abc")
