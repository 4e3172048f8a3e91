"""The week that is typed, and what is shown beside it."""

from datetime import date, time

import pytest

from tests.factories.places import PlaceFactory, exception, span, week
from verkstad.places import actions, schedules
from verkstad.places.opening_hours.model import Period, Span, State

PAGE = "/bjorkhamn/en/staff/places/library/hours/"
SUMMER = Period(
    date(2027, 6, 14),
    date(2027, 8, 13),
    (span(range(7)), Span(frozenset({7}), time(0), time(0), closes_next_day=True, state=State.CLOSED)),
    is_override=True,
    name={"sv": "Sommartider"},
)


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-11-23 12:00")


def typed(*cells, do="save", based_on=0, **more):
    days = {f"day_{day}": text for day, text in enumerate(cells)}
    return {f"day_{day}": "" for day in range(8)} | days | {"do": do, "based_on": based_on} | more


def hours(place):
    return schedules.load(place.municipality)[place.opening_hours_id]


def cells(response):
    return [bound.value() for bound in response.context["form"].cells]


def test_page_shows_the_week_as_it_would_be_typed(client, editor, place):
    shown = client.get(PAGE)
    assert cells(shown) == ["10:00–16:00"] * 7 + ["closed"]
    assert shown.context["hours"]["week"][0]["spans"] == ["10:00–16:00"]


def test_week_is_saved_as_typed(client, editor, place):
    response = client.post(PAGE, typed("9-17", '"', "9-12, 13-17", "7-9 self-service", "", "dygnet runt", "", ""))
    assert response.url == PAGE
    assert [[(s.start // 3600, s.end // 3600) for s in day] for day in hours(place).periods[0].stretches] == [
        [(9, 17)],
        [(9, 17)],
        [(9, 12), (13, 17)],
        [(7, 9)],
        [],
        [(0, 24)],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "closed", "spans"), [("as usual", False, 0), ("", True, 0), ("stängt", True, 0), ("10-12", True, 1)]
)
def test_holidays_are_closed_as_usual_or_have_hours(client, editor, place, text, closed, spans):
    client.post(PAGE, typed("9-17", *[""] * 6, text))
    saved = hours(place)
    assert (saved.closed_on_holidays, len(saved.periods[0].stretches[7])) == (closed, spans)
    assert read_again(client) == ("as usual" if text == "as usual" else "10:00–12:00" if spans else "closed")


def read_again(client):
    return cells(client.get(PAGE))[7]


def test_first_week_of_a_place_is_added(client, editor, bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, slug="library", periods=[])
    assert cells(client.get(PAGE)) == [None] * 7 + ["closed"]
    client.post(PAGE, typed("9-17"))
    assert [len(day) for day in hours(place).periods[0].stretches] == [1, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("button", "filled"),
    [
        ("weekdays", ["9-17", "9-17", "9-17", "9-17", "9-17", "", "", ""]),
        ("above-1", ["9-17", "9-17", "", "", "", "", "", ""]),
        ("above-3", ["9-17", "", "", "", "", "", "", ""]),
        ("above-99", ["9-17", "", "", "", "", "", "", ""]),
        ("nonsense", ["9-17", "", "", "", "", "", "", ""]),
    ],
)
def test_buttons_fill_cells_without_saving(client, editor, place, button, filled):
    response = client.post(PAGE, typed("9-17", do=button))
    assert (cells(response), hours(place).periods) == (filled, (week(),))


def test_what_residents_will_see_is_shown_before_it_is_saved(client, editor, place):
    response = client.post(PAGE, typed("9-17", do="preview"))
    assert [row["spans"] for row in response.context["hours"]["week"][:2]] == [["09:00–17:00"], []]
    assert hours(place).periods == (week(),)


def test_what_contradicts_itself_is_said_beside(client, editor, place):
    response = client.post(PAGE, typed("9-13, 12-17", do="preview"))
    assert response.context["complaints"] == ["Monday: 09:00–13:00 and 12:00–17:00 overlap. Did you mean another time?"]


def test_unreadable_cell_is_told_and_kept_and_nothing_is_saved(client, editor, place):
    response = client.post(PAGE, typed("9-17", "sometimes"))
    assert dict(response.context["form"].errors) == {
        "day_1": ["“sometimes” cannot be read. Write for example 9–17, or 9–12, 13–17."]
    }
    assert (cells(response)[1], response.context["hours"]) == ("sometimes", None)
    assert hours(place).periods == (week(),)


def test_period_with_a_name_is_added_and_closed_on_holidays(client, editor, place):
    client.post(
        f"{PAGE}new/",
        typed(*["10-16"] * 7, name_sv="Sommartider", starts_on="2027-06-14", ends_on="2027-08-13"),
    )
    assert hours(place).periods == (week(), SUMMER)


def test_preview_of_a_period_shows_its_first_week(client, editor, place):
    response = client.post(f"{PAGE}new/", typed("10-12", do="preview", starts_on="2027-06-14"))
    assert (response.context["starts"], response.context["hours"]["week"][0]["spans"]) == (
        date(2027, 6, 14),
        ["10:00–12:00"],
    )


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        ({}, "starts_on"),
        ({"starts_on": "2027-06-14", "ends_on": "2027-06-13"}, "ends_on"),
        ({"starts_on": "2027-13-14"}, "starts_on"),
    ],
)
def test_period_needs_dates_in_order(client, editor, place, dates, wrong):
    response = client.post(f"{PAGE}new/", typed("10-12", **dates))
    assert (list(response.context["form"].errors), hours(place).periods) == ([wrong], (week(),))


def test_period_is_changed_where_it_stands(client, editor, place):
    actions.set_period(place, SUMMER, by=editor.actor)
    assert cells(client.get(f"{PAGE}1/")) == ["10:00–16:00"] * 7 + ["closed"]
    client.post(f"{PAGE}1/", typed(*["10-16"] * 7, based_on=1, name_sv="Sommartider", starts_on="2027-06-14"))
    assert [(one.starts_on, one.ends_on) for one in hours(place).periods] == [(None, None), (date(2027, 6, 14), None)]


def test_period_is_removed(client, editor, place):
    actions.set_period(place, SUMMER, by=editor.actor)
    client.post(f"{PAGE}1/remove/", {"based_on": 1})
    assert hours(place).periods == (week(),)


@pytest.mark.parametrize("based_on", [0, "", "x"])
def test_nothing_is_removed_when_somebody_was_first(client, editor, place, based_on):
    actions.set_period(place, SUMMER, by=editor.actor)
    client.post(f"{PAGE}1/remove/", {"based_on": based_on})
    assert hours(place).periods == (week(), SUMMER)


def test_period_that_is_not_there_is_not_found(client, editor, place):
    assert client.get(f"{PAGE}1/").status_code == 404
    assert client.post(f"{PAGE}1/remove/", {"based_on": 0}).url == PAGE


def test_second_of_two_editors_is_told_keeps_what_was_typed_and_may_save_once_more(client, editor, place):
    actions.set_period(place, SUMMER, by=editor.actor)
    response = client.post(PAGE, typed("9-17", based_on=0))
    assert (response.context["meanwhile"]["who"], cells(response)[0]) == (editor.user.name, "9-17")
    assert hours(place).periods == (week(), SUMMER)
    client.post(PAGE, typed("9-17", based_on=response.context["form"]["based_on"].value()))
    assert hours(place).periods[0].stretches[1] == ()


def test_week_is_copied_from_another_place(client, editor, place, bjorkhamn):
    other = PlaceFactory(municipality=bjorkhamn, periods=[week(span([2])), exception(date(2026, 12, 1), None)])
    client.post(f"{PAGE}copy/", {"source": other.pk, "what": "week", "based_on": 0})
    assert hours(place).periods == (week(span([2])),)


def test_hours_of_another_town_cannot_be_copied(client, editor, place, egesund):
    other = PlaceFactory(municipality=egesund)
    response = client.post(f"{PAGE}copy/", {"source": other.pk, "what": "week", "based_on": 0})
    assert list(response.context["form"].errors) == ["source"]


def test_copying_over_what_somebody_else_just_changed_is_refused(client, editor, place, bjorkhamn):
    other = PlaceFactory(municipality=bjorkhamn, periods=[])
    actions.set_period(place, SUMMER, by=editor.actor)
    client.post(f"{PAGE}copy/", {"source": other.pk, "what": "all", "based_on": 0})
    assert hours(place).periods == (week(), SUMMER)


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_periods(
    client, editor, place, number, django_assert_num_queries
):
    for _ in range(number):
        actions.set_period(place, SUMMER, by=editor.actor)
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)
