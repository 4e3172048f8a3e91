"""Choosing a sheet and opening it: what a helper meets, and what the sheet says at once."""

import re

import pypdfium2
import pytest

from tests.factories.places import PlaceFactory
from tests.staff import sign_in
from verkstad.core import pdf
from verkstad.identity.models import Role

PAGE = "/bjorkhamn/en/staff/places/library/print/"
SIGN = {"kind": "door-sign", "language": "sv", "week": "2026-11-23"}


@pytest.fixture(autouse=True)
def now(at):
    return at("2026-11-25 12:10")


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


@pytest.fixture
def without_pdf(monkeypatch, tmp_path):
    """A machine on which WeasyPrint does not find Pango."""
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")')
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pdf._is_found.cache_clear()
    yield
    pdf._is_found.cache_clear()


def wednesday_on_the_door(client):
    sign = pypdfium2.PdfDocument(client.get(f"{PAGE}pdf/", SIGN).content)
    words = sign[0].get_textpage().get_text_range().replace("\N{WORD JOINER}", "")
    return words.partition("Onsdag 25 november")[2].partition("Torsdag")[0].split()


def offered(response, field):
    return [value for value, _label in response.context["form"].fields[field].choices]


def test_helper_is_offered_sheets_languages_and_weeks(client, helper, place):
    response = client.get(PAGE)
    assert offered(response, "kind") == ["door-sign", "poster", "large-poster", "flyer", "week", "week-everywhere"]
    assert (offered(response, "language"), offered(response, "second_language")) == (
        ["sv", "da", "en"],
        ["", "sv", "da", "en"],
    )
    assert offered(response, "week")[:2] == ["2026-11-23", "2026-11-30"]


def test_sheet_opens_in_the_browser_under_a_name_that_says_what_it_is(client, helper, place):
    response = client.get(f"{PAGE}pdf/", SIGN | {"second_language": "da"})
    assert (response["Content-Type"], response["Content-Disposition"], response.content[:5]) == (
        "application/pdf",
        'inline; filename="library-door-sign-2026-w48-sv-da.pdf"',
        b"%PDF-",
    )


def test_second_language_is_for_the_door_sign_alone(client, helper, place):
    response = client.get(f"{PAGE}pdf/", SIGN | {"kind": "poster", "second_language": "da"})
    assert response["Content-Disposition"] == 'inline; filename="library-poster-2026-w48-sv.pdf"'


@pytest.mark.parametrize(
    ("kind", "address"),
    [("door-sign", "testserver/bjorkhamn/da/places/library/"), ("week-everywhere", "testserver/bjorkhamn/da/places/")],
)
def test_sheet_as_a_page_leads_to_the_page_in_its_language(client, helper, place, kind, address):
    response = client.get(f"{PAGE}page/", SIGN | {"kind": kind, "language": "da"})
    assert (response["Content-Type"], response.context["address"]) == ("text/html; charset=utf-8", address)


def test_page_brings_no_style_or_script_of_its_own(client, helper, place):
    text = client.get(f"{PAGE}page/", SIGN).text
    assert re.findall(r"<style|\sstyle=|<script|data:", text) == []


@pytest.mark.parametrize("way", ["pdf", "page"])
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, ["kind", "language", "week"]),
        (SIGN | {"kind": "banner"}, ["kind"]),
        (SIGN | {"language": "fi"}, ["language"]),
        (SIGN | {"week": "2026-11-24"}, ["week"]),
        (SIGN | {"week": "2025-11-24"}, ["week"]),
    ],
)
def test_what_cannot_be_printed_is_told_beside_the_field(client, helper, place, way, said, wrong):
    assert list(client.get(f"{PAGE}{way}/", said).context["form"].errors) == wrong


@pytest.mark.usefixtures("without_pdf")
@pytest.mark.parametrize("way", ["", "pdf/"])
def test_where_pdf_is_not_set_up_the_page_is_offered(client, helper, place, way):
    response = client.get(f"{PAGE}{way}", SIGN)
    assert (response.context["has_pdf"], "Open as PDF" in response.text, "Open as a web page" in response.text) == (
        False,
        False,
        True,
    )
    assert client.get(f"{PAGE}page/", SIGN).context["texts"]["title"] == ["Öppettider"]


def test_helper_is_told_that_the_code_leads_nowhere_while_nobody_sees_the_place(client, helper, place, bjorkhamn):
    words = "Residents do not see this place yet, so the code on a sheet leads nowhere."
    PlaceFactory(municipality=bjorkhamn, slug="hidden", is_published=False)
    assert [words in client.get(PAGE.replace("library", slug)).text for slug in ("library", "hidden")] == [False, True]


def test_what_is_changed_today_stands_on_the_door_sign_at_once(client, helper, place):
    before = wednesday_on_the_door(client)
    client.post("/bjorkhamn/sv/staff/places/library/today/", {"do": "15:00", "note": "Sjukdom"})
    assert (before, wednesday_on_the_door(client)) == (["10:00–16:00"], ["10:00–15:00", "Sjukdom"])
