"""Numbers and addresses that are nobody's, in every country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.practice import reserved

NUMBERS = {
    "SE": ("19520230-1234", "19520228-1234"),
    "DK": ("300252-1234", "280252-1234"),
    "NO": ("300252 12345", "280252 12345"),
    "FI": ("300252-123A", "280252-123A"),
    "FO": ("300252-123", "280252-123"),
}
# Coordination numbers, D-numbers and those of synthetic people are somebody's, too.
SHIFTED = [("SE", "19800161-1234"), ("NO", "410180 12345"), ("NO", "018180 12345")]


@pytest.mark.parametrize("country", NUMBERS)
def test_date_that_no_calendar_has_is_nobodys(country):
    nobodys, somebodys = NUMBERS[country]
    assert [reserved.is_nobodys_number(number, country) for number in (f" {nobodys} ", somebodys)] == [True, False]


@pytest.mark.parametrize(("country", "number"), SHIFTED)
def test_shifted_dates_are_somebodys(country, number):
    assert not reserved.is_nobodys_number(number, country)


@pytest.mark.parametrize("country", NUMBERS)
def test_what_has_no_form_of_a_number_is_not_taken_for_one(country):
    assert not reserved.is_nobodys_number("1234", country)


@given(month=st.integers(1, 12), day=st.integers(1, 28))
def test_no_date_of_a_calendar_is_nobodys(month, day):
    assert not reserved.is_nobodys_number(f"1980{month:02}{day:02}-1234", "SE")


@pytest.mark.parametrize(
    ("country", "phone", "expected"),
    [
        ("SE", "070-174 06 21", True),
        ("SE", "070-123 45 67", False),
        ("DK", "00 00 00 21", True),
        ("DK", "33 12 34 56", False),
        ("DK", "call me", False),
    ],
)
def test_phone(country, phone, expected):
    assert reserved.is_nobodys_phone(phone, country) == expected


@pytest.mark.parametrize(
    ("country", "postcode", "expected"),
    [
        ("SE", "999 01", True),
        ("SE", "111 22", False),
        ("DK", "0991", True),
        ("DK", "2100", False),
        ("NO", "9999", True),
    ],
)
def test_postcode(country, postcode, expected):
    assert reserved.is_nobodys_postcode(postcode, country) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [("karin@example.org", True), ("karin@post.example", True), ("karin@gmail.com", False), ("@example.org", False)],
)
def test_email(email, expected):
    assert reserved.is_nobodys_email(email) == expected


def test_what_could_be_real_is_found_in_a_text():
    text = "Skriv 19800101-1234, inte 19800230-1234, till karin@gmail.com eller (karin@example.org)."
    assert list(reserved.real_looking(text, "SE")) == ["19800101-1234", "karin@gmail.com"]
