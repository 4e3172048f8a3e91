from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.factories.places import PlaceFactory, exception, moment, place_data, span, week
from tests.factories.services import SubjectFactory
from verkstad.places import actions
from verkstad.places.board import FAR_FUTURE, HELPED_BY_A_PERSON, HORIZON, Board, Opening, Row, board
from verkstad.places.models import Place
from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.model import Period, Schedule, Span, State
from verkstad.places.position import Position

NOON = moment("2026-11-23 12:00")
CLOSED = Schedule((), "Europe/Stockholm")


def row(runs=(), place=None):
    return Row(1, place or Place(pk=1), frozenset(), tuple(run.end for run in runs), tuple(runs), CLOSED)


def row_of(schedule, day):
    return row(intervals(schedule, day - timedelta(days=1), day + HORIZON))


def opening(*spans, at="2026-11-23 12:00"):
    schedule = Schedule((week(*spans),), "Europe/Stockholm")
    return row_of(schedule, moment("2026-11-23 00:00")).opening(moment(at))


def states(municipality, at=NOON):
    return {pk: row.opening(at).state.value for pk, row in board(municipality, at).rows.items()}


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
spans = st.builds(
    lambda days, opens, closes, state: Span(days, opens, closes, closes <= opens, state),
    st.frozensets(st.integers(0, 7), min_size=1),
    times,
    times,
    st.sampled_from(State),
)
dates = st.dates(date(2026, 10, 20), date(2026, 11, 20))
periods = st.builds(
    lambda days, spans, is_override: Period(min(days), max(days), spans, is_override),
    st.tuples(dates, dates),
    st.lists(spans, max_size=3).map(tuple),
    st.booleans(),
)


schedules = st.builds(
    lambda ordinary, exceptions, is_closed, holidays: Schedule(
        (week(*ordinary), *exceptions), "Europe/Stockholm", is_closed, holidays
    ),
    st.lists(spans, max_size=3),
    st.lists(periods, max_size=2),
    st.booleans(),
    st.frozensets(dates, max_size=3),
)


@given(schedules, dates, st.integers(0, 86_399))
def test_opening_is_what_the_engine_says(schedule, day, second):
    midnight = moment(day.isoformat())
    at = (midnight.astimezone(UTC) + timedelta(seconds=second)).astimezone(midnight.tzinfo)
    found = row_of(schedule, midnight).opening(at)
    ahead = intervals(schedule, at, midnight + HORIZON)
    runs = [(run.start.timestamp(), run.end.timestamp(), run.state) for run in ahead]
    helped = [(start, end) for start, end, state in runs if state in HELPED_BY_A_PERSON]
    ends = {at.timestamp(), *(end for _, end in helped)}
    opens = next((datetime.fromtimestamp(start, midnight.tzinfo) for start, _ in helped if start not in ends), None)
    assert found.state == next((state for start, _, state in runs if start == at.timestamp()), State.CLOSED)
    assert found.opens_next == opens


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([span()], Opening(NOON, State.OPEN, moment("2026-11-23 16:00"), moment("2026-11-24 10:00"))),
        ([span([1])], Opening(NOON, opens_next=moment("2026-11-24 10:00"))),
        (
            [span([0], state=State.SELF_SERVICE), span([2], state=State.PHONE_ONLY)],
            Opening(NOON, State.SELF_SERVICE, moment("2026-11-23 16:00"), moment("2026-11-25 10:00"), State.PHONE_ONLY),
        ),
        ([span([0], state=State.BY_APPOINTMENT)], Opening(NOON, State.BY_APPOINTMENT, moment("2026-11-23 16:00"))),
    ],
)
def test_opening_tells_what_holds_until_when_and_what_comes(spans, expected):
    assert opening(*spans) == expected


@pytest.mark.parametrize(
    ("spans", "starts"),
    [
        ([span([0])], NOON),
        ([span([0], state=State.PHONE_ONLY)], NOON),
        ([span([0], state=State.SELF_SERVICE), span([2])], moment("2026-11-25 10:00")),
        ([span([0], state=State.BY_APPOINTMENT)], FAR_FUTURE),
    ],
)
def test_help_starts_when_a_person_is_there(spans, starts):
    schedule = Schedule((week(*spans),), "Europe/Stockholm")
    assert row_of(schedule, moment("2026-11-23 00:00")).help_starts(NOON) == starts


@pytest.mark.parametrize(
    ("code", "is_known"), [("28", False), ("28.03", True), ("28.03.04", True), ("28.031", False), ("29", False)]
)
def test_place_knows_a_subject_and_those_under_it(code, is_known):
    kept = Board({}, by_subject={("kle", "28.03"): {1}})
    assert kept.that_know([("other", "28.03"), ("kle", code)]) == ({1} if is_known else set())


@pytest.mark.parametrize(
    ("here", "there", "has_door", "kilometres"),
    [
        (Position(56, 12), Position(57, 12), True, 111.2),
        (None, Position(57, 12), True, None),
        (Position(56, 12), None, True, None),
        (Position(56, 12), Position(57, 12), False, None),
    ],
)
def test_distance_is_to_a_door(here, there, has_door, kilometres):
    place = Place(kind="library" if has_door else "phone_line")
    if there:
        place.latitude, place.longitude = there
    assert row(place=place).kilometres_from(here) == kilometres


@given(st.lists(schedules, min_size=1, max_size=4), dates, st.lists(st.integers(0, 86_399), min_size=2, max_size=6))
def test_soonest_is_in_order_at_every_moment(many, day, seconds):
    midnight = moment(day.isoformat())
    rows = {pk: replace(row_of(schedule, midnight), pk=pk) for pk, schedule in enumerate(many)}
    kept = Board(rows)
    for second in seconds:
        at = (midnight.astimezone(UTC) + timedelta(seconds=second)).astimezone(midnight.tzinfo)
        starts = [(row.help_starts(at), row.pk) for row in kept.soonest(at)]
        assert starts == sorted((row.help_starts(at), pk) for pk, row in rows.items())


def test_order_is_worked_out_once_between_two_changes():
    kept = Board({1: row_of(Schedule((week(span()),), "Europe/Stockholm"), moment("2026-11-23 00:00"))})
    first, *later = (kept.soonest(moment(f"2026-11-23 {time}")) for time in ("10:00", "12:00", "15:59", "16:00"))
    assert [order is first for order in later] == [True, True, False]


def test_board_has_the_published_places_of_the_municipality(bjorkhamn, egesund):
    place = PlaceFactory(municipality=bjorkhamn)
    PlaceFactory(municipality=bjorkhamn, is_published=False)
    other = PlaceFactory(municipality=egesund, periods=[])
    assert (states(bjorkhamn), states(egesund)) == ({place.pk: "open"}, {other.pk: "closed"})


def test_board_holds_for_the_day_in_the_municipality(bjorkhamn, django_assert_num_queries):
    PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn, moment("2026-11-23 00:00"))
    with django_assert_num_queries(1):
        states(bjorkhamn, datetime(2026, 11, 23, 22, 59, tzinfo=UTC))


def test_next_day_has_its_own_board(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(span([0]))])
    assert [states(bjorkhamn, moment(f"2026-11-{day} 12:00"))[place.pk] for day in (23, 24)] == ["open", "closed"]


def test_changed_hours_show_at_once(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn)
    actions.set_opening_hours(place, [], closed_on_holidays=False)
    assert states(bjorkhamn) == {place.pk: "closed"}


def test_confirmed_holiday_shows_at_once(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_opening_hours(place, [week()], closed_on_holidays=True)
    states(bjorkhamn)
    actions.confirm_holidays(bjorkhamn, 2026, [(NOON.date(), {}, True)])
    assert states(bjorkhamn) == {place.pk: "closed"}


def test_withdrawn_place_is_gone_at_once(bjorkhamn):
    place, kept = PlaceFactory(municipality=bjorkhamn), PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn)
    actions.withdraw_place(place)
    assert states(bjorkhamn) == {kept.pk: "open"}


def test_new_place_is_there_at_once(bjorkhamn):
    states(bjorkhamn)
    place = PlaceFactory(municipality=bjorkhamn)
    assert states(bjorkhamn) == {place.pk: "open"}


def test_place_that_comes_while_the_board_is_made_shows_next(bjorkhamn):
    def add_place_after_hours(execute, sql, *arguments):
        result = execute(sql, *arguments)
        if 'FROM "places_confirmedholiday"' in sql and not Place.objects.exists():
            PlaceFactory(municipality=bjorkhamn)
        return result

    with connection.execute_wrapper(add_place_after_hours):
        assert states(bjorkhamn) == {}
    assert list(states(bjorkhamn).values()) == ["open"]


def test_changed_place_and_subjects_show_at_once(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, slug="biblioteket")
    board(bjorkhamn, NOON)
    actions.save_place(
        place_data(helps_with=["eid"]),
        municipality=bjorkhamn,
        organisation=place.organisation,
        subjects=[SubjectFactory(code="28")],
    )
    now = board(bjorkhamn, NOON)
    assert ([row.themes for row in now.rows.values()], now.that_know([("kle", "28")])) == ([{"eid"}], {place.pk})


def test_changed_municipality_shows_at_once(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn)
    bjorkhamn.time_zone = "Asia/Tokyo"
    bjorkhamn.save()
    assert states(bjorkhamn) == {place.pk: "closed"}


def test_new_picture_shows_at_once(bjorkhamn, tmp_path):
    Image.new("RGB", (20, 10)).save(tmp_path / "door.png")
    place = PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn)
    actions.set_picture(place, tmp_path / "door.png", alt={"sv": "Ingången"})
    (row,) = board(bjorkhamn, NOON).rows.values()
    assert [str(picture.alt) for picture in row.place.pictures.all()] == ["Ingången"]


def test_exception_ends_with_its_last_day(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(), exception(None, date(2026, 11, 23))])
    assert [states(bjorkhamn, moment(f"2026-11-{day} 12:00"))[place.pk] for day in (23, 24)] == ["closed", "open"]


def test_board_is_empty_where_places_are_switched_off(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn)
    states(bjorkhamn)
    bjorkhamn.parts = []
    bjorkhamn.save()
    assert states(bjorkhamn) == {}
