"""Ordinary weeks, exceptions, copies, and people who change them at once."""

from datetime import date, time

import pytest

from tests.factories.places import OpeningHoursFactory, PlaceFactory, exception, span, week
from verkstad.core.models import AuditEntry
from verkstad.places import actions, schedules
from verkstad.places.models import OpeningHours, Place
from verkstad.places.opening_hours.model import Period
from verkstad.places.versions import EditedMeanwhile

SUMMER = Period(date(2027, 6, 14), date(2027, 8, 15), (span([0]),), is_override=True, name={"sv": "Sommartider"})
EVE = exception(date(2026, 12, 24), date(2026, 12, 24))
SUDDEN = Period(date(2026, 11, 23), date(2026, 11, 23), is_override=True, name={"sv": "Sjuk"}, is_sudden=True)


def hours(place):
    return schedules.load(place.municipality)[place.opening_hours_id]


def test_periods_keep_their_names_and_what_was_sudden(bjorkhamn):
    assert hours(PlaceFactory(municipality=bjorkhamn, periods=[SUMMER, SUDDEN])).periods == (SUMMER, SUDDEN)


def test_period_is_added_after_the_others(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_period(place, SUMMER, by="anna")
    assert hours(place).periods == (week(), SUMMER)


def test_period_is_replaced_where_it_stands(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(), EVE, SUMMER])
    other = week(span([1]))
    actions.set_period(place, other, number=0, closed_on_holidays=False, by="anna")
    assert (hours(place).periods, hours(place).closed_on_holidays) == ((other, EVE, SUMMER), False)


def test_period_is_removed(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(), EVE, SUMMER])
    actions.remove_period(place, 1, by="anna")
    assert hours(place).periods == (week(), SUMMER)


@pytest.mark.parametrize("number", [-1, 1])
def test_period_that_is_not_there_is_refused(bjorkhamn, number):
    place = PlaceFactory(municipality=bjorkhamn)
    with pytest.raises(actions.UnknownPeriod, match=rf"^There is no period {number}\.$"):
        actions.remove_period(place, number, by="anna")
    with pytest.raises(actions.UnknownPeriod):
        actions.set_period(place, EVE, number=number, by="anna")


@pytest.mark.parametrize(
    ("what", "expected", "closed_on_holidays"),
    [
        (actions.Copied.WEEK, (week(span([2])), EVE, SUDDEN), False),
        (actions.Copied.EXCEPTIONS, (week(), SUMMER, SUDDEN), True),
        (actions.Copied.ALL, (week(span([2])), SUMMER, SUDDEN), False),
    ],
)
def test_what_is_asked_for_is_copied_but_no_sudden_change(bjorkhamn, what, expected, closed_on_holidays):
    ill = Period(date(2026, 11, 24), date(2026, 11, 24), is_override=True, is_sudden=True)
    there = OpeningHoursFactory(municipality=bjorkhamn, is_closed_on_holidays=False)
    source = PlaceFactory(municipality=bjorkhamn, opening_hours=there, periods=[week(span([2])), SUMMER, ill])
    target = PlaceFactory(municipality=bjorkhamn, periods=[week(), EVE, SUDDEN])
    actions.copy_hours(source, target, what=what, by="anna")
    assert (hours(target).periods, hours(target).closed_on_holidays) == (expected, closed_on_holidays)


def test_whoever_edited_an_older_version_is_told_who_was_first_and_nothing_changes(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_period(place, SUMMER, by="anna", based_on=0)
    with pytest.raises(EditedMeanwhile) as raised:
        actions.remove_period(place, 0, by="bo", based_on=0)
    row = OpeningHours.objects.get(pk=place.opening_hours_id)
    assert (raised.value.by, raised.value.at, row.version) == ("anna", row.changed_at, 1)
    assert hours(place).periods == (week(), SUMMER)


def test_place_edited_from_an_older_version_is_refused(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    data = actions.PlaceData(slug=place.slug, kind="drop_in", name={"sv": "Ny"})
    save = {"municipality": bjorkhamn, "organisation": place.organisation}
    actions.save_place(data, **save, by="anna", based_on=0)
    with pytest.raises(EditedMeanwhile) as raised:
        actions.save_place(data, **save, by="bo", based_on=0)
    assert (raised.value.by, Place.objects.get(pk=place.pk).version) == ("anna", 1)


def test_audit_row_has_the_hours_as_they_became(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[])
    actions.set_period(place, week(span([0, 1], (time(9), time(17)))), by="anna")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.details) == (
        "place.period_set",
        "anna",
        {"hours": "Mo,Tu 09:00-17:00; PH off"},
    )
