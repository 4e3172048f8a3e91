"""What the worker does for counting weeks."""

import logging
from datetime import UTC, datetime, time

import pytest

from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory
from tests.factories.municipalities import DomainFactory
from tests.measurement.counting.conftest import DAY, TODAY
from verkstad.core.models import Letter
from verkstad.measurement.models import CountingUnit
from verkstad.measurement.tasks import keep_counting_weeks


def at(day, hour=12):
    return datetime.combine(day, time(hour), UTC)


@pytest.fixture
def over(bjorkhamn):
    """A week that was over yesterday, and takes numbers for some days."""
    DomainFactory(municipality=bjorkhamn, host="bjorkhamn.example", is_main=True)
    week = CountingWeekFactory(municipality=bjorkhamn, last_day=TODAY - DAY, hand_in_by=TODAY + 3 * DAY)
    CountingUnitFactory(week=week, name="Switchboard", email="exchange@example.org")
    return week


def letters():
    return list(Letter.objects.values_list("to", "kind"))


def test_late_unit_is_told_once_from_the_morning_after(over):
    keep_counting_weeks(at(TODAY, 1))
    early = letters()
    for hour in (8, 9):
        keep_counting_weeks(at(TODAY, hour))
    assert (early, letters()) == ([], [("exchange@example.org", "counting")])


def test_letter_says_what_is_missing_where_and_until_when(over):
    keep_counting_weeks(at(TODAY))
    letter, unit = Letter.objects.get(), CountingUnit.objects.get()
    link = f"http://bjorkhamn.example/sv/staff/measurement/counting/units/{unit.pk}/"
    assert (letter.language, link in letter.text, "Switchboard" in letter.text) == ("sv", True, True)


@pytest.mark.parametrize("values", [{"email": ""}, {"handed_in_at": at(TODAY)}])
def test_who_has_no_address_or_has_handed_in_gets_no_letter(over, values):
    CountingUnit.objects.update(**values)
    keep_counting_weeks(at(TODAY))
    assert letters() == []


def test_desk_gets_no_letter_for_what_it_cannot_log_any_more(over, library):
    CountingUnit.objects.update(place=library, counts_at_desk=True)
    keep_counting_weeks(at(TODAY))
    assert letters() == []


def test_nobody_is_told_while_the_week_lasts(over):
    keep_counting_weeks(at(TODAY - DAY))
    assert letters() == []


def test_week_closes_when_its_last_day_for_numbers_is_over(over):
    keep_counting_weeks(at(TODAY + 3 * DAY))
    over.refresh_from_db()
    first = over.closed_at
    keep_counting_weeks(at(TODAY + 4 * DAY))
    over.refresh_from_db()
    assert (first, bool(over.closed_at)) == (None, True)


def test_town_without_a_host_name_is_left_out_and_said(week, switchboard, caplog, settings):
    settings.DEMO = False
    with caplog.at_level(logging.WARNING):
        keep_counting_weeks(at(TODAY + DAY))
    assert (letters(), "No letters about late numbers" in caplog.text) == ([], True)
