"""Changes at short notice: they hold today, say why, and can be taken back."""

from datetime import date, time

import pytest

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, moment, span, week
from verkstad.core.models import AuditEntry
from verkstad.places import actions, queries, schedules
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.model import DayRow, State
from verkstad.places.opening_hours.today import NotToday, Reason

NOW = moment("2026-11-23 12:00")  # a Monday
TODAY = NOW.date()
ILL = {"sv": "Sjukdom"}


def schedule(place):
    return schedules.load(place.municipality)[place.opening_hours_id]


def today(place):
    return [(f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in week_table(schedule(place), TODAY)[0].rows]


@pytest.mark.parametrize(
    ("change", "hours"),
    [
        ({"closes": time(15)}, [("10:00", "12:00"), ("13:00", "15:00")]),
        ({"closes": time(11)}, [("10:00", "11:00")]),
        ({"closes": time(20)}, [("10:00", "12:00"), ("13:00", "20:00")]),
        ({"closes": time(0)}, [("10:00", "12:00"), ("13:00", "00:00")]),
        ({"opens": time(13, 30)}, [("13:30", "18:00")]),
        ({"opens": time(8)}, [("08:00", "12:00"), ("13:00", "18:00")]),
        ({"opens": time(11), "closes": time(14)}, [("11:00", "12:00"), ("13:00", "14:00")]),
        ({"closed": True}, []),
    ],
)
def test_today_has_the_hours_that_were_said(bjorkhamn, change, hours):
    place = PlaceFactory(
        municipality=bjorkhamn, periods=[week(span(hours=(time(10), time(12))), span(hours=(time(13), time(18))))]
    )
    actions.change_today(place, **change, by="anna", now=NOW)
    assert today(place) == hours


def test_reason_stands_beside_the_day(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closes=time(15), note=ILL, by="anna", now=NOW)
    ((name, day),) = queries.hours_of(place, TODAY).days
    assert (name, day.date, day.rows) == (ILL, TODAY, (DayRow(time(10), time(15), State.OPEN),))


def test_second_change_starts_from_the_planned_hours_again(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closed=True, by="anna", now=NOW)
    actions.change_today(place, closes=time(14), by="anna", now=NOW)
    assert (today(place), len(schedule(place).periods)) == ([("10:00", "14:00")], 2)


def test_undone_change_leaves_what_was_planned_for_the_day(bjorkhamn):
    planned = exception(TODAY, TODAY, span(hours=(time(11), time(13))))
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(), planned])
    actions.change_today(place, closed=True, by="anna", now=NOW)
    actions.undo_today(place, by="anna", now=NOW)
    assert schedule(place).periods == (week(), planned)


def test_change_made_today_beats_an_exception_planned_later(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closes=time(15), by="anna", now=NOW)
    actions.set_period(place, exception(TODAY, TODAY, span()), by="bo")
    assert today(place) == [("10:00", "15:00")]


def test_undoing_leaves_other_days_changes(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closed=True, by="anna", now=NOW)
    before = schedule(place).periods
    actions.undo_today(place, by="anna", now=moment("2026-11-24 00:30"))
    assert schedule(place).periods == before


def test_day_is_the_municipality_s_own(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closed=True, by="anna", now=moment("2026-11-23 23:30"))
    assert schedule(place).overrides[0].starts_on == date(2026, 11, 23)


def test_holiday_is_opened_by_saying_from_when_to_when(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=TODAY)
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, opens=time(11), closes=time(13), by="anna", now=NOW)
    assert today(place) == [("11:00", "13:00")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"closes": time(9)}, Reason.WRONG_ORDER),
        ({"opens": time(17)}, Reason.WRONG_ORDER),
        ({"opens": time(12), "closes": time(12)}, Reason.WRONG_ORDER),
    ],
)
def test_day_that_would_close_before_it_opens_is_refused(bjorkhamn, change, reason):
    place = PlaceFactory(municipality=bjorkhamn)
    with pytest.raises(NotToday) as raised:
        actions.change_today(place, **change, by="anna", now=NOW)
    assert (raised.value.reason, today(place)) == (reason, [("10:00", "16:00")])


def test_closed_day_cannot_close_earlier(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[])
    with pytest.raises(NotToday) as raised:
        actions.change_today(place, closes=time(15), by="anna", now=NOW)
    assert raised.value.reason is Reason.CLOSED_ALREADY


def test_change_and_its_undoing_are_recorded(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.change_today(place, closed=True, by="anna", now=NOW)
    actions.undo_today(place, by="bo", now=NOW)
    rows = AuditEntry.objects.order_by("pk").values_list("action", "actor")
    assert list(rows) == [("place.today_changed", "anna"), ("place.today_undone", "bo")]
