"""One number is one number, however and wherever it is typed."""

import pytest

from verkstad.core.phone_numbers import international


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("SE", "0701740605", "+46 70 174 06 05"),
        ("SE", "(070) 174-06 05", "+46 70 174 06 05"),
        ("SE", "+46 (0)70 174 06 05", "+46 70 174 06 05"),
        ("SE", "00298 311234", "+298 31 12 34"),
        ("DK", "20123456", "+45 20 12 34 56"),
        ("DK", "0045 20 12 34 56", "+45 20 12 34 56"),
        ("FO", "311234", "+298 31 12 34"),
        ("FI", "040 1234567", "+358 40 1234567"),
        ("NO", "912 34 567", "+47 91 23 45 67"),
        # A series that nobody had when the library was written.
        ("SE", "0999-10 20 00", "+46 999102000"),
    ],
)
def test_number_has_one_way_to_be_written(country: str, typed: str, number: str) -> None:
    assert international(typed, country) == number


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("SE", "alva"),
        ("SE", "0123"),
        ("SE", "311234"),
        ("SE", "20 12 34 56"),
        ("SE", "500101-1234"),
        ("SE", "010101 1234"),
        ("SE", "+999 12345678"),
        ("DK", "0101011234"),
        ("FI", "010101-123A"),
        ("SE", "0" * 16),
    ],
)
def test_what_is_no_whole_number_is_none(country: str, typed: str) -> None:
    assert international(typed, country) == ""
