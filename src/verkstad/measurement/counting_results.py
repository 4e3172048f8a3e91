"""What a counting week tells: tables beside the week before, and all weeks that have closed in a row."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.measurement.models import CountingWeek, EnquiryChannel, EnquiryKind
from verkstad.measurement.queries import Figure
from verkstad.measurement.queries.counting import (
    Counted,
    Topic,
    counted_in,
    numbers_by_unit,
    totals_of_closed,
    week_before,
)
from verkstad.measurement.tables import Cell, Named, Table, compared, crossed, headline, in_a_row
from verkstad.measurement.topics import NamedTopic, named_topics

type By = Callable[[Counted], Any]


@dataclass(frozen=True, slots=True)
class Results:
    """``headline`` is number, before and change of all; ``in_time`` has a row for each week, if there are several."""

    headline: Sequence[Cell]
    tables: Sequence[Table]
    in_time: Table | None


def results(week: CountingWeek, *, exact: bool) -> Results:
    """By topic, by topic and kind, by topic and channel, then by channel, kind and unit; beside the week before."""
    now, earlier = counted_in(week), week_before(week)
    before = counted_in(earlier) if earlier else []
    topics = named_topics(week)
    figures = _figures(now, before, lambda one: one.topic)
    names = {one.topic: str(one) for one in (*(named_topics(earlier) if earlier else ()), *topics)}
    of_topics = [Named(names[topic], figure) for topic, figure in figures.items()]
    number = sum(one.number for one in now)
    tables = [
        compared(_("What they asked about"), _("Subject"), of_topics, exact=exact, with_minutes=False),
        _crossed(_("Subject and errand"), topics, EnquiryKind, _numbers(now, lambda one: one.kind), exact=exact),
        _crossed(_("Subject and way"), topics, EnquiryChannel, _numbers(now, lambda one: one.channel), exact=exact),
        _compared(_("How they asked"), _("Way"), EnquiryChannel, now, before, exact=exact),
        _compared(_("What they wanted"), _("Errand"), EnquiryKind, now, before, exact=exact),
        _by_unit(week, earlier, exact=exact),
    ]
    headline_of_all = headline(Figure(number, sum(one.number for one in before)), exact=exact)
    return Results(headline_of_all, tables, _in_time(week, number, exact=exact))


def _in_time(week: CountingWeek, number: int, *, exact: bool) -> Table | None:
    """The weeks that have closed and this one, the oldest first."""
    found = [(one, total) for one, total in totals_of_closed(week.municipality) if one != week]
    found = sorted([*found, (week, number)], key=lambda pair: pair[0].first_day)
    if len(found) < 2:
        return None
    totals = {f"{one.name}, {date_format(one.first_day)}": total for one, total in found}
    return in_a_row(_("From week to week"), [_("Counting week"), _("Enquiries")], totals, exact=exact)


def _figures(now: Sequence[Counted], before: Sequence[Counted], by: By) -> dict[Any, Figure]:
    figures: dict[Any, Figure] = defaultdict(Figure)
    for one in now:
        figures[by(one)].add(Figure(one.number))
    for one in before:
        figures[by(one)].add(Figure(0, one.number))
    return figures


def _numbers(now: Sequence[Counted], by: By) -> dict[tuple[Topic, str], int]:
    numbers: dict[tuple[Topic, str], int] = defaultdict(int)
    for one in now:
        numbers[one.topic, by(one)] += one.number
    return numbers


def _crossed(
    caption: str,
    topics: Sequence[NamedTopic],
    columns: Any,
    numbers: Mapping[tuple[Topic, str], int],
    *,
    exact: bool,
) -> Table:
    """A row for each topic and a column for each of the choices, those without anything left out."""
    asked = [one for one in topics if any(topic == one.topic for topic, _column in numbers)]
    used = [choice for choice in columns if any(choice == column for _topic, column in numbers)]
    rows = [[numbers.get((one.topic, choice), 0) for choice in used] for one in asked]
    heads = [_("Subject"), *(str(choice.label) for choice in used)]
    return crossed(caption, heads, [str(one) for one in asked], rows, exact=exact)


def _compared(
    caption: str, head: str, choices: Any, now: Sequence[Counted], before: Sequence[Counted], *, exact: bool
) -> Table:
    field = "channel" if choices is EnquiryChannel else "kind"
    figures = _figures(now, before, lambda one: getattr(one, field))
    things = [Named(str(choices(value).label), figure) for value, figure in figures.items()]
    return compared(caption, head, things, exact=exact, with_minutes=False)


def _by_unit(week: CountingWeek, earlier: CountingWeek | None, *, exact: bool) -> Table:
    """Units of two weeks are the same when they have the same name."""
    figures: dict[str, Figure] = defaultdict(Figure)
    for name, number in _named_units(week):
        figures[name].add(Figure(number))
    for name, number in _named_units(earlier) if earlier else ():
        figures[name].add(Figure(0, number))
    things = [Named(name, figure) for name, figure in figures.items()]
    return compared(_("Who counted"), _("Unit"), things, exact=exact, with_minutes=False)


def _named_units(week: CountingWeek) -> list[tuple[str, int]]:
    numbers = numbers_by_unit(week)
    return [(unit.name, numbers[unit.pk]) for unit in week.units.order_by("pk") if unit.pk in numbers]
