import re

import pytest
import zxingcpp
from django.test import RequestFactory
from PIL import Image, ImageDraw

from verkstad.core.qr_code import qr_code
from verkstad.portal.context import LONGEST_ADDRESS, page


def test_request_without_a_municipality_needs_no_frame():
    assert page(RequestFactory().get("/")) == {}


def test_frame_links_the_page_in_each_language_with_its_query(get):
    languages = get("search/", "da", q="å&b").context["page_languages"]
    assert [(language["code"], language["url"], language["is_current"]) for language in languages] == [
        ("sv", "/bjorkhamn/sv/search/?q=%C3%A5%26b", False),
        ("da", "/bjorkhamn/da/search/?q=%C3%A5%26b", True),
        ("en", "/bjorkhamn/en/search/?q=%C3%A5%26b", False),
    ]


def test_languages_are_called_what_they_call_themselves_even_those_that_django_does_not_know(get, bjorkhamn):
    bjorkhamn.languages = ["sv", "fo", "nb", "prs"]
    bjorkhamn.save()
    languages = get("about/", "fo").context["page_languages"]
    assert [language["name"] for language in languages] == ["Svenska", "Føroyskt", "Norsk (bokmål)", "Prs"]


def test_frame_has_the_look_of_the_municipality(get, bjorkhamn):
    bjorkhamn.main_colour = "#A1B2C3"
    bjorkhamn.save()
    assert get("about/").context["municipality_css"] == "/look/a1b2c3.css"


def test_code_leads_back_to_the_page(get):
    assert str(get("about/").context["qr_svg"]) == qr_code("http://testserver/bjorkhamn/sv/about/")


@pytest.mark.parametrize("address", ["https://bjorkhamn.example.org/sv/", "https://example.org/?q=å" + 470 * "x"])
def test_code_can_be_read(address):
    (found,) = zxingcpp.read_barcodes(drawn(qr_code(address)))
    assert found.text == address


def drawn(code):
    """As a camera sees it: four dots for each square."""
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', code).groups())
    picture = Image.new("L", (width, height), "white")
    for line in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code):
        left, top, length = map(int, line)
        ImageDraw.Draw(picture).line((left, top, left + length - 1, top), "black")
    return picture.resize((4 * width, 4 * height), Image.Resampling.NEAREST)


@pytest.mark.parametrize("length", [10, LONGEST_ADDRESS])
def test_code_is_drawn_without_a_style_or_size_of_its_own(length):
    code = qr_code("https://example.org/".ljust(length, "x")[:length])
    assert ("<svg viewBox=" in code, "style" in code, "width=" in code) == (True, False, False)
