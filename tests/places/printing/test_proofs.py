"""Sheets as pictures: all that belongs there, on one page, nothing cut off, and a code that leads to the right page."""

from datetime import time
from io import BytesIO
from itertools import product

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories.places import PlaceFactory, span, week
from tests.places.printing.conftest import MONDAY
from tests.places.printing.proofs import address_in_code, collisions, press, white_rim, words_on
from verkstad.places.opening_hours.model import State
from verkstad.places.printing.orders import Kind, Order

ADDRESS = "https://digital.vastra-bjorkhamn-ostra-langviken.example.org/sv/places/"
RIMS = {Kind.LARGE_POSTER: 17, Kind.FLYER: 9}
# In Swedish, of the place of which there is most to say.
NAME = "Medborgarkontoret och biblioteket i Västra Björkhamn, Östra Långviken"
SAID = {
    Kind.DOOR_SIGN: [
        "Öppettider Vecka 48, 23 november – 29 november",
        "Måndag 23 november 06:00–08:00, utan personal 08:00–12:00 13:00–16:00, bara bokade besök",
        "Tisdag 24 november 10:00–16:00 Vi räknar alla böcker och har bara öppet en kort stund",
        "Torsdag 26 november Stängt Den stora helgdagen",
        "Tisdag 1 december – onsdag 2 december",
        "0999-10 21 00",
    ],
    Kind.POSTER: ["Behöver du hjälp med e-tjänster?", "Skriva ut och skanna", "Måndag–söndag 08:00–12:00"],
    Kind.FLYER: [
        "Behöver du hjälp med e-tjänster?", "Hissen finns till höger", "Ledarhundar är välkomna",
        "Ingen e-legitimation?", "Ring oss: 0999-10 21 00",
    ],
    Kind.WEEK: ["Måndag 23 november", "Den stora helgdagen", "Bokad tid 13:00–16:00", "Per telefon 16:00–20:00"],
    Kind.WEEK_EVERYWHERE: ["Få hjälp nära dig", "Torsdag 26 november Den stora helgdagen", "10:00–16:00"],
}  # fmt: skip
SAID[Kind.LARGE_POSTER] = SAID[Kind.POSTER]


@pytest.mark.parametrize(
    ("kind", "language"),
    [*product(Kind, ["sv"]), *product((Kind.DOOR_SIGN, Kind.POSTER, Kind.FLYER, Kind.WEEK), ["da", "en"])],
)
def test_all_there_is_to_say_stands_on_one_page_with_nothing_cut_off(full_house, kind, language):
    file = press(full_house, Order(kind, language, "", MONDAY), ADDRESS + full_house.slug)
    expected = [NAME, *SAID[kind]] if language == "sv" else [NAME]
    words = words_on(file[0])
    assert (len(file), white_rim(file[0]), collisions(file[0])) == (1, RIMS.get(kind, 12), [])
    assert [text for text in expected if text not in words] == []
    assert address_in_code(file[0]) == ADDRESS + full_house.slug


def test_door_sign_in_two_languages_is_one_page_too(full_house):
    page = press(full_house, Order(Kind.DOOR_SIGN, "sv", "da", MONDAY), ADDRESS)
    assert (len(page), white_rim(page[0]), collisions(page[0])) == (1, 12, [])
    said = ["Öppettider Åbningstider", "Måndag 23 november Mandag 23. november", "Stängt Lukket Den stora helgdagen"]
    assert [text for text in said if text not in words_on(page[0])] == []


@pytest.mark.parametrize("kind", Kind)
def test_little_to_say_fills_one_page(bjorkhamn, kind):
    line = PlaceFactory(municipality=bjorkhamn, kind="phone_line", phone="112", helps_with=[], periods=[])
    file = press(line, Order(kind, "sv", "", MONDAY), ADDRESS)
    assert (len(file), white_rim(file[0]), collisions(file[0])) == (1, RIMS.get(kind, 12), [])


def test_week_of_many_places_goes_on_over_pages_that_each_name_the_days(bjorkhamn):
    hours = [week(span(range(5), (time(8), time(12))), span(range(5), (time(13), time(16)), State.BY_APPOINTMENT))]
    places = [PlaceFactory(municipality=bjorkhamn, name={"sv": f"Ställe {n:02}"}, periods=hours) for n in range(25)]
    pages = list(press(places[0], Order(Kind.WEEK_EVERYWHERE, "sv", "", MONDAY), ADDRESS))
    words = [words_on(page) for page in pages]
    assert [(white_rim(page), collisions(page), "Söndag 29 november" in words_on(page)) for page in pages] == [
        (12, [], True)
    ] * len(pages)
    assert [n for n in range(25) if f"Ställe {n:02}" not in " ".join(words)] == []


def test_sheet_bears_the_municipality_s_logo(bjorkhamn, library):
    content = BytesIO()
    Image.new("RGB", (60, 20), "#c8102e").save(content, "PNG")
    bjorkhamn.logo.save("logo.png", ContentFile(content.getvalue()))
    page = press(library, Order(Kind.POSTER, "sv", "", MONDAY), ADDRESS)[0]
    pictures = list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    assert [picture.get_px_size() for picture in pictures] == [(60, 20)]
