"""The page of who works when at a place, and working hours in words."""

from datetime import date, time

import pytest

from verkstad.appointments.models import WorkingPattern
from verkstad.appointments.schedule_words import dates_words, pattern_words

WEEK = "/bjorkhamn/en/staff/appointments/week/"


def test_first_place_is_shown_and_the_others_are_offered(client, coordinator, weekdays, library):
    assert client.get(WEEK).url == f"{WEEK}biblioteket/"
    shown = client.get(f"{WEEK}biblioteket/").context
    assert (shown["places"], shown["number"], shown["helpers"][0][1][0]) == ([library], 48, (["10:00–16:00"], False))


def test_without_working_hours_there_is_a_hint(client, coordinator):
    assert client.get(WEEK).status_code == 200


@pytest.mark.parametrize(
    ("asked", "monday"),
    [
        ("2026-12-03", date(2026, 11, 30)),
        ("2029-01-01", date(2026, 11, 23)),
        ("2026-13-01", date(2026, 11, 23)),
        ("x", date(2026, 11, 23)),
    ],
)
def test_week_of_a_day_is_shown(client, coordinator, weekdays, asked, monday):
    shown = client.get(f"{WEEK}biblioteket/", {"from": asked}).context
    assert shown["days"][0]["date"] == monday


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days": [0]}, "Mondays 13:00–16:00"),
        ({"days": [4, 0, 2]}, "Mondays, Wednesdays and Fridays 13:00–16:00"),
        ({"days": [0, 1, 2, 3, 4]}, "Monday–Friday 13:00–16:00"),
        ({"days": range(7), "every_weeks": 3}, "Every day 13:00–16:00, every 3 weeks"),
        ({"days": [0, 1], "starts": None, "ends": None, "is_exception": True}, "Mondays and Tuesdays: does not work"),
    ],
)
def test_pattern_in_words(values, words):
    row = WorkingPattern(**{"starts": time(13), "ends": time(16), "starts_on": date(2026, 11, 1)} | values)
    assert pattern_words(row) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"ends_on": date(2026, 12, 1)}, "Until 1 December 2026"),
        ({"starts_on": date(2026, 12, 1)}, "From 1 December 2026"),
        ({"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 9)}, "1 December 2026 – 9 December 2026"),
        ({"ends_on": date(2026, 12, 1), "is_exception": True}, "1 November 2026 – 1 December 2026"),
    ],
)
def test_dates_of_a_pattern_in_words(values, words):
    row = WorkingPattern(**{"starts_on": date(2026, 11, 1)} | values)
    assert dates_words(row, date(2026, 11, 23)) == words
