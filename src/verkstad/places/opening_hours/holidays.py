"""Days a municipality may want to confirm as holidays for a year.

The dates come from the `holidays` package, eves and half days included; the few eves it does not know are here.
Law, agreements and custom differ between municipalities, so these are proposals, each with its source. Names are
the ones people use in each language where the package has something stiffer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from holidays import country_holidays
from holidays.version import __version__ as package_version

type _Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class ProposedHoliday:
    """`is_eve`: an eve or half day, when many close early or all day though it is no public holiday by law or name.

    `names` by language: those spoken in the country, and English.
    """

    date: date
    names: _Names
    is_eve: bool
    source: str

    @property
    def is_usually_closed(self) -> bool:
        """Holidays, and the eves when hardly anything is open: of midsummer, Christmas and New Year."""
        return not self.is_eve or self.date.month in (6, 12)


@dataclass(frozen=True, slots=True)
class _Country:
    languages: dict[str, str]
    """Our language to the package's."""
    categories: tuple[str, ...]
    fixed_eves: dict[tuple[int, int], _Names] = field(default_factory=dict)
    easter_eve: _Names | None = None


_COUNTRIES = {
    "SE": _Country({"sv": "sv"}, ("public", "de_facto", "optional")),
    "DK": _Country({"da": "da"}, ("public", "optional")),
    "FI": _Country(
        {"fi": "fi", "sv": "sv_FI"},
        ("public",),
        {
            (4, 30): {"fi": "Vappuaatto", "sv": "Valborgsmässoafton", "en": "Walpurgis Night"},
            (12, 31): {"fi": "Uudenvuodenaatto", "sv": "Nyårsafton", "en": "New Year's Eve"},
        },
        {"fi": "Lankalauantai", "sv": "Påskafton", "en": "Holy Saturday"},
    ),
    "NO": _Country(
        {"nb": "no"},
        ("public",),
        {
            (12, 24): {"nb": "Julaften", "en": "Christmas Eve"},
            (12, 31): {"nb": "Nyttårsaften", "en": "New Year's Eve"},
        },
        {"nb": "Påskeaften", "en": "Holy Saturday"},
    ),
    "FO": _Country({"fo": "fo", "da": "da"}, ("public", "half_day")),
}

_KNOWN_AS = {
    "en": {
        "Labor Day": "May Day",
        "Workers' Day": "May Day",
        "Pentecost": "Whit Sunday",
        "Pentecost Eve": "Whit Saturday",
        "Pentecost Monday": "Whit Monday",
        "Second Day of Christmas": "Boxing Day",
    },
    "sv": {"Pingst": "Pingstdagen", "Trettondag": "Trettondagen"},
    "da": {
        "Juleaftensdag": "Juleaften",
        "Juledag": "1. juledag",
        "Anden juledag": "2. juledag",
        "Anden påskedag": "2. påskedag",
        "Anden pinsedag": "2. pinsedag",
        "Arbejdernes kampdag": "1. maj",
    },
    "nb": {"Arbeidernes dag": "1. mai", "Grunnlovsdag": "17. mai"},
    "fo": {"Ólavsøkudagur": "Ólavsøka"},
}

_NOT_PROPOSED = frozenset({"Squeeze day"})
"""Bridge days: a habit of employers, different each year, not a day people know as closed."""


def propose(country: str, year: int) -> list[ProposedHoliday]:
    """In order of date, one per date. Countries: SE, DK, FI, NO, FO; KeyError for others."""
    rules = _COUNTRIES[country]
    found: dict[date, ProposedHoliday] = {}
    for category in rules.categories:
        for day, names in _published(country, rules, category, year).items():
            is_eve = category != "public" or names["en"].endswith(" Eve")
            source = f"holidays {package_version}, {category.replace('_', ' ')}"
            found.setdefault(day, ProposedHoliday(day, names, is_eve, source))
    for day, names in _own_eves(rules, found, year):
        found.setdefault(day, ProposedHoliday(day, names, is_eve=True, source="custom"))
    return [found[day] for day in sorted(found)]


def _published(country: str, rules: _Country, category: str, year: int) -> dict[date, _Names]:
    names: dict[date, _Names] = {}
    for ours, theirs in {**rules.languages, "en": "en_US"}.items():
        calendar = country_holidays(country, years=year, language=theirs, categories=(category,))
        for day, published in calendar.items():
            names.setdefault(day, {})[ours] = _as_known(published, ours)
    return {day: by_language for day, by_language in names.items() if by_language["en"] not in _NOT_PROPOSED}


def _as_known(published: str, language: str) -> str:
    """The package adds hours in brackets and joins the names of holidays on one date by semicolons."""
    names = (name.partition(" (")[0] for name in published.split("; "))
    return ", ".join(_KNOWN_AS.get(language, {}).get(name, name) for name in names)


def _own_eves(rules: _Country, published: Mapping[date, ProposedHoliday], year: int) -> Iterator[tuple[date, _Names]]:
    for (month, day), names in rules.fixed_eves.items():
        yield date(year, month, day), names
    if rules.easter_eve:
        easter_sunday = next(day for day, holiday in published.items() if holiday.names["en"] == "Easter Sunday")
        yield easter_sunday - timedelta(days=1), rules.easter_eve
