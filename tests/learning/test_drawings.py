"""Drawings that staff bring: nothing in them can act or ask elsewhere."""

import pytest

from verkstad.learning.drawings import MOST_BYTES, UnusableDrawing, harmless
from verkstad.learning.queries.shipped import shipped_packages

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def drawn(inside):
    return harmless(FRAME.format(inside).encode()).decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><foreignObject/></g>",
        '<rect onclick="alert(1)"/>',
        '<rect><set attributeName="href"/></rect>',
        '<a href="https://example.org"><rect/></a>',
        '<image href="https://example.org/x.png"/>',
        '<use xlink:href="https://example.org/x.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<rect fill="url(https://example.org/x.svg#a)"/>',
        '<rect style="fill: u\\72l(//example.org)"/>',
        "<style>@import '//example.org/x.css';</style>",
    ],
)
def test_what_could_act_or_ask_elsewhere_is_refused(inside):
    with pytest.raises(UnusableDrawing):
        drawn(inside)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        b"<html/>",
        "<svg>å".encode("latin-1"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<?xml-stylesheet href="//example.org"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg>" + b" " * MOST_BYTES,
        FRAME.format("<g>" * 5000 + "</g>" * 5000).encode(),
    ],
)
def test_what_is_no_plain_drawing_is_refused(content):
    with pytest.raises(UnusableDrawing):
        harmless(content)


def test_what_is_drawn_stays_and_what_programs_add_goes():
    inside = (
        '<defs><linearGradient id="a"/></defs><style>.b { fill: url(#a) }</style><!-- by hand -->'
        '<metadata xmlns:x="urn:x"><x:y/></metadata><rect class="b" data-x="1" fill="url(#a)" aria-label="Ruta"/>'
        '<use href="#a"/><image href="data:image/png;base64,AAAA"/>'
    )
    assert drawn(inside) == FRAME.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").format(
        '<defs><linearGradient id="a" /></defs><style>.b { fill: url(#a) }</style>'
        '<rect class="b" fill="url(#a)" aria-label="Ruta" />'
        '<use href="#a" /><image href="data:image/png;base64,AAAA" />'
    )


def test_drawings_that_come_with_the_program_are_taken_as_they_are():
    for whole in shipped_packages():
        for picture in whole.pictures.values():
            assert harmless(harmless(picture.content)) == harmless(picture.content)
