"""The holidays of a year, confirmed in one form."""

from datetime import date

import pytest

from verkstad.places import actions
from verkstad.places.models import ConfirmedHoliday

PAGE = "/bjorkhamn/en/staff/places/holidays/2027/"


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-11-23 12:00")


def closed():
    return list(ConfirmedHoliday.objects.filter(is_closed=True).order_by("date").values_list("date", flat=True))


def ticked(client):
    return {day.date for day, _name in client.get(PAGE).context["days"] if day.is_closed}


def test_days_are_ticked_as_people_are_used_to(client, editor):
    days = ticked(client)
    assert {date(2027, 12, 24), date(2027, 6, 25), date(2027, 1, 1)} <= days
    assert date(2027, 4, 30) not in days


def test_days_are_confirmed_as_ticked(client, editor, bjorkhamn):
    assert not client.get(PAGE).context["is_confirmed"]
    client.post(PAGE, {"closed": ["2027-01-01", "2027-12-24", "2027-02-02"]})
    assert closed() == [date(2027, 1, 1), date(2027, 12, 24)]
    assert ConfirmedHoliday.objects.get(date=date(2027, 6, 25)).name["sv"] == "Midsommarafton"
    assert (client.get(PAGE).context["is_confirmed"], ticked(client)) == (True, {*closed()})


def test_day_of_the_municipality_s_own_is_added_and_kept(client, editor):
    client.post(PAGE, {"closed": [], "day": "2027-05-07", "name_sv": "Marknadsdagen"})
    client.post(PAGE, {"closed": ["2027-05-07"]})
    own = ConfirmedHoliday.objects.get(date=date(2027, 5, 7))
    assert (own.name, own.is_closed) == ({"sv": "Marknadsdagen"}, True)


def test_day_added_twice_is_one(client, editor):
    for name in ("Marknad", "Marknadsdagen"):
        client.post(PAGE, {"day": "2027-05-07", "name_sv": name})
    assert ConfirmedHoliday.objects.get(date=date(2027, 5, 7)).name == {"sv": "Marknadsdagen"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({"day": "2028-05-07", "name_sv": "X"}, "day"), ({"day": "2027-05-07"}, "name_sv"), ({"day": "x"}, "day")],
)
def test_what_cannot_be_is_told_and_changes_nothing(client, editor, bjorkhamn, said, wrong):
    actions.confirm_holidays(bjorkhamn, 2027, [(date(2027, 1, 1), {"sv": "Nyårsdagen"}, True)])
    response = client.post(PAGE, said)
    assert (list(response.context["form"].errors), closed()) == ([wrong], [date(2027, 1, 1)])


@pytest.mark.parametrize("year", [2024, 2029])
def test_far_years_are_not_found(client, editor, year):
    assert client.get(f"/bjorkhamn/en/staff/places/holidays/{year}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_days(
    client, editor, bjorkhamn, number, django_assert_num_queries
):
    actions.confirm_holidays(bjorkhamn, 2027, [(date(2027, 1, 1 + day), {"sv": "X"}, True) for day in range(number)])
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
