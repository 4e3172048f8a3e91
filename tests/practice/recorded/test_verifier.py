"""A page in which anything could act is refused, and it is said what."""

from html import escape

import pytest
from django.utils import translation

from verkstad.practice.recorded.tree import Refused
from verkstad.practice.recorded.verifier import verify

FRONT = "https://copies.example/practice-asset/"
ASSET = FRONT + "a" * 64
DATA = "data:image/png;base64,AA=="


def page(body, head=""):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}<!--player--></body></html>'


def framed(body):
    return f'<iframe sandbox="" srcdoc="{escape(f"<html><body>{body}</body></html>")}"></iframe>'


HARMLESS = [
    "",
    "<p>text</p>",
    f'<img src="{ASSET}"><img src="{DATA}"><svg><image href="{ASSET}#part"></image><use href="#x"></use></svg>',
    '<a href="#">x</a><a href="#part">y</a>',
    '<form method="dialog"><input type="file"><input type="radio" name="g0123abcd"></form>',
    '<x-y variant="a"><template shadowrootmode="open" shadowrootdelegatesfocus=""></template></x-y>',
    '<slot name="a"></slot>',
    f'<style>a{{b:url("{ASSET}") url("{DATA}") url("#x");c:image-set(url("{ASSET}") 1x)}}</style>',
    "<style>a{scroll-behavior:smooth}@media (a< b){}</style>",
    '<p style="color:red" data-at="3" data-kind="a" aria-label="url(x): https://x.example">x</p>',
    '<p title="https://x.example">https://x.example @import url(x)</p>',
    framed('<a href="about:srcdoc#"></a>'),
]


@pytest.mark.parametrize("body", HARMLESS)
def test_what_is_harmless_passes(body):
    verify(page(body), FRONT)


HANDLERS = ["onclick", "onerror", "ONLOAD", "on", "onbeforetoggle", "ontouchstart"]


@pytest.mark.parametrize("name", HANDLERS)
def test_every_handler_is_refused(name):
    with pytest.raises(Refused, match=rf"^has the handler {name}=“x” on <p>$"):
        verify(page(f'<p {name}="x"></p>'), FRONT)


ELEMENTS = """
    script SCRIPT noscript object embed applet base link frame frameset video audio source track area map param portal
    fencedframe animate set animateTransform animateMotion mpath discard handler listener marquee bgsound keygen
    isindex plaintext xmp noembed noframes math annotation-xml font-face-uri P
"""


@pytest.mark.parametrize("name", ELEMENTS.split())
def test_elements_that_could_act_or_nobody_knows_are_refused(name):
    with pytest.raises(Refused, match=rf"^has the element <{name}>$"):
        verify(page(f"<{name}></{name}>"), FRONT)


ATTRIBUTES = """
    accesskey action allow autofocus background cite code command commandfor csp data download form formaction
    formenctype formmethod formtarget http-equiv imagesrcset interestfor is itemid longdesc lowsrc manifest nonce ping
    popovertarget poster profile referrerpolicy rel srcset target usemap
"""


@pytest.mark.parametrize("element", ["p", "x-y", "a", "img", "svg"])
@pytest.mark.parametrize("name", ATTRIBUTES.split())
def test_attributes_that_could_act_are_refused_on_every_element(element, name):
    with pytest.raises(Refused, match=rf"^has {name}=“#” on <{element}>$"):
        verify(page(f'<{element} {name}="#">'), FRONT)


FORBIDDEN = {
    "an address of a picture": ('<img src="https://evil.example/">', "has src=“https://evil.example/” on <img>"),
    "an asset of another front": (
        f'<img src="https://evil.example/{"a" * 64}">',
        f"has src=“https://evil.example/{'a' * 59}” on <",
    ),
    "something beside an asset": (f'<img src="{ASSET}/x">', f"has src=“{(ASSET + '/x')[:80]}” on <img>"),
    "an address without a scheme": ('<img src="//evil.example">', "has src=“//evil.example” on <img>"),
    "an address on the same host": ('<img src="/x">', "has src=“/x” on <img>"),
    "a page as data": ('<img src="data:text/html,x">', "has src=“data:text/html,x” on <img>"),
    "an address of a link": ('<a href="https://evil.example/">', "has href=“https://evil.example/” on <a>"),
    "a program as link": ('<a href="javascript:x">', "has href=“javascript:x” on <a>"),
    "an asset as link": (f'<a href="{ASSET}">', f"has href=“{ASSET[:80]}” on <a>"),
    "data as used part": (f'<use href="{DATA}">', f"has href=“{DATA}” on <use>"),
    "href elsewhere": ('<p href="#">', "has href=“#” on <p>"),
    "src elsewhere": ('<iframe src="#" sandbox="" srcdoc="">', "has src=“#” on <iframe>"),
    "a form with an address": ('<form method="dialog" action="/">', "has action=“/” on <form>"),
    "a form that sends": ('<form method="post">', "has method=“post” on <form>"),
    "a form that says nothing": ("<form>", "has <form> without method=dialog"),
    "a named field": ('<input type="text" name="pnr">', "has name=“pnr” on <input>"),
    "a named form": ('<form method="dialog" name="g0123abcd">', "has name=“g0123abcd” on <form>"),
    "a hidden field": ('<input type="hidden">', "has <input> of type hidden"),
    "a field of no type": ("<input>", "has <input> of type None"),
    "a frame without sandbox": ('<iframe srcdoc="">', "has <iframe> without sandbox and content"),
    "a frame that may": (
        '<iframe sandbox="allow-scripts" srcdoc="x">',
        "has sandbox=“allow-scripts” on <iframe>",
    ),
    "a script in a frame": (
        '<iframe sandbox="" srcdoc="&lt;html&gt;&lt;script&gt;&lt;/body&gt;&lt;/html&gt;">',
        "has the element <script>",
    ),
    "a link in a frame to the page around it": (
        '<iframe sandbox="" srcdoc="&lt;html&gt;&lt;a href=&quot;#&quot;&gt;&lt;/body&gt;&lt;/html&gt;">',
        "has href=“#” on <a>",
    ),
    "half a page in a frame": (
        '<iframe sandbox="" srcdoc="&lt;p&gt;">',
        "is not a whole page with a place for the player",
    ),
    "a refresh": (
        '<meta http-equiv="refresh" content="0">',
        "has <meta> with {'http-equiv': 'refresh', 'content': '0'}",
    ),
    "a policy": ('<meta charset="utf-8" name="x">', "has <meta> with {'charset': 'utf-8', 'name': 'x'}"),
    "a template": ("<template></template>", "has <template> that is no shadow"),
    "a closed shadow": ('<template shadowrootmode="closed">', "has shadowrootmode=“closed” on <template>"),
    "an address as data": ('<p data-a="https://x.example">', "has the address data-a=“https://x.example” on <p>"),
    "an address of a custom element": ('<x-y to="a:b">', "has the address to=“a:b” on <x-y>"),
    "an unknown attribute": ('<p wobble="x">', "has the unknown attribute wobble=“x” on <p>"),
    "an attribute in capitals": ('<x-y STYLE="x">', "has STYLE=“x” on <x-y>"),
    "an unknown attribute in capitals": ('<x-y Wobble="x">', "has the unknown attribute Wobble=“x” on <x-y>"),
    "an attribute twice": ('<p id="a" id="b">', "has an attribute of <p> twice"),
    "an attribute twice in other letters": ('<p id="a" ID="b">', "has the unknown attribute ID=“b” on <p>"),
    "an attribute without quotes": ("<p id=a>", "is not spelt plainly: <p id=a>"),
    "an attribute with a tag": ('<p id="<b>">', 'is not spelt plainly: <p id="<b>">'),
    "an odd reference": ('<p id="&colon;">', 'is not spelt plainly: <p id="&colon;">'),
    "a comment": ("<!-- x -->", "is not spelt plainly: <!-- x -->"),
    "another player": ("<!--player-->", "is not spelt plainly: <!--player-->"),
    "half a tag": ("<p", "is not spelt plainly: <p</body>"),
    "a lonely sign": ("a > b", "is not spelt plainly: > b"),
    "an instruction": ("<?xml?>", "is not spelt plainly: <?xml?>"),
    "character data": ("<![CDATA[x]]>", "is not spelt plainly: <![CDATA[x]]>"),
    "a tag with a slash": ("<br/>", "is not spelt plainly: <br/>"),
    "an end without a beginning": ("</p>", "ends what has not begun: </p>"),
    "an end with attributes": ('<p></p id="x">', 'ends what has not begun: </p id="x">'),
    "another end": ("<b><i></b>", "ends what has not begun: </b>"),
    "no end": ("<p>", "ends what has not begun: </body>"),
    "a style sheet with a tag": ("<style><b></style>", "has a tag in a style sheet"),
    "a style sheet without end": ("<style>a{}", "has a tag in a style sheet"),
    "an address in style": (
        '<style>a{b:url("https://x.example")}</style>',
        'has url("https://x.example")} in a style sheet',
    ),
    "an address without quotes": (f"<style>a{{b:url({ASSET})}}</style>", f"has url({ASSET[:56]} in a style sheet"),
    "an import": ("<style>@IMPORT 'x';</style>", "has @IMPORT 'x'; in a style sheet"),
    "a namespace": ("<style>@namespace x;</style>", "has @namespace x; in a style sheet"),
    "a source": ("<style>a{b:src(x)}</style>", "has src(x)} in a style sheet"),
    "an image": ("<style>a{b:image(x)}</style>", "has image(x)} in a style sheet"),
    "a set of images": ("<style>a{b:image-set('x' 1x)}</style>", "has image-set('x' 1x)} in a style sheet"),
    "a set of images out of a variable": (
        "<style>a{b:image-set(var(--x) 1x)}</style>",
        "has image-set(var(--x) 1x)} in a style sheet",
    ),
    "a word spelt in numbers": (r"<style>a{b:\75 rl(x)}</style>", r"has \75 rl(x)} in a style sheet"),
    "a word spelt in letters": (r"<style>@imp\ort</style>", r"has \ort in a style sheet"),
    "an address in an attribute of style": ('<p style="b:url(x)">', "has url(x) in style=“b:url(x)” on <p>"),
    "an address in a drawing": ('<rect fill="url(x#y)">', "has url(x#y) in fill=“url(x#y)” on <rect>"),
}


@pytest.mark.parametrize(("body", "reason"), FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_what_could_act_is_refused_by_name(body, reason):
    with pytest.raises(Refused) as refused:
        verify(page(body), FRONT)
    assert str(refused.value)[: len(reason)] == reason


def test_it_is_said_in_the_language_of_whoever_reads_it():
    with translation.override("sv"), pytest.raises(Refused, match="har händelsehanteraren onclick=“x” på <p>"):
        verify(page('<p onclick="x">'), FRONT)


PARTIAL = ["", "<p></p>", page("").removesuffix("</html>"), f" {page('')}", page("").replace("<!--player-->", "")]


@pytest.mark.parametrize("text", PARTIAL)
def test_what_is_no_whole_page_is_refused(text):
    with pytest.raises(Refused, match="is not a whole page"):
        verify(text, FRONT)


def test_what_goes_on_after_the_page_is_refused():
    with pytest.raises(Refused, match="is not spelt plainly: <!--player-->"):
        verify(f"{page('')}{page('')[15:]}", FRONT)
