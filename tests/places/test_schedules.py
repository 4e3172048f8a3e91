from datetime import date

import pytest

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, span, week
from verkstad.places import schedules
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Schedule, State


def test_schedule_has_what_the_tables_have(bjorkhamn):
    periods = (
        week(span([0, 4]), span([PUBLIC_HOLIDAY], state=State.SELF_SERVICE)),
        exception(date(2026, 12, 24), date(2026, 12, 26)),
    )
    place = PlaceFactory(municipality=bjorkhamn, periods=periods)
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 25))
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 31), is_closed=False)
    assert schedules.load(bjorkhamn) == {
        place.opening_hours_id: Schedule(periods, "Europe/Stockholm", True, frozenset({date(2026, 12, 25)}))
    }


def test_only_schedules_asked_for_are_loaded(bjorkhamn):
    first, _second = (PlaceFactory(municipality=bjorkhamn) for _ in range(2))
    assert list(schedules.load(bjorkhamn, [first.opening_hours_id])) == [first.opening_hours_id]


def test_schedules_of_another_municipality_are_not_loaded(bjorkhamn, egesund):
    place = PlaceFactory(municipality=bjorkhamn)
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 25))
    other = PlaceFactory(municipality=egesund)
    assert schedules.load(egesund, [place.opening_hours_id]) == {}
    assert schedules.load(egesund)[other.opening_hours_id].holidays == frozenset()


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_schedules_takes_four_queries(bjorkhamn, number, django_assert_num_queries):
    for _ in range(number):
        PlaceFactory(municipality=bjorkhamn, periods=[week(), exception(date(2026, 12, 24), None, span())])
    with django_assert_num_queries(4):
        schedules.load(bjorkhamn)
