from datetime import UTC, date, time

import pytest
from django.utils import timezone, translation

from tests.factories.places import exception, moment, span, week
from verkstad.core.translated import Translated
from verkstad.places.board import Opening
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.model import DayHours, DayRow, Schedule, State
from verkstad.places.queries import Hours
from verkstad.places.words import badge, clock, hours_tables, opening_sentence, span_words

NOW = moment("2026-11-23 12:00")  # a Monday
TODAY = NOW.date()
ROW = DayRow(time(10), time(16), State.OPEN)


@pytest.fixture(autouse=True)
def _english_reader_in_sweden():
    with translation.override("en"), timezone.override("Europe/Stockholm"):
        yield


def until(text, state=State.OPEN, now=NOW):
    return opening_sentence(Opening(now, state, moment(text)))


def opens(text, state=State.CLOSED, opens_as=State.OPEN):
    return opening_sentence(Opening(NOW, state, opens_next=moment(text), opens_as=opens_as))


@pytest.mark.parametrize("shown", [moment("2026-11-23 09:05"), moment("2026-11-23 09:05").astimezone(UTC), time(9, 5)])
def test_clock_shows_local_time(shown):
    assert clock(shown) == "09:05"


@pytest.mark.parametrize(
    ("state", "shape"),
    [
        (State.OPEN, "open"),
        (State.CLOSED, "closed"),
        (State.PHONE_ONLY, "limited"),
        (State.SELF_SERVICE, "limited"),
        (State.BY_APPOINTMENT, "limited"),
        (State.WEATHER_PERMITTING, "limited"),
    ],
)
def test_badge_has_three_shapes(state, shape):
    assert badge(Opening(NOW, state)) == shape


@pytest.mark.parametrize(
    ("end", "in_person", "by_phone"),
    [
        ("2026-11-23 18:00", "Open now until 18:00", "Answers the phone until 18:00"),
        ("2026-11-24 00:00", "Open now until 00:00", "Answers the phone until 00:00"),
        ("2026-11-24 02:00", "Open now until 02:00", "Answers the phone until 02:00"),
        ("2026-11-24 18:00", "Open now until tomorrow at 18:00", "Answers the phone until tomorrow at 18:00"),
        ("2026-11-27 18:00", "Open now until Friday at 18:00", "Answers the phone until Friday at 18:00"),
        ("2026-11-30 12:00", "Open round the clock", "Answers the phone round the clock"),
    ],
)
def test_open_place_says_until_when(end, in_person, by_phone):
    assert [until(end, state) for state in (State.OPEN, State.PHONE_ONLY)] == [in_person, by_phone]


def test_place_open_without_end_is_open_round_the_clock():
    assert opening_sentence(Opening(NOW, State.OPEN)) == "Open round the clock"


def test_night_that_began_yesterday_ends_today():
    assert until("2026-11-23 02:00", now=moment("2026-11-23 01:00")) == "Open now until 02:00"


def test_moments_may_be_given_in_any_zone():
    opening = Opening(NOW.astimezone(UTC), opens_next=moment("2026-11-24 00:30").astimezone(UTC))
    assert opening_sentence(opening) == "Closed now. Opens tomorrow at 00:30"


@pytest.mark.parametrize(
    ("next_time", "sentence"),
    [
        ("2026-11-23 18:00", "Closed now. Opens today at 18:00"),
        ("2026-11-24 10:00", "Closed now. Opens tomorrow at 10:00"),
        ("2026-11-25 10:00", "Closed now. Opens on Wednesday at 10:00"),
        ("2026-11-29 10:00", "Closed now. Opens on Sunday at 10:00"),
        ("2026-11-30 10:00", "Closed now. Opens on 30 November at 10:00"),
    ],
)
def test_closed_place_says_when_it_opens(next_time, sentence):
    assert opens(next_time) == sentence


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.CLOSED, "Closed now."),
        (State.SELF_SERVICE, "Self-service now, no staff."),
        (State.BY_APPOINTMENT, "Open now for booked visits."),
        (State.WEATHER_PERMITTING, "Open now in good weather."),
    ],
)
def test_place_that_is_not_known_to_open_says_so_much(state, sentence):
    assert opening_sentence(Opening(NOW, state)) == sentence


@pytest.mark.parametrize(
    ("state", "opens_as", "sentence"),
    [
        (State.SELF_SERVICE, State.OPEN, "Self-service now, no staff. Staff are here today from 13:00"),
        (State.WEATHER_PERMITTING, State.OPEN, "Open now in good weather. Staff are here today from 13:00"),
        (State.BY_APPOINTMENT, State.OPEN, "Open now for booked visits. Come without booking today from 13:00"),
        (State.CLOSED, State.PHONE_ONLY, "Closed now. Answers the phone today from 13:00"),
        (State.SELF_SERVICE, State.PHONE_ONLY, "Self-service now, no staff. Answers the phone today from 13:00"),
    ],
)
def test_what_comes_is_said_in_words_that_fit_what_holds(state, opens_as, sentence):
    assert opens("2026-11-23 13:00", state, opens_as) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("sv", "Stängt nu. Öppnar på onsdag kl. 10:00"), ("da", "Lukket nu. Åbner på onsdag kl. 10:00")],
)
def test_weekday_within_a_sentence_is_written_small(language, sentence):
    with translation.override(language):
        assert opens("2026-11-25 10:00") == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("sv", "Stängt nu. Öppnar den 2 december kl. 10:00"), ("da", "Lukket nu. Åbner den 2. december kl. 10:00")],
)
def test_date_is_written_as_in_the_language(language, sentence):
    with translation.override(language):
        assert opens("2026-12-02 10:00") == sentence


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.OPEN, "10:00–16:00"),
        (State.SELF_SERVICE, "10:00–16:00, self-service"),
        (State.BY_APPOINTMENT, "10:00–16:00, booked visits"),
        (State.PHONE_ONLY, "10:00–16:00, by phone only"),
        (State.WEATHER_PERMITTING, "10:00–16:00, in good weather"),
    ],
)
def test_hours_say_what_to_expect(state, words):
    assert span_words(ROW._replace(state=state)) == words


def test_a_full_day_is_round_the_clock():
    assert span_words(DayRow(time(0), time(0), State.OPEN)) == "Round the clock"


def ahead(period=None, name="", days=()):
    periods = [(Translated({"en": name}), period)] if period else []
    return hours_tables(Hours([], [*days], periods), TODAY)["ahead"]


def test_week_is_a_row_a_day():
    days = week_table(Schedule((week(span([0])),), "Europe/Stockholm"), TODAY)
    rows = hours_tables(Hours(days, [], []), date(2026, 11, 24))["week"]
    assert rows[:2] == [
        {"day": "Monday", "spans": ["10:00–16:00"], "note": "", "is_today": False},
        {"day": "Tuesday", "spans": [], "note": "", "is_today": True},
    ]
    assert len(rows) == 7


def test_holiday_of_the_week_is_named():
    day = DayHours(TODAY, True, ())
    (row,) = hours_tables(Hours([day], [(Translated({"en": "Christmas"}), day)], []), TODAY)["week"]
    assert row == {"day": "Monday", "spans": [], "note": "Christmas", "is_today": True}


def test_break_is_no_hours_of_its_own():
    pause = DayRow(time(12), time(13), State.CLOSED)
    assert hours_tables(Hours([DayHours(TODAY, False, (pause,))], [], []), TODAY)["week"][0]["spans"] == []


def test_single_day_ahead_is_a_row():
    day = DayHours(date(2026, 12, 24), True, (ROW,))
    assert ahead(days=[(Translated({"en": "Christmas Eve"}), day)]) == [
        {"day": "Thursday 24 December", "spans": ["10:00–16:00"], "note": "Christmas Eve", "is_today": False}
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (date(2026, 12, 21), date(2027, 1, 6), "Monday 21 December – Wednesday 6 January"),
        (date(2026, 12, 21), None, "From Monday 21 December"),
        (None, date(2026, 12, 21), "Until Monday 21 December"),
        (None, None, "Until further notice"),
    ],
)
def test_period_ahead_says_from_when_to_when(starts_on, ends_on, words):
    assert ahead(exception(starts_on, ends_on), "Renovation") == [
        {"day": words, "spans": [], "note": "Renovation", "is_today": False}
    ]


@pytest.mark.parametrize(
    ("spans", "lines"),
    [
        ([span()], ["10:00–16:00"]),
        ([span(range(5)), span([5], (time(10), time(13)))], ["Monday–Friday 10:00–16:00", "Saturday 10:00–13:00"]),
        (
            [span(range(2)), span(range(7), (time(12), time(13)), State.CLOSED)],
            ["Monday–Tuesday 10:00–12:00", "Monday–Tuesday 13:00–16:00"],
        ),
        ([span([7])], []),
    ],
)
def test_period_ahead_says_on_which_days_the_hours_hold(spans, lines):
    assert ahead(exception(TODAY, date(2026, 12, 6), *spans))[0]["spans"] == lines


def test_what_is_ahead_comes_in_order_of_date():
    day = (Translated(), DayHours(date(2026, 12, 1), False, ()))
    rows = ahead(exception(date(2026, 12, 2), None), days=[day, (day[0], day[1]._replace(date=date(2026, 12, 3)))])
    assert [row["day"] for row in rows] == ["Tuesday 1 December", "From Wednesday 2 December", "Thursday 3 December"]


def test_day_begins_with_a_capital_in_a_table():
    with translation.override("sv"):
        (row,) = hours_tables(Hours([DayHours(TODAY, False, ())], [], []), TODAY)["week"]
    assert row["day"] == "Måndag"
