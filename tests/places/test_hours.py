from datetime import date, time

import pytest

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, span, week
from verkstad.places import queries
from verkstad.places.models import OpeningPeriod
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, DayHours, DayRow, State

TODAY = date(2026, 11, 23)  # a Monday
ROW = DayRow(time(10), time(16), State.OPEN)


def hours(municipality, *periods, today=TODAY, **choices):
    return queries.hours_of(PlaceFactory(municipality=municipality, periods=[week(), *periods]), today, **choices)


def test_week_is_that_of_today_from_monday(bjorkhamn):
    found = hours(bjorkhamn, today=date(2026, 11, 29)).week
    assert found == [DayHours(date(2026, 11, 23 + day), False, (ROW,)) for day in range(7)]


def test_ordinary_place_has_nothing_ahead(bjorkhamn):
    found = hours(bjorkhamn)
    assert (found.days, found.periods) == ([], [])


def test_holidays_ahead_are_told_with_their_hours(bjorkhamn, egesund):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 11, 22))
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 25), name={"sv": "Juldagen"})
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24), name={"sv": "Julafton"})
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 31), is_closed=False)
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2027, 1, 19))
    ConfirmedHolidayFactory(municipality=egesund, date=date(2026, 12, 26))
    assert hours(bjorkhamn).days == [
        ({"sv": "Julafton"}, DayHours(date(2026, 12, 24), True, ())),
        ({"sv": "Juldagen"}, DayHours(date(2026, 12, 25), True, ())),
    ]


def test_exception_of_one_day_is_told_once_and_wins_over_the_holiday(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24), name={"sv": "Julafton"})
    found = hours(bjorkhamn, exception(date(2026, 12, 24), date(2026, 12, 24), span()))
    assert (found.days, found.periods) == ([({"sv": "Julafton"}, DayHours(date(2026, 12, 24), True, (ROW,)))], [])


def test_exception_of_one_day_on_a_holiday_has_the_hours_of_holidays(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24))
    day = exception(date(2026, 12, 24), date(2026, 12, 24), span(), span([PUBLIC_HOLIDAY], (time(10), time(12))))
    assert hours(bjorkhamn, day).days[0][1].rows == (DayRow(time(10), time(12), State.OPEN),)


def test_exception_has_its_own_name(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=TODAY)
    found = PlaceFactory(municipality=bjorkhamn, periods=[exception(TODAY, TODAY)])
    OpeningPeriod.objects.update(name={"sv": "Inventering"})
    assert queries.hours_of(found, TODAY).days == [({"sv": "Inventering"}, DayHours(TODAY, True, ()))]


def test_holiday_within_a_longer_exception_has_the_hours_of_the_exception(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 25), name={"sv": "Juldagen"})
    period = exception(date(2026, 12, 21), date(2026, 12, 27), span())
    found = hours(bjorkhamn, period)
    assert found.days == [({"sv": "Juldagen"}, DayHours(date(2026, 12, 25), True, (ROW,)))]
    assert found.periods == [({}, period)]


@pytest.mark.parametrize(
    "dates",
    [
        (date(2026, 11, 2), TODAY),
        (date(2026, 12, 1), None),
        (None, date(2026, 12, 1)),
        (None, None),
        (date(2027, 1, 18), date(2027, 2, 18)),
    ],
)
def test_longer_exceptions_that_touch_the_weeks_ahead_are_told(bjorkhamn, dates):
    period = exception(*dates)
    assert hours(bjorkhamn, period).periods == [({}, period)]


@pytest.mark.parametrize("dates", [(date(2026, 11, 2), date(2026, 11, 22)), (date(2027, 1, 19), None)])
def test_exceptions_past_or_far_ahead_are_not_told(bjorkhamn, dates):
    assert hours(bjorkhamn, exception(*dates)).periods == []


def test_exceptions_are_told_in_the_order_they_begin(bjorkhamn):
    later, now = exception(date(2026, 12, 1), None), exception(None, date(2026, 12, 1))
    assert [period for _name, period in hours(bjorkhamn, later, now).periods] == [now, later]


@pytest.mark.parametrize("number", [1, 3])
def test_hours_take_five_queries_whatever_the_number_of_exceptions(bjorkhamn, number, django_assert_num_queries):
    exceptions = [exception(date(2026, 12, 1 + n), None, span()) for n in range(number)]
    found = PlaceFactory(municipality=bjorkhamn, periods=exceptions)
    with django_assert_num_queries(5):
        queries.hours_of(found, TODAY)
