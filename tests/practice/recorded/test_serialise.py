"""Whatever a browser shows, by whichever means, is in the tree; what nobody shall have is not."""

import pytest

from tests.practice.recorded.replay import heard, likeness, record, show

DOT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0"
    b"\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
)
INDEX = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Ansök</title>
<base href="/"><link rel="stylesheet" href="main.css"><link rel="stylesheet" href="changed.css">
<style>#own { color: rgb(1, 2, 3) } /* as written */</style><style id="grown"></style>
<script>window.secret = "SECRET-SCRIPT"</script></head><body onload="void 'SECRET-HANDLER'">
<!-- SECRET-COMMENT --><noscript>SECRET-NOSCRIPT</noscript>
<form action="/SECRET-ACTION"><input type="hidden" name="token" value="SECRET-HIDDEN">
<p hidden><input type="password" id="password"><input type="file"></p><input id="typed" value="at first">
<input type="checkbox" id="ticked"><input type="radio" name="r" id="r1" checked><input type="radio" name="r" id="r2">
<select id="chosen"><option>one</option><option>two</option></select><textarea id="long">at first</textarea>
<button id="press" onclick="'SECRET-PRESS'">Nästa</button></form>
<a id="away" href="https://elsewhere.example/SECRET-LINK">Bort</a> <a href="#own">Dit</a>
<p id="own">Eget</p><p class="linked">Länkat</p><p class="imported">Hämtat</p><p class="grown">Växt</p>
<p class="changed">Ändrat</p><p class="adopted">Lånat</p>
<div id="open"></div><div id="closed"></div><x-later></x-later><x-known></x-known>
<div id="declared"><template shadowrootmode="open"><b>declared</b></template></div>
<svg width="20" height="20"><use href="sprite.svg#square"></use></svg>
<canvas id="drawn" width="20" height="20"></canvas><img id="blob" alt="blob">
<img src="dot.png" srcset="dot.png 1x" alt="dot">
<iframe title="inner" src="inner.html" width="100" height="40"></iframe>
<iframe title="other" src="https://elsewhere.example/" width="100" height="40"></iframe>
<div id="scrolled" style="height: 40px; width: 200px; overflow: scroll"><p>a<p>b<p>c<p>d</div>
<div id="pop" popover>popover</div><div popover>hidden popover</div>
<object data="SECRET-OBJECT"></object>
<dialog id="modal"><p>Är du säker?</p><button>Ja</button></dialog>
<script src="page.js"></script></body></html>"""
SCRIPT = """
const $ = (id) => document.getElementById(id);
$("typed").value = "typed"; $("password").value = "SECRET-PASSWORD"; $("ticked").checked = true;
$("r2").checked = true; $("chosen").selectedIndex = 1; $("long").value = "typed long";
$("grown").sheet.insertRule(".grown { color: rgb(4, 5, 6) }");
document.styleSheets[1].insertRule(".changed { color: rgb(7, 8, 9) }");
const sheet = new CSSStyleSheet();
sheet.replaceSync(".adopted { color: rgb(10, 11, 12) } /* as written */");
const grown = new CSSStyleSheet();
grown.insertRule("i { color: rgb(13, 14, 15) }");
document.adoptedStyleSheets = [sheet];
const open = $("open").attachShadow({ mode: "open", delegatesFocus: true });
open.innerHTML = "<b>in open</b><div></div>";
open.querySelector("div").attachShadow({ mode: "closed" }).innerHTML = "<i>nested</i>";
const closed = $("closed").attachShadow({ mode: "closed" });
closed.innerHTML = "<i>in closed</i><input id=inside>";
closed.querySelector("input").value = "typed inside";
closed.adoptedStyleSheets = [grown];
customElements.define("x-known", class extends HTMLElement {
  constructor() { super(); this.attachInternals(); this.attachShadow({ mode: "closed" }).innerHTML = "<u>known</u>"; }
});
document.fonts.add(new FontFace("Made", "local('DejaVu Sans')", { weight: "700" }));
document.fonts.add(new FontFace("Bytes", new Uint8Array([1, 2, 3]).buffer));
const context = $("drawn").getContext("2d");
context.fillStyle = "rgb(200, 0, 0)"; context.fillRect(0, 0, 20, 20);
fetch("dot.png").then((answer) => answer.blob()).then((blob) => {
  $("blob").src = URL.createObjectURL(blob);
  return $("blob").decode();
}).then(() => {
  $("scrolled").scrollTop = 30; $("modal").showModal(); $("pop").showPopover(); window.done = true;
});
"""
FILES = {
    "index.html": INDEX,
    "page.js": SCRIPT,
    "main.css": "@import 'imported.css'; .linked { color: rgb(16, 17, 18); background: url(dot.png) }",
    "imported.css": ".imported { color: rgb(19, 20, 21) } x-known:not(:defined) { display: none }",
    "changed.css": "a { color: rgb(22, 23, 24) }",
    "sprite.svg": """<svg xmlns="http://www.w3.org/2000/svg">
        <symbol id="square" viewBox="0 0 2 2"><path d="M0 0h2v2H0z"/></symbol></svg>""",
    "dot.png": DOT,
    "inner.html": "<!doctype html><body>inside<script>document.body.append(' a frame')</script>",
}
STYLED = {
    "own": "#own",
    "linked": ".linked",
    "imported": ".imported",
    "grown": ".grown",
    "changed": ".changed",
    "adopted": ".adopted",
}


@pytest.fixture(scope="module")
def taken(browser):
    return record(browser, FILES, ready="() => window.done", pressed="#press")


@pytest.fixture(scope="module")
def copy(browser, taken):
    """What is seen in the copy."""

    def look(page):
        colours = {
            name: page.eval_on_selector(css, "one => getComputedStyle(one).color") for name, css in STYLED.items()
        }
        scrolled = page.eval_on_selector("#scrolled", "one => one.scrollTop")
        above = page.evaluate(
            "() => [!!document.querySelector('dialog:modal'), !!document.querySelector(':popover-open')]"
        )
        here = {"picture": page.screenshot(), "heard": heard(page)}
        alike = likeness(page, taken.picture, here["picture"])
        return here | {"colours": colours, "scrolled": scrolled, "above": above, "alike": alike, "text": page.content()}

    return show(browser, taken, look)


def test_a_copy_looks_as_what_was_recorded(copy):
    assert copy["alike"] >= 0.999


def test_a_copy_reads_as_what_was_recorded(taken, copy):
    assert copy["heard"] == taken.heard


def test_style_is_kept_from_wherever_it_came(copy):
    colours = {"own": 1, "grown": 4, "changed": 7, "adopted": 10, "linked": 16, "imported": 19}
    assert copy["colours"] == {name: f"rgb({at}, {at + 1}, {at + 2})" for name, at in colours.items()}


def test_what_lay_above_lies_above_and_what_was_scrolled_is(copy):
    assert (copy["above"], copy["scrolled"]) == ([True, True], 30)


KEPT = """
    "value": "typed"|"value": "typed long"|"value": "typed inside"|in open|nested|in closed|known|declared
    " a frame"|/* as written */|rgb(13, 14, 15)|"picture": "canvas:|"pressed": true|"undefined": true|"delegates": true
    local('DejaVu Sans')|font/woff2;base64,AQID|"shown": "modal"|"shown": "popover"|verkstad-sprite
"""


@pytest.mark.parametrize("text", [part for line in KEPT.strip().split("\n") for part in line.strip().split("|")])
def test_what_was_shown_is_in_the_tree(taken, text):
    assert text in taken.text


def test_nothing_that_nobody_shall_have_is_in_the_tree(taken):
    assert "SECRET" not in taken.text


def test_only_what_is_ticked_is(taken):
    ticked = [
        node.attributes["id"] for node in taken.tree.nodes() if getattr(node, "attributes", {}).get("checked") == ""
    ]
    assert ticked == ["ticked", "r2"]


def test_what_was_pressed_is_known(taken):
    assert taken.tree.pressed.attributes["id"] == "press"
