"""Style sheets stay as they were and ask no host for anything."""

import pytest

from verkstad.practice.recorded import tree
from verkstad.practice.recorded.addresses import Addresses
from verkstad.practice.recorded.css import Css
from verkstad.practice.recorded.tree import Refused, Sheet

A, B = "a" * 64, "b" * 64
FRONT = "https://copies.example/practice-asset/"
SERVICE = "https://service.example/css/main.css"
OURS, NOWHERE = f'url("{FRONT}{A}")', 'url("data:image/png,")'
ADDRESSES = Addresses({"https://service.example/css/a.png": A, "https://service.example/f.woff2": B}, FRONT)


def rewritten(css, **sheets):
    found = {f"https://service.example/css/{name}.css": text for name, text in sheets.items()}
    return Css(ADDRESSES, found).sheet(Sheet(SERVICE, css=css))


KEPT = [
    "a{color:red}",
    "a:hover > b::before{content:none}",
    "@media (width<=600px){a{b:c}}",
    "@media (min-width:1px) and print{a{b:c}}",
    "@layer a,b;",
    "@layer a{b{c:d}}",
    "@supports (display:grid){a{b:c}}",
    "@container (width > 1px){a{b:c}}",
    "@keyframes x{from{a:b}50%{a:c}}",
    "@property --x{syntax: none;inherits:false}",
    "a{--x: {b:c};width:calc(1px + 2*3em)}",
    "a{& b{c:d}&:hover{e:f}}",
    r".sm\:w-1\/2{a:b}",
    r".\31 0{a:b}",
    'a[lang="sv"]{quotes:"é" "日"}',
    'a{filter:url("#g")}',
    "a{b:c!important}",
]


@pytest.mark.parametrize("css", KEPT)
def test_style_stays_as_it_was(css):
    assert rewritten(css) == css


CHANGED = [
    ("a{b:url(a.png)}", f"a{{b:{OURS}}}"),
    ("a{b:url( 'a.png' )}", f"a{{b:{OURS}}}"),
    ("a{b:URL(../css/a.png#x)}", f'a{{b:url("{FRONT}{A}#x")}}'),
    ("a{b:url(a.png#<)}", f"a{{b:{OURS}}}"),
    ("a{b:url(https://evil.example/)}", f"a{{b:{NOWHERE}}}"),
    (r"a{b:\75rl(//evil.example)}", f"a{{b:{NOWHERE}}}"),
    ("a{b:url(http://[)}", f"a{{b:{NOWHERE}}}"),
    ("a{b:url(data:text/html,x)}", f"a{{b:{NOWHERE}}}"),
    ("a{b:url()}", f"a{{b:{NOWHERE}}}"),
    ("a{b:url(x y)}", "a{b:}"),
    ("a{b:url(data:IMAGE/GIF;base64,AA==)}", 'a{b:url("data:image/gif;base64,AA==")}'),
    ("a{b:url(\"data:image/svg+xml,<a b='c'/>\")}", 'a{b:url("data:image/svg+xml,%3Ca%20b=%27c%27/%3E")}'),
    ("a{b:url(data:application/font-woff;base64,AA==)}", 'a{b:url("data:font/woff;base64,AA==")}'),
    ("@font-face{src:url(/f.woff2)}", f'@font-face{{src:url("{FRONT}{B}")}}'),
    ('a{b:image-set("a.png" 1x,url(x) 2x)}', f"a{{b:image-set({OURS} 1x,{NOWHERE} 2x)}}"),
    ('a{b:-webkit-image-set(var(--x) 1x,"a.png" type("image/png"))}', f"a{{b:-webkit-image-set( 1x,{OURS} )}}"),
    ('a{b:src("x");c:image("x");d:expression(x)}', "a{b:none;c:none;d:none}"),
    ('@charset "utf-8";@namespace "x";@view-transition{navigation:auto}@unknown{a{}}a{}', "a{}"),
    ("a{@import 'x';@media print{b:c}}", r'a{@never "x";@media print{b:c}}'),
    ("/* x */a{/* y */b:c}", "a{b:c}"),
    ("<!--a{}-->", "a{}"),
    ("a{b:c", "a{b:c}"),
    ('a{b:"</style><script>"}', r'a{b:"\3c \2f style\3e \3c script\3e "}'),
    ('a{b:"url(x) &quot; @import"}', r'a{b:"url\28 x\29  \26 quot\3b  \40 import"}'),
    ('a{b:"\\\n"}', 'a{b:""}'),
    (r".\<b\&c{}", r".\3c b\26 c{}"),
    ("@media (a<b){}", "@media (a< b){}"),
    ("a{&b{}&#c{}}", "a{:is(&)b{}:is(&)#c{}}"),
    ("a:not(:defined){}", "a:not(:not([data-undefined])){}"),
    (r".x\:defined,:defined-not{}", r".x\:defined,:defined-not{}"),
    ("a{b:" + "(" * 60 + ")" * 60 + "}", "a{b:" + "(" * 41 + ")" * 41 + "}"),
]


@pytest.mark.parametrize(("css", "expected"), CHANGED)
def test_what_asks_or_could_be_a_tag_is_changed(css, expected):
    assert rewritten(css) == expected


FONT = f'url("{FRONT}{B}")'
FONTS = [
    ("font-family:a;src:url(gone.woff2),url(/f.woff2) format('woff2')", f'font-family:a;src:{FONT} format("woff2")'),
    ("src:url(/f.woff2),url(gone.woff) format('woff');font-weight:700", f"src:{FONT};font-weight:700"),
    ("src:local(a),url(gone.woff)", "src:local(a)"),
    ("font-family:a;src:url(gone.woff2)", "font-family:a"),
    ("src:url(gone.eot);src:url(/f.woff2)", f"src:{FONT}"),
]


@pytest.mark.parametrize("around", ["@font-face{{{}}}", "@media print{{a{{b:c}}@font-face {{{}}}}}"])
@pytest.mark.parametrize(("css", "expected"), FONTS)
def test_a_font_that_is_not_there_is_no_source(css, expected, around):
    assert rewritten(around.format(css)) == around.format(expected)


def test_what_comes_after_a_font_is_no_font():
    css = "@media print{@font-face{src:url(gone)}a{b:url(gone)}}"
    assert rewritten(css) == f"@media print{{@font-face{{}}a{{b:{NOWHERE}}}}}"


IMPORTED = [
    ("@import 'x.css';a{}", "b{}a{}"),
    ('@import url("x.css");', "b{}"),
    ("@import url(x.css) print;", "@media print{b{}}"),
    ("@import 'x.css' layer;", "@layer {b{}}"),
    (
        "@import 'x.css' layer(l) supports(a:b) screen and (c:d);",
        "@layer l{@supports (a:b){@media screen and (c:d){b{}}}}",
    ),
    ("@layer l;@import 'x.css';", "@layer l;b{}"),
    ("a{}@import 'x.css';", "a{}"),
    ("@import 'gone.css';", ""),
    ("@import;", ""),
    ("@import 'self.css';", ""),
]


@pytest.mark.parametrize(("css", "expected"), IMPORTED)
def test_imported_sheets_stand_where_they_were_imported(css, expected):
    assert rewritten(css, x="b{}", self="@import 'self.css';") == expected


def test_addresses_in_an_imported_sheet_are_relative_to_it():
    sheets = {"https://service.example/other/x.css": "a{b:url(../css/a.png)}"}
    assert Css(ADDRESSES, sheets).sheet(Sheet(SERVICE, css="@import '/other/x.css';")) == f"a{{b:{OURS}}}"


def test_a_sheet_without_css_is_the_one_at_its_address():
    assert Css(ADDRESSES, {SERVICE: "a{}"}).sheet(Sheet(SERVICE)) == "a{}"
    assert Css(ADDRESSES, {}).sheet(Sheet(SERVICE)) == ""


def test_sheets_that_import_each_other_without_end_are_refused(monkeypatch):
    sheets = {f"s{n}": f"@import 's{n + 1}.css';" * 9 for n in range(9)}
    monkeypatch.setattr("verkstad.practice.recorded.css.MAX_ASSETS", 10_000)
    with pytest.raises(Refused, match="import each other"):
        rewritten("@import 's0.css';", **sheets)


def test_an_asset_is_named_by_what_is_in_it():
    with pytest.raises(tree.Refused, match=r"no SHA-256: \.\./x"):
        Addresses({"https://service.example/": "../x"}, FRONT)
