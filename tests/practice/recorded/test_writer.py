"""A copy holds what people see, read and fill in, and nothing that acts."""

import pytest

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded import allowed
from verkstad.practice.recorded.verifier import verify
from verkstad.practice.recorded.writer import PLAYER, write

FRONT = "https://copies.example/practice-asset/"
BASE = "https://service.example/dir/page"
A = "a" * 64
OURS = FRONT + A
PAINTED = (
    f"background-image:url(&quot;{OURS}&quot;);background-position:0 0;background-size:100% 100%;"
    "background-repeat:no-repeat;background-origin:content-box;background-clip:border-box"
)
ASSETS = {"https://service.example/dir/a.png": A, "canvas:1": A}
BEGIN = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Sida</title></head><body>'
END = f"{PLAYER}</body></html>"


def written(*body, persona=None, **rest):
    page = write(tree(*body, base=BASE, **rest), ASSETS, FRONT, persona or {})
    verify(page, FRONT)
    return page


def body(*nodes, **rest):
    page = written(*nodes, **rest)
    assert page.startswith(BEGIN)
    assert page.endswith(END)
    return page.removeprefix(BEGIN).removesuffix(END)


def sheet(css, address=BASE, **rest):
    return el("style") | {"sheet": {"address": address, "css": css, **rest}}


SAME = [
    ((), ""),
    ((el("p", "Hej"),), "<p>Hej</p>"),
    (
        (el("p", "x", id="a", class_="b c", title="d", lang="sv", dir="ltr", hidden="", role="note", aria_label="e"),),
        '<p id="a" class="b c" title="d" lang="sv" dir="ltr" hidden="" role="note" aria-label="e">x</p>',
    ),
    ((el("br"), el("hr")), "<br><hr>"),
    ((el("pre", "\nx"),), "<pre>\n\nx</pre>"),
    (
        (el("table", el("tbody", el("tr", el("td", "x", colspan="2")))),),
        '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
    ),
    (
        (el("ol", el("li", "x", value="7"), start="3", reversed=""),),
        '<ol start="3" reversed=""><li value="7">x</li></ol>',
    ),
    (
        (el("svg", el("linearGradient", id="g"), el("path", d="M0 0"), viewBox="0 0 1 1", fill="none"),),
        '<svg viewBox="0 0 1 1" fill="none"><linearGradient id="g"></linearGradient><path d="M0 0"></path></svg>',
    ),
    ((el("svg", el("use") | {"attributes": {"xlink:href": "#g"}}),), '<svg><use href="#g"></use></svg>'),
    ((el("img", src="a.png", alt="x", width="3"),), f'<img src="{OURS}" alt="x" width="3">'),
    ((el("x-card", el("span", "x", slot="a")),), '<x-card><span slot="a">x</span></x-card>'),
    ((el("progress", value="3", max="7"),), '<progress value="3" max="7"></progress>'),
    (
        (el("dl", el("dt", "a"), el("dd", el("time", "b", datetime="2026-11-23"))),),
        '<dl><dt>a</dt><dd><time datetime="2026-11-23">b</time></dd></dl>',
    ),
]


@pytest.mark.parametrize(("nodes", "expected"), SAME)
def test_what_is_harmless_stays(nodes, expected):
    assert body(*nodes) == expected


CHANGED = [
    # Forms send nothing, and nothing is called what the service calls it.
    (el("form", action="/pay", method="post", id="f"), '<form id="f" method="dialog"></form>'),
    (el("input", name="pnr", value="x"), '<input type="text" autocomplete="off" value="x" data-at="5">'),
    (el("input", type="EMAIL"), '<input type="email" autocomplete="off" data-at="5">'),
    (el("input", type="unheard-of"), '<input type="text" autocomplete="off" data-at="5">'),
    (el("input", type="file"), '<input type="file" autocomplete="off" data-at="5">'),
    (el("input", type="password", value="x"), '<input type="password" autocomplete="off" data-at="5">'),
    (
        el("input", type="checkbox", value="x", checked=""),
        '<input checked="" type="checkbox" autocomplete="off" data-at="5">',
    ),
    (
        el("input", type="radio", name="a", value="x"),
        '<input type="radio" autocomplete="off" name="gca978112" data-at="5">',
    ),
    (el("input", type="image", src="a.png"), f'<input src="{OURS}" type="image" autocomplete="off" data-at="5">'),
    (el("input", type="hidden", name="token", value="x"), ""),
    (
        el("textarea", value="a\n</textarea>"),
        '<textarea autocomplete="off" data-at="5">\na\n&lt;/textarea&gt;</textarea>',
    ),
    (
        el("select", el("option", "x", value="1", selected=""), name="n"),
        '<select autocomplete="off" data-at="5"><option value="1" selected="">x</option></select>',
    ),
    (el("button", "x", formaction="/", value="1"), '<button type="submit" data-at="5">x</button>'),
    (el("button", type="reset"), '<button type="reset" data-at="5"></button>'),
    (el("button", type="menu", popovertarget="p"), '<button type="submit" data-at="5"></button>'),
    (el("details", open="", name="n"), '<details open="" name="g1b16b1df"></details>'),
    # Links lead nowhere but to a part of the page.
    (el("a", "x", href="https://evil.example/", target="_top", ping="/"), '<a href="#" data-at="5">x</a>'),
    (el("a", href="javascript:alert(1)"), '<a href="#" data-at="5"></a>'),
    (el("a", href="#gone"), '<a href="#" data-at="5"></a>'),
    (el("a", href="#here", id="here"), '<a id="here" href="#here" data-at="5"></a>'),
    (el("a"), "<a></a>"),
    # Addresses lead to assets.
    (el("img", src="gone.png", srcset="a.png 2x"), '<img src="data:image/png,">'),
    (el("svg", el("use", href="https://evil.example/#x")), "<svg><use></use></svg>"),
    (el("svg", el("image", href="a.png")), f'<svg><image href="{OURS}"></image></svg>'),
    (el("svg", el("feImage", href="//evil.example")), '<svg><feImage href="data:image/png,"></feImage></svg>'),
    (el("svg", el("a") | {"attributes": {"xlink:href": "https://evil.example/"}}), '<svg><a href="#"></a></svg>'),
    (el("rect", fill="url(https://evil.example/)"), '<rect fill="url(&quot;data:image/png,&quot;)"></rect>'),
    (el("p", style="background:url(a.png)"), f'<p style="background:url(&quot;{OURS}&quot;)"></p>'),
    # What acts, or nobody knows, is gone with all that is in it.
    (el("script", "x"), ""),
    (el("object", el("p"), data="x"), ""),
    (el("template", el("p")), ""),
    (el("svg", el("animate", attributeName="href"), el("set")), "<svg></svg>"),
    (el("math", el("annotation-xml")), ""),
    (el("annotation-xml"), ""),
    (el("font-face"), ""),
    (el("p><script"), ""),
    (el("P"), ""),
    (el("html"), ""),
    (el("body"), ""),
    (el("base", href="x"), ""),
    (el("meta", http_equiv="refresh"), ""),
    (el("link", rel="prefetch", href="x"), ""),
    (el("p", onclick="x", ONCLICK="x", autofocus="", accesskey="a", nonce="b", is_="c"), "<p></p>"),
    (el("p") | {"attributes": {'a"><script>': "x", "x y": "z", "": "q"}}, "<p></p>"),
    # Text is text.
    (el("p", "<b> & \"'"), "<p>&lt;b&gt; &amp; &quot;&#x27;</p>"),
    (el("p", "a\0\x1b\ud800\rb\u2028"), "<p>ab".replace("ab", "a&#13;b\u2028") + "</p>"),
    (el("p", title='"><script>'), '<p title="&quot;&gt;&lt;script&gt;"></p>'),
    (el("p", PLAYER), "<p>&lt;!--player--&gt;</p>"),
    # What the player finishes.
    (el("dialog", open="") | {"shown": "modal"}, '<dialog open="" data-above="modal"></dialog>'),
    (el("div", popover="") | {"shown": "popover"}, '<div popover="" data-above="popover"></div>'),
    (el("div") | {"scroll": [0, 12]}, '<div data-scroll="0 12"></div>'),
    (el("div") | {"pressed": True}, '<div data-at="5"></div>'),
    (el("x-y") | {"undefined": True}, '<x-y data-undefined=""></x-y>'),
    (
        el("canvas", width="9", style="border:0") | {"picture": "canvas:1"},
        f'<canvas width="9" style="border:0;{PAINTED}"></canvas>',
    ),
    (
        el("canvas") | {"picture": "canvas:1", "behind": "red url(a.png)"},
        (
            f'<canvas style=";background:url(&quot;{OURS}&quot;) 0 0/100% 100% no-repeat content-box border-box,red '
            f'url(&quot;{OURS}&quot;)"></canvas>'
        ),
    ),
]


@pytest.mark.parametrize(
    ("node", "expected"), CHANGED, ids=[f"{node['name']}-{at}" for at, (node, _) in enumerate(CHANGED)]
)
def test_what_acts_is_made_idle_or_left_out(node, expected):
    assert body(node) == expected


def test_nothing_acts_on_a_custom_element_that_style_does_not_speak_of():
    attributes = {"variant": "a", "other": "b", "src": "x", "onclick": "y", "to": "https://x.example", "data-a": "c"}
    style = sheet("[variant][src][onclick][to][data-a][data-b]{}")
    assert body(
        style, el("x-y") | {"attributes": attributes}, el("p") | {"attributes": attributes | {"data-b": "a:b"}}
    ) == (
        "<style>[variant][src][onclick][to][data-a][data-b]{}</style>"
        '<x-y variant="a" to="" data-a="c"></x-y><p data-a="c" data-b=""></p>'
    )


def test_shadows_are_open_to_the_player_and_adopted_sheets_stand_in_them():
    shadow = {"mode": "closed", "delegates": True, "children": [el("slot", name="a")], "sheets": [{"css": "p{}"}]}
    assert body(el("x-y", "light") | {"shadow": shadow}) == (
        '<x-y><template shadowrootmode="open" shadowrootdelegatesfocus=""><slot name="a"></slot><style>p{}</style>'
        "</template>light</x-y>"
    )


def test_sheets_stand_where_they_stood():
    assert body(sheet("a{}", media="print"), el("svg", sheet("b{}"))) == (
        '<style media="print">a{}</style><svg><style>b{}</style></svg>'
    )


def test_sheets_from_the_network_are_written_in():
    link = el("link", rel="stylesheet") | {"sheet": {"address": "https://service.example/x.css"}}
    assert body(link, sheets={"https://service.example/x.css": "a{}"}) == "<style>a{}</style>"


def test_a_page_keeps_its_language_scroll_and_way_of_counting_pixels():
    root = el("html", el("head", el("p"), "x"), el("body", class_="b"), lang="da", manifest="x")
    whole = tree()
    page = {"v": 1, "page": {"root": root, "quirks": True, "scroll": [0, 9], "sheets": [{"css": "a{}"}]}}
    whole = tree(**page)
    assert write(whole, {}, FRONT, {}) == (
        '<html lang="da" data-scroll="0 9"><head><meta charset="utf-8"><style>a{}</style></head>'
        f'<body class="b">{END}'
    )


def test_a_page_in_a_frame_is_written_whole_and_shut_in():
    inner = {"root": el("html", el("body", el("a", href="#x", id="x"), el("a", href="/y"))), "base": BASE}
    assert body(el("iframe", src="/y", title="Karta", name="n") | {"frame": inner}) == (
        '<iframe title="Karta" sandbox="" srcdoc="&lt;!DOCTYPE html&gt;&lt;html&gt;&lt;head&gt;&lt;meta charset='
        "&quot;utf-8&quot;&gt;&lt;/head&gt;&lt;body&gt;&lt;a id=&quot;x&quot; href=&quot;about:srcdoc#x&quot; "
        "data-at=&quot;8&quot;&gt;&lt;/a&gt;&lt;a href=&quot;about:srcdoc#&quot; data-at=&quot;9&quot;&gt;&lt;/a&gt;"
        '&lt;/body&gt;&lt;/html&gt;"></iframe>'
    )


def test_a_frame_from_elsewhere_is_told_by_its_title():
    assert "&lt;body&gt;&lt;p&gt;Karta &amp;amp; text&lt;/p&gt;&lt;/body&gt;" in body(
        el("iframe", title="Karta & text")
    )


def test_frames_within_frames_end():
    node = el("p", "deepest")
    for _ in range(5):
        node = el("iframe") | {"frame": {"root": el("html", el("body", node))}}
    assert "deepest" not in written(node)


def test_the_persona_stands_where_fields_are_and_is_escaped():
    text = {"kind": "text", "text": "Hej {given_name}!", "fields": True}
    field = el("input", value="{given_name}", title="{given_name}") | {"fields": ["value"]}
    persona = {"given_name": '"Åsa" <b>'}
    assert body(el("p", text, "{given_name}"), field, persona=persona) == (
        "<p>Hej &quot;Åsa&quot; &lt;b&gt;!{given_name}</p>"
        '<input title="{given_name}" type="text" autocomplete="off" value="&quot;Åsa&quot; &lt;b&gt;" data-at="8">'
    )


@pytest.mark.parametrize("name", sorted(allowed.ELEMENTS))
def test_the_verifier_knows_every_element_and_attribute_that_is_written(name):
    names = allowed.EVERYWHERE | allowed.OF_ELEMENT.get(name, set())
    names |= allowed.DRAWN if name in allowed.DRAWN_ELEMENTS else set()
    node = el(name) | {"attributes": dict.fromkeys(sorted(names - {"type"}), "1")}
    assert body(node).startswith(f"<{name} ")


@pytest.mark.parametrize("name", sorted(allowed.INPUTS))
def test_the_verifier_knows_every_kind_of_field(name):
    assert f'type="{name}"' in body(el("input", type=name))
