"""Telephone numbers, however people write them."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

# Nothing that the library would read letters in, nor what people write as their identity number: six digits and four.
_WRITTEN = re.compile(r"(?!\d{6}[- ]\d{4}$)[+(]*[\d\s()/.\-–]{5,28}")


def international(typed: str, country: str) -> str:
    """The one way to write a number that is dialled so in the country: "+46 70 174 06 05"; "" for what is none.

    Where whole numbers begin with 0, one without is not whole. Whether anybody has it is not asked: new series come.
    """
    dialled_first = phonenumbers.ndd_prefix_for_region(country, True) or ""
    if not _WRITTEN.fullmatch(typed) or not typed.lstrip("(").startswith((dialled_first, "+")):
        return ""
    try:
        number = phonenumbers.parse(typed, country)
    except NumberParseException:
        return ""
    is_possible = phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if is_possible else ""
