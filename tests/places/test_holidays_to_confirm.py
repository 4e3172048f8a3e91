"""Next year's holidays: proposed, and somebody is asked for them in November."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.places import ConfirmedHolidayFactory, moment
from verkstad.core.models import Letter
from verkstad.identity.models import Role
from verkstad.places import queries, tasks


@pytest.fixture
def coordinator(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn, role=Role.COORDINATOR)


def remind(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: moment(at))
    tasks.remind_of_holidays()
    return list(Letter.objects.order_by("to").values_list("to", "subject"))


def test_year_has_the_country_s_holidays_to_confirm(bjorkhamn):
    days = {day.date: day.names["sv"] for day in queries.holidays_to_confirm(bjorkhamn, 2027)}
    assert days[date(2027, 6, 25)] == "Midsommarafton"


def test_confirmed_year_has_none(bjorkhamn, egesund):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2027, 6, 6), is_closed=False)
    assert queries.holidays_to_confirm(bjorkhamn, 2027) == []
    assert queries.holidays_to_confirm(egesund, 2027) != []


def test_coordinators_and_administrators_are_asked_in_november_once(bjorkhamn, coordinator, monkeypatch):
    administrator = MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR)
    MembershipFactory(municipality=bjorkhamn, role=Role.EDITOR)
    MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR, suspended_at=timezone.now(), suspended_by="x")
    expected = sorted((member.user.email, "Bekräfta helgdagarna 2027") for member in (coordinator, administrator))
    assert remind(monkeypatch, "2026-11-01 08:00") == expected
    assert remind(monkeypatch, "2026-12-20 08:00") == expected


def test_each_is_asked_in_their_own_language(bjorkhamn, coordinator, monkeypatch):
    MembershipFactory(municipality=bjorkhamn, role=Role.COORDINATOR, language="da")
    MembershipFactory(municipality=bjorkhamn, role=Role.COORDINATOR, language="so")
    remind(monkeypatch, "2026-11-01 08:00")
    letters = Letter.objects.order_by("pk").values_list("language", "subject")
    assert sorted(letters) == [
        ("da", "Bekræft helligdagene i 2027"),
        ("sv", "Bekräfta helgdagarna 2027"),
        ("sv", "Bekräfta helgdagarna 2027"),
    ]


def test_nobody_is_asked_before_november(coordinator, monkeypatch):
    assert remind(monkeypatch, "2026-10-31 22:00") == []


def test_nobody_is_asked_when_the_year_is_confirmed(bjorkhamn, coordinator, monkeypatch):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2027, 6, 6))
    assert remind(monkeypatch, "2026-11-02 08:00") == []


def test_nobody_is_asked_where_there_are_no_places(bjorkhamn, coordinator, monkeypatch):
    bjorkhamn.parts = []
    bjorkhamn.save()
    assert remind(monkeypatch, "2026-11-02 08:00") == []
