"""Counting weeks in words: their days, how far units have come, and the code book of their files."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.measurement.code_book import topic_codes
from verkstad.measurement.models import CountingUnit, CountingWeek, EnquiryChannel, EnquiryKind
from verkstad.measurement.queries.counting import UnitState
from verkstad.measurement.tables import Table
from verkstad.measurement.topics import named_topics


@dataclass(frozen=True, slots=True)
class Said:
    """``icon`` is one of the page's own."""

    text: str | Promise
    icon: str


STATES = {
    UnitState.WAITING: Said(gettext_lazy("Has not begun"), "clock"),
    UnitState.COUNTING: Said(gettext_lazy("Counts"), "clock"),
    UnitState.BEHIND: Said(gettext_lazy("Days are missing"), "warning"),
    UnitState.LATE: Said(gettext_lazy("Late"), "warning"),
    UnitState.DONE: Said(gettext_lazy("Handed in"), "check"),
    UnitState.MISSING: Said(gettext_lazy("Not handed in"), "warning"),
}


@dataclass(frozen=True, slots=True)
class Codes:
    """What a column of the file may say, and what that means."""

    column: str
    caption: str
    codes: Sequence[tuple[str, str]]


def days_of(week: CountingWeek) -> str:
    ends = (week.first_day, week.last_day)
    return " – ".join(date_format(day) for day in dict.fromkeys(ends))


def labels_of(table: Table) -> list[str]:
    """Under the bars: the first days, for names may be long, and of no more weeks than there is room for."""
    return [row.name.rpartition(", ")[2] if len(table.rows) < 5 else "" for row in table.rows]


def code_book(unit: CountingUnit) -> list[Codes]:
    codes = topic_codes(unit.week)
    topics = [
        (", ".join([one.code, *(number for number in one.kle if number in codes)]), one.name)
        for one in named_topics(unit.week)
    ]
    channels = [(value, str(EnquiryChannel(value).label)) for value in unit.channels]
    kinds = [(value, str(label)) for value, label in EnquiryKind.choices]
    return [
        Codes("channel", _("How they asked"), channels),
        Codes("subject", _("What they asked about"), topics),
        Codes("kind", _("What they wanted"), kinds),
    ]


def example(unit: CountingUnit) -> list[list[str]]:
    """Rows as a file has them: one for each channel."""
    topic = named_topics(unit.week)[0].code
    kind = EnquiryKind.INFORMATION.value
    return [[unit.week.first_day.isoformat(), channel, topic, kind, "12"] for channel in unit.channels]
