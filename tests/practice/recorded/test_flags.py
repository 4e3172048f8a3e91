"""What may be about somebody is pointed out, in every country's way of writing it."""

from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded import identity_numbers
from verkstad.practice.recorded.flags import Flag, Why, found_in, in_pictures, in_texts

DAYS = st.dates(date(1910, 1, 1), date(2026, 1, 1))


@st.composite
def swedish(draw) -> str:
    """With a right check digit, written in one of the ways people do."""
    day, people = draw(DAYS), draw(st.integers(0, 999))
    nine = f"{day:%y%m%d}{people:03}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    last = f"{people:03}{-sum(number // 10 + number % 10 for number in doubled) % 10}"
    return draw(
        st.sampled_from([f"{day:%y%m%d}-{last}", f"{day:%Y%m%d}-{last}", f"{day:%Y%m%d}{last}", nine + last[-1]])
    )


@st.composite
def norwegian(draw) -> str:
    nine = f"{draw(DAYS):%d%m%y}{draw(st.integers(0, 999)):03}"
    first = -sum(int(weight) * int(digit) for weight, digit in zip("376189452", nine, strict=True)) % 11
    ten = f"{nine}{first}"
    second = -sum(int(weight) * int(digit) for weight, digit in zip("5432765432", ten[:10], strict=True)) % 11
    return f"{ten}{second}" if max(first, second) < 10 else draw(norwegian())


@st.composite
def finnish(draw) -> str:
    day, people = draw(DAYS), draw(st.integers(2, 899))
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{day:%d%m%y}{people:03}") % 31]
    return f"{day:%d%m%y}{'A' if day.year >= 2000 else '-'}{people:03}{check}"


@given(st.one_of(swedish(), norwegian(), finnish()), st.sampled_from(["{}", "Nr: {}.", "({})", "{}, {}"]))
def test_a_right_identity_number_is_found_wherever_it_stands(number, sentence):
    text = sentence.format(number, "tack")
    assert list(identity_numbers.found(text)) == [(number, True)]


@given(DAYS, st.integers(0, 9999), st.sampled_from(["{:%d%m%y}-{:04}", "{:%d%m%y} {:04}", "{:%d%m%y}{:04}"]))
def test_a_danish_number_is_found_with_and_without_check_digit(day, people, form):
    number = form.format(day, people)
    assert [found for found, _ in identity_numbers.found(f"CPR {number}")] == [number]


@given(DAYS, st.integers(0, 999))
def test_a_faroese_number_is_found_by_its_shape(day, people):
    number = f"{day:%d%m%y}-{people:03}"
    assert list(identity_numbers.found(number)) == [(number, False)]


@given(st.integers(0, 9999))
def test_the_number_of_a_made_up_person_is_found_though_no_calendar_has_its_date(people):
    number = f"19520230-{people:04}"
    assert [found for found, _ in identity_numbers.found(number)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "556677-8899",
        "ärende 2026-11-0045",
        "bankgiro 5050-1055",
        "konto 9021 4455667",
        "1.010190-1234",
        "12345678901",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert list(identity_numbers.found(text)) == []


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("Skriv till bo@example.org.", "SE", [(Why.EMAIL, "bo@example.org")]),
        ("Ring 070-174 06 10", "SE", [(Why.PHONE, "070-174 06 10")]),
        ("Sagsnummer 28 12 34 56", "SE", []),
        ("Tlf. 28 12 34 56", "DK", [(Why.PHONE, "28 12 34 56")]),
        ("Hej Ingegerd Ekmark", "SE", [(Why.NAME, "Ingegerd Ekmark")]),
        ("Anna-Lena Berg", "SE", [(Why.NAME, "Anna-Lena Berg")]),
        (" Birthe ", "DK", [(Why.NAME, "Birthe")]),
        ("Mina sidor", "SE", []),
        ("Dag", "SE", []),
        ("2027-03-01", "DK", []),
        ("KS 2024/1234", "DK", []),
        ("Dag, månad och år", "SE", []),
        ("Max 200 tecken", "SE", []),
        ("Hej {given_name}!", "SE", []),
    ],
)
def test_addresses_telephones_and_names_are_found(text, country, found):
    assert list(found_in(text, country)) == found


def test_texts_and_what_stands_in_fields_are_looked_at_and_the_shapes_of_drawings_are_not():
    screen = tree(el("p", "Karin Lund"), el("input", value="811218-9876"), el("path", d="811218-9876"))
    assert list(in_texts([None, screen], "SE")) == [
        Flag(1, 6, Why.NAME, "Karin Lund"),
        Flag(1, 7, Why.NUMBER, "811218-9876"),
    ]


def picture(text: str = "") -> bytes:
    file = BytesIO()
    image = Image.new("L", (9, 9))
    if text:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        image = Image.fromarray(zxingcpp.write_barcode_to_image(code))
    image.resize((200, 200), Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()


def test_each_picture_is_to_be_looked_at_once_and_codes_are_read():
    photo = el("img", src="photo.png", alt="Ett hus")
    screens = [tree(photo), tree(photo, el("img", src="code.png"), el("img", src="gone.png"), el("img"))]
    kept = {"photo.png": "1", "code.png": "2", "broken.svg": "3"}
    assets = {"1": picture(), "2": picture("https://example.org/19520230-0017"), "3": b"<svg/>"}
    assert list(in_pictures(screens, lambda screen, address: kept.get(address, ""), assets)) == [
        Flag(0, 5, Why.PICTURE, "Ett hus"),
        Flag(1, 6, Why.CODE, "https://example.org/19520230-0017"),
        Flag(1, 6, Why.PICTURE, ""),
        Flag(1, 7, Why.PICTURE, ""),
    ]


def test_a_picture_that_nothing_can_read_is_still_to_be_looked_at():
    canvas = el("canvas") | {"picture": "canvas:1"}
    found = in_pictures([tree(canvas)], lambda screen, address: "1", {"1": b"<svg/>"})
    assert list(found) == [Flag(0, 5, Why.PICTURE, "")]
