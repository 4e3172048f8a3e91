"""The calendar of exceptions."""

from datetime import date

import pytest

from tests.factories.places import ConfirmedHolidayFactory, exception, span, week
from verkstad.places import actions, schedules
from verkstad.places.opening_hours.model import Period

PAGE = "/bjorkhamn/en/staff/places/library/year/"
DAY = date(2027, 5, 7)


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-11-23 12:00")


def hours(place):
    return schedules.load(place.municipality)[place.opening_hours_id]


def marked(client, year=2027):
    months = client.get(f"{PAGE}{year}/").context["months"]
    days = [day for month in months for week in month.weeks for day in week if day]
    return [(day.mark, day.words) for day in days if day.kind]


def typed(**changes):
    return {"starts_on": "2027-05-07", "based_on": 0} | changes


def test_year_has_twelve_months_of_whole_weeks(client, editor, place):
    months = client.get(f"{PAGE}2027/").context["months"]
    assert [month.name for month in months][::11] == ["January", "December"]
    assert {len(week) for month in months for week in month.weeks} == {7}
    assert sum(day is not None for month in months for week in month.weeks for day in week) == 365


def test_days_that_differ_have_a_letter_and_words(client, editor, place, bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2027, 1, 1), name={"sv": "Nyårsdagen"})
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2027, 1, 5), is_closed=False)
    closed = Period(DAY, DAY, is_override=True, name={"en": "Planning day"})
    other = exception(date(2027, 5, 14), date(2027, 5, 14), span())
    actions.set_opening_hours(place, [week(), closed, other], closed_on_holidays=True)
    assert marked(client) == [
        ("H", "Friday 1 January, Nyårsdagen, closed"),
        ("C", "Friday 7 May, Planning day, closed"),
        ("O", "Friday 14 May, 10:00–16:00"),
    ]


def test_this_year_is_shown_without_asking_for_one(client, editor, place):
    assert client.get(PAGE).context["year"] == 2026


@pytest.mark.parametrize("year", [2024, 2029, 10_000])
def test_far_years_are_not_found(client, editor, place, year):
    assert client.get(f"{PAGE}{year}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ({}, exception(DAY, DAY)),
        ({"hours": "10-16"}, exception(DAY, DAY, span())),
        ({"ends_on": "2027-05-09", "hours": "closed"}, exception(DAY, date(2027, 5, 9))),
        ({"name_sv": "Planering"}, Period(DAY, DAY, is_override=True, name={"sv": "Planering"})),
    ],
)
def test_exception_is_added(client, editor, place, said, period):
    assert client.post(f"{PAGE}2026/", typed(**said)).url == f"{PAGE}2027/"
    assert hours(place).periods == (week(), period)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2027-02-30"}, "starts_on"),
        ({"ends_on": "2027-05-06"}, "ends_on"),
        ({"hours": "sometimes"}, "hours"),
        ({"name_sv": "x" * 50_000}, "name_sv"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_changes_nothing(client, editor, place, said, wrong):
    response = client.post(f"{PAGE}2027/", typed(**said))
    assert (list(response.context["form"].errors), hours(place).periods) == ([wrong], (week(),))


def test_day_that_is_pressed_stands_in_the_form(client, editor, place):
    form = client.get(f"{PAGE}2027/", {"day": "2027-05-07"}).context["form"]
    assert form["starts_on"].value() == DAY


@pytest.mark.parametrize("day", ["", "x", "2027-02-30"])
def test_day_that_is_none_is_left_out(client, editor, place, day):
    assert client.get(f"{PAGE}2027/", {"day": day}).context["form"]["starts_on"].value() is None


def test_exceptions_of_the_year_are_listed_with_their_numbers(client, editor, place):
    long = exception(date(2026, 12, 20), date(2027, 1, 6))
    actions.set_opening_hours(
        place, [week(), exception(DAY, DAY, span()), long, exception(date(2026, 5, 1), date(2026, 5, 1))],
        closed_on_holidays=True,
    )  # fmt: skip
    listed = client.get(f"{PAGE}2027/").context["exceptions"]
    assert [(one.number, one.dates, one.spans, one.is_long) for one in listed] == [
        (2, "Sunday 20 December – Wednesday 6 January", [], True),
        (1, "Friday 7 May", ["10:00–16:00"], False),
    ]


def test_exception_is_removed_and_the_year_shown_again(client, editor, place):
    actions.set_period(place, exception(DAY, DAY), by=editor.actor)
    removed = client.post("/bjorkhamn/en/staff/places/library/hours/1/remove/", {"based_on": 1, "year": "2027"})
    assert (removed.url, hours(place).periods) == (f"{PAGE}2027/", (week(),))


def test_useless_exception_is_explained(client, editor, place):
    actions.set_period(place, exception(DAY, DAY, span()), by=editor.actor)
    assert client.get(f"{PAGE}2027/").context["complaints"] == [
        "Friday 7 May changes nothing. The hours would be the same without it."
    ]


def test_second_of_two_editors_is_told_and_may_save_once_more(client, editor, place):
    actions.set_period(place, exception(DAY, DAY), by=editor.actor)
    response = client.post(f"{PAGE}2027/", typed(starts_on="2027-05-08"))
    assert (response.context["meanwhile"]["who"], len(hours(place).periods)) == (editor.user.name, 2)
    client.post(f"{PAGE}2027/", typed(based_on=response.context["form"]["based_on"].value()))
    assert len(hours(place).periods) == 3


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_exceptions(
    client, editor, place, number, django_assert_num_queries
):
    for day in range(number):
        actions.set_period(place, exception(date(2027, 5, 3 + day), date(2027, 5, 3 + day)), by=editor.actor)
    client.get(f"{PAGE}2027/")
    with django_assert_num_queries(10):
        client.get(f"{PAGE}2027/")
