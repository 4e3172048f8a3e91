"""Which numbers and addresses belong to nobody, so that made-up people cannot be taken for real ones.

* **Personal numbers** carry a date that no calendar has, such as 30 February. That holds in all our countries, with
  or without check digit; numbers that authorities lend to tests are left out, because readers cannot tell them apart.
* **Telephone numbers** lie in a series that the regulator keeps for fiction (Swedish PTS, "nummer för användning i
  böcker och filmer"), or have a form that no number of the country has.
* **Post codes** are outside what is in use, **e-mail** is at the domains of RFC 2606.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

import phonenumbers

from verkstad.municipalities.models import Country

# What a number is made of, with the day, the month and what tells people apart by name.
_NUMBERS = {
    Country.SWEDEN: re.compile(r"(?:\d\d)?\d\d(?P<month>\d\d)(?P<day>\d\d)[-+ ]?\d{4}"),
    Country.DENMARK: re.compile(r"(?P<day>\d\d)(?P<month>\d\d)\d\d[- ]?\d{4}"),
    Country.NORWAY: re.compile(r"(?P<day>\d\d)(?P<month>\d\d)\d\d[- ]?\d{5}"),
    Country.FINLAND: re.compile(r"(?P<day>\d\d)(?P<month>\d\d)\d\d[-+A-FU-Y]\d{3}[0-9A-Y]"),
    Country.FAROE_ISLANDS: re.compile(r"(?P<day>\d\d)(?P<month>\d\d)\d\d[- ]?\d{3}"),
}
# Days of coordination and D-numbers, and months of synthetic people, are real numbers too.
_SHIFTED_DAYS, _SHIFTED_MONTHS = (0, 40, 60), (0, 40, 65, 80)
_LEAP_YEAR = 2024
_FICTION = {
    Country.SWEDEN: re.compile(r"\+46(7017406\d\d|313900[67]\d\d|84650(04|05)\d\d|9803192\d\d|406280(4|5)\d\d)"),
}
_POSTCODES = {
    Country.SWEDEN: re.compile(r"99\d ?\d\d"),
    Country.DENMARK: re.compile(r"099[0-8]"),
    Country.NORWAY: re.compile(r"9999"),
    Country.FINLAND: re.compile(r"0999\d"),
    Country.FAROE_ISLANDS: re.compile(r"99\d"),
}
_E_MAIL = re.compile(r"[^\s@]+@(?:[\w-]+\.)*(?:example\.(?:org|com|net)|example|test|invalid)", re.IGNORECASE)
_ANY_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+")


def is_nobodys_number(number: str, country: str) -> bool:
    """Whether it has the form of a personal number of the country and can be nobody's."""
    match = _NUMBERS[Country(country)].fullmatch(number.strip())
    return match is not None and not _is_somebodys(match)


def is_nobodys_phone(phone: str, country: str) -> bool:
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return False
    series = _FICTION.get(Country(country))
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return not phonenumbers.is_valid_number(number) or bool(series and series.fullmatch(written))


def is_nobodys_postcode(postcode: str, country: str) -> bool:
    return _POSTCODES[Country(country)].fullmatch(postcode.strip()) is not None


def is_nobodys_email(email: str) -> bool:
    return _E_MAIL.fullmatch(email.strip()) is not None


def real_looking(text: str, country: str) -> Iterator[str]:
    """What in a text could be somebody's personal number in the country, or somebody's e-mail."""
    for match in re.finditer(rf"(?<!\d){_NUMBERS[Country(country)].pattern}(?!\d)", text):
        if _is_somebodys(match):
            yield match.group()
    for match in _ANY_E_MAIL.finditer(text):
        if not is_nobodys_email(match.group().strip('.,;:()<>"”')):
            yield match.group()


def _is_somebodys(match: re.Match[str]) -> bool:
    day, month = int(match["day"]), int(match["month"])
    months = [month - shift for shift in _SHIFTED_MONTHS if 1 <= month - shift <= 12]
    days = [day - shift for shift in _SHIFTED_DAYS]
    return any(1 <= one <= monthrange(_LEAP_YEAR, of)[1] for of in months for one in days)
