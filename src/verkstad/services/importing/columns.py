"""The columns of the template that a municipality fills by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

_IN_LANGUAGE = re.compile(r"(?P<heading>.+?)\s*\((?P<language>[a-z]{2,3})\)")


@dataclass(frozen=True, slots=True)
class Column:
    """``is_text`` columns may stand there once more for each further language: "Name (en)"."""

    field: str
    heading: Promise
    help: Promise
    is_text: bool = False


NAME = Column("name", _("Name"), _("What can be done, as you would say it: Apply for preschool."), is_text=True)
REASON = Column("reason", _("Why it was refused"), _("Written by Verkstad. What stands here is not read."))
COLUMNS = (
    Column(
        "key",
        _("Own number"),
        _("A number or name of your own that never changes. With it, the row is known again when its name changes."),
    ),
    Column(
        "slug",
        _("Address here"),
        _("For what is in Verkstad already: the last part of its web address, such as waste-collection."),
    ),
    NAME,
    Column("summary", _("In short"), _("One or two sentences, at most 400 characters. Needed for what is new."), True),
    Column("description", _("Description"), _("How it works. An empty line begins a new paragraph."), True),
    Column("what_you_need", _("What you need"), _("Papers and information to have at hand."), True),
    Column("cost", _("What it costs"), _("In words: 300 kronor, or free of charge."), True),
    Column("processing_time", _("How long it takes"), _("In words: about two weeks."), True),
    Column("without_eid", _("Without e-ID"), _("What to do for those who have no e-ID. Needed if e-ID is."), True),
    Column("everyday_words", _("Everyday words"), _("What people call it, with semicolons between."), True),
    Column(
        "organisation",
        _("Organisation"),
        _("Who answers for it, by the name it has in Verkstad. Empty: the municipality itself."),
    ),
    Column("target_groups", _("For whom"), _("residents, businesses, associations; empty: residents.")),
    Column("life_events", _("Life events"), _("Their names in Verkstad, with semicolons between.")),
    Column("url", _("Web address"), _("Where it is done online. Begins with https://")),
    Column("eid_need", _("e-ID"), _("Is e-ID needed online? no, yes, or high for high assurance.")),
    Column("number", _("Phone"), _("Where to call.")),
    Column("visit", pgettext_lazy("column", "Visit"), _("The address to come to.")),
    Column("post", pgettext_lazy("column", "Post"), _("The address to write to.")),
    Column("email", _("E-mail"), _("The address to write to by e-mail.")),
    Column("legal_basis", _("Law"), _("The law it rests on.")),
)

# What may be written in a cell, in any of the languages.
WORDS = {
    "resident": (_("residents"), _("resident")),
    "business": (_("businesses"), _("business")),
    "association": (_("associations"), _("association")),
    "none": (pgettext_lazy("e-ID", "no"), pgettext_lazy("e-ID", "none")),
    "some": (pgettext_lazy("e-ID", "yes"),),
    "high": (pgettext_lazy("e-ID", "high"),),
}


type Place = tuple[Column, str]


def columns_in(main_language: str, languages: Sequence[str]) -> list[Place]:
    """All columns of a table with the language of each, in their order; texts once more for each further language."""
    return [(column, main_language if column.is_text else "") for column in COLUMNS] + [
        (column, other) for other in languages for column in COLUMNS if column.is_text and other != main_language
    ]


def heading_of(place: Place, main_language: str) -> str:
    """In the language that is active."""
    column, language = place
    return f"{column.heading} ({language})" if language not in ("", main_language) else str(column.heading)


def in_all_languages(text: Promise | str) -> set[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(normal(str(text)))
    return found


def normal(text: str) -> str:
    """A text as it is compared: without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _known_headings() -> dict[str, Column]:
    columns = (*COLUMNS, REASON)
    by_heading = {heading: column for column in columns for heading in in_all_languages(column.heading)}
    return by_heading | {normal(column.field): column for column in columns}


@cache
def words() -> dict[str, str]:
    """What a word in a cell stands for, by its normal form."""
    found = {normal(code): code for code in WORDS}
    return found | {form: code for code, texts in WORDS.items() for text in texts for form in in_all_languages(text)}


def understood(heading: str, main_language: str) -> tuple[Column, str] | None:
    """The column that a heading means, and its language if it has one."""
    match = _IN_LANGUAGE.fullmatch(heading.strip())
    column = _known_headings().get(normal(match["heading"] if match else heading))
    if column is None or (match and not column.is_text):
        return None
    return column, (match["language"] if match else main_language) if column.is_text else ""


def is_help(headings: Sequence[tuple[Column, str] | None], row: Sequence[str]) -> bool:
    """Whether the row holds what the template says of its columns."""
    cells = [(heading, cell) for heading, cell in zip(headings, row, strict=False) if heading and cell]
    return bool(cells) and all(normal(cell) in in_all_languages(heading[0].help) for heading, cell in cells)
