import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.services.ptv.draft import plain_text


def draft(*blocks):
    return json.dumps({"entityMap": {}, "blocks": [{"type": kind, "text": text} for kind, text in blocks]})


def test_blocks_are_paragraphs():
    assert plain_text(draft(("unstyled", "Ett."), ("unstyled", ""), ("unstyled", "Två."))) == "Ett.\n\nTvå."


def test_list_items_stand_together():
    blocks = [
        ("unstyled", "Du behöver:"),
        ("unordered-list-item", "a"),
        ("ordered-list-item", "b"),
        ("unstyled", "Sen."),
    ]
    assert plain_text(draft(*blocks)) == "Du behöver:\n\n- a\n- b\n\nSen."


def test_lists_written_by_hand_are_lists():
    assert plain_text(draft(("unstyled", "Ta med:"), ("unstyled", "- pass"), ("unstyled", "• foto"))) == (
        "Ta med:\n\n- pass\n- foto"
    )


def test_list_item_written_as_a_list_item_has_one_mark():
    assert plain_text(draft(("unordered-list-item", "- pass"))) == "- pass"


def test_space_is_made_single():
    assert plain_text(draft(("unstyled", "  Ring \xa0oss. "))) == "Ring oss."


def test_text_of_several_lines_is_several_paragraphs():
    assert plain_text("Första.\nAndra.") == "Första.\n\nAndra."


@pytest.mark.parametrize("label", ["", " ", draft(), draft(("unstyled", " "))])
def test_nothing_is_nothing(label):
    assert plain_text(label) == ""


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        (draft(("unstyled", "Ring"))[:-5], "Unterminated string"),
        ('{"entityMap": {}}', "the text has no blocks"),
        ('{"blocks": "a"}', "the text has no blocks"),
        ('{"blocks": ["a"]}', "a block of the text has no type or no text"),
        ('{"blocks": [{"type": "unstyled", "text": 1}]}', "a block of the text has no type or no text"),
    ],
)
def test_text_not_as_the_editor_writes_it_is_refused(label, problem):
    with pytest.raises(ValueError, match=problem):
        plain_text(label)


kinds = st.sampled_from(["unstyled", "unordered-list-item", "ordered-list-item", "header-two"])
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
sentences = st.lists(words, max_size=5).map(" ".join)


@given(st.lists(st.tuples(kinds, sentences), max_size=12))
def test_every_word_is_kept_in_its_order(blocks):
    kept = [word for word in plain_text(draft(*blocks)).split() if word != "-"]
    assert kept == [word for _, sentence in blocks for word in sentence.split()]


@given(st.lists(st.tuples(kinds, st.text(max_size=30)), max_size=12))
def test_lines_are_neat_and_plain_text_stays_as_it_is(blocks):
    text = plain_text(draft(*blocks))
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(line == line.strip() for line in text.split("\n"))
