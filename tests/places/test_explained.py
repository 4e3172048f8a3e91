"""Complaints about hours, as sentences."""

from datetime import date, time, timedelta

import pytest
from django.utils import translation

from tests.factories.places import exception, span, week
from verkstad.places.explained import in_words, named, unreadable_words
from verkstad.places.opening_hours.explain import explain
from verkstad.places.opening_hours.model import Period, Schedule, State
from verkstad.places.opening_hours.typed import UnreadableDay, read_day

TODAY = date(2026, 11, 23)
EVE = date(2026, 12, 24)
OFFICE = week(span(range(5), (time(9), time(17))))
SUMMER = Period(date(2027, 6, 14), date(2027, 8, 13), (span(range(5)),), name={"en": "Summer hours"})


@pytest.fixture(autouse=True)
def _english_reader():
    with translation.override("en"):
        yield


def words(*periods, holidays=()):
    schedule = Schedule(periods, "Europe/Stockholm", True, frozenset(holidays))
    return [in_words(complaint, schedule) for complaint in explain(schedule, TODAY)]


def hours(opens, closes, days=(0,), state=State.OPEN):
    return span(days, (time(opens), time(closes)), state)


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        (
            [hours(9, 13, [0, 1, 7]), hours(12, 17, [0, 1, 7])],
            "Monday, Tuesday and holidays: 09:00–13:00 and 12:00–17:00 overlap. Did you mean another time?",
        ),
        ([hours(17, 9)], "Monday: 17:00–09:00 lasts through the night. Did you mean another time?"),
        ([hours(22, 4), hours(2, 5, [1])], "Monday: 22:00–04:00 runs into the next day’s hours, 02:00–05:00."),
        ([hours(3, 12), hours(20, 4)], "Monday: 03:00–12:00 and 20:00–04:00 are more than 24 hours together."),
        ([], "There are no hours at all. The place is shown as closed."),
    ],
)
def test_hours_of_a_week_are_explained(spans, sentence):
    assert words(Period(spans=tuple(spans))) == [sentence]


@pytest.mark.parametrize(
    ("periods", "sentence"),
    [
        (
            [SUMMER],
            (
                "The ordinary week and Summer hours (Monday 14 June – Friday 13 August) hold at the same time, "
                "so their hours are added together."
            ),
        ),
        ([exception(TODAY - timedelta(7), TODAY - timedelta(7))], "Monday 16 November is over and can be removed."),
        (
            [exception(EVE, EVE)],
            "Thursday 24 December changes nothing. The hours would be the same without it.",
        ),
        (
            [exception(EVE, EVE, hours(9, 12, [0]))],
            "Thursday 24 December: there is no Monday between those dates.",
        ),
        (
            [exception(EVE, EVE, hours(9, 12, [3]))],
            "Thursday 24 December opens on days that are confirmed as closed: Thursday 24 December.",
        ),
    ],
)
def test_exceptions_are_explained(periods, sentence):
    assert sentence in words(OFFICE, *periods, holidays=[EVE])


def test_contradiction_names_both():
    day = date(2026, 12, 1)
    one, another = exception(day, day), exception(day, day, hours(9, 12, [1]))
    assert words(OFFICE, one, another)[-1] == (
        "Tuesday 1 December and Tuesday 1 December are for the same days and say different things. "
        "Only the last one counts."
    )


def test_short_gap_is_explained():
    pause = Period(spans=(span([0], (time(9), time(12))), span([0], (time(12, 5), time(17)))))
    assert words(pause) == ["Monday: closed for only a few minutes between 09:00–12:00 and 12:05–17:00."]


def test_period_is_called_by_its_name_and_dates():
    assert named(SUMMER) == "Summer hours (Monday 14 June – Friday 13 August)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ibland", "“ibland” cannot be read. Write for example 9–17, or 9–12, 13–17."),
        ("9-25", "“9-25” has a time that does not exist."),
        ("telefon", "“telefon” has no times. Write for example 9–17 before it."),
        ("9-12, 13", "“13” has no closing time. Write for example 9–17."),
    ],
)
def test_unreadable_hours_are_explained(text, sentence):
    with pytest.raises(UnreadableDay) as raised:
        read_day(text)
    assert unreadable_words(raised.value) == sentence
