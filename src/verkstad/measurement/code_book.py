"""Files of what a unit counted in a counting week: which columns and codes they have, and what they say.

Headings may stand in any order. Rows that are alike are added up, so that a file may have a row for each call.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from verkstad.measurement.actions.counting import SheetData
from verkstad.measurement.digital_use import WrongRows, whole_number
from verkstad.measurement.models import MOST_AT_ONCE, CountingUnit, CountingWeek, EnquiryKind
from verkstad.measurement.queries.counting import Topic
from verkstad.measurement.topics import named_topics
from verkstad.services.importing.entries import Broken
from verkstad.services.importing.tables import Row, read_table

COLUMNS = ("day", "channel", "subject", "kind", "number")


class Fault(Enum):
    DAY = "day"
    CHANNEL = "channel"
    SUBJECT = "subject"
    KIND = "kind"
    NUMBER = "number"


FAULTS = {
    Fault.DAY: _("The day is not one of the counting week, or is written otherwise than 2026-10-05."),
    Fault.CHANNEL: _("The unit does not count this channel, or the code is unknown."),
    Fault.SUBJECT: _("The subject is not in the code book."),
    Fault.KIND: _("The kind is not in the code book."),
    Fault.NUMBER: _("The number is not a whole one, or too large."),
}


@dataclass(frozen=True, slots=True)
class _Line:
    day: date
    channel: str
    topic: Topic
    kind: str
    number: int


def read_counts(path: Path, unit: CountingUnit) -> list[SheetData]:
    """A sheet for each day and channel, all of the file or nothing; raises WrongRows, and Broken for no such table."""
    codes = topic_codes(unit.week)
    sheets: dict[tuple[date, str], Counter[tuple[Topic, str]]] = defaultdict(Counter)
    faults: dict[int, tuple[Fault, str]] = {}
    for number, row in _rows(path):
        line = _line(row, unit, codes)
        if isinstance(line, Fault):
            faults[number] = (line, "; ".join(row[name] for name in COLUMNS))
        else:
            sheets[line.day, line.channel][line.topic, line.kind] += line.number
    if faults:
        raise WrongRows(faults)
    if not sheets:
        raise Broken(gettext_noop("The file is empty."))
    too_many = Broken(gettext_noop("More than %(most)d are counted of one thing on one day."), most=MOST_AT_ONCE)
    if any(number > MOST_AT_ONCE for numbers in sheets.values() for number in numbers.values()):
        raise too_many
    return [SheetData(day, channel, numbers) for (day, channel), numbers in sheets.items()]


def topic_codes(week: CountingWeek) -> dict[str, Topic]:
    """What may stand for each subject: its own code, or a KLE number that no other of them has."""
    topics = named_topics(week)
    shared = Counter(number for one in topics for number in one.kle)
    by_number = {number: one.topic for one in topics for number in one.kle if shared[number] == 1}
    return by_number | {one.code: one.topic for one in topics}


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    table = read_table(path)
    headings = [heading.casefold() for heading in table.headings]
    if missing := [name for name in COLUMNS if name not in headings]:
        raise Broken(gettext_noop("The file has no column “%(name)s”."), name=missing[0])
    for number, row in table.rows:
        if any(row):
            yield number, _named(headings, row)


def _named(headings: Row, row: Row) -> Mapping[str, str]:
    return dict.fromkeys(COLUMNS, "") | dict(zip(headings, row, strict=False))


def _line(row: Mapping[str, str], unit: CountingUnit, codes: Mapping[str, Topic]) -> _Line | Fault:
    day, channel, kind = _day(row["day"]), row["channel"].casefold(), row["kind"].casefold()
    number = whole_number(row["number"], most=MOST_AT_ONCE)
    topic = codes.get(row["subject"].casefold())
    if day is None or not unit.week.first_day <= day <= unit.week.last_day:
        return Fault.DAY
    if channel not in unit.channels:
        return Fault.CHANNEL
    if topic is None:
        return Fault.SUBJECT
    if kind not in EnquiryKind:
        return Fault.KIND
    if number is None:
        return Fault.NUMBER
    return _Line(day, channel, topic, kind, number)


def _day(cell: str) -> date | None:
    """A spreadsheet tells the time of day too."""
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        return None
