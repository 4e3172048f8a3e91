"""Hours as people type them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.places.opening_hours.stretches import DAY, State, Stretch
from verkstad.places.opening_hours.typed import DITTO, Reason, UnreadableDay, read_day, says_same, write_day

MINUTE, HOUR = 60, 3600


def stretch(opens, closes, state=State.OPEN):
    return Stretch(round(opens * HOUR), round(closes * HOUR), state)


@st.composite
def stretches(draw):
    start = draw(st.integers(0, DAY // MINUTE - 1))
    return Stretch(start * MINUTE, (start + draw(st.integers(1, DAY // MINUTE))) * MINUTE, draw(st.sampled_from(State)))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-17", [stretch(9, 17)]),
        ("09.00–17.30", [stretch(9, 17.5)]),
        ("9–12, 13–17", [stretch(9, 12), stretch(13, 17)]),
        ("9-12 och 13-17", [stretch(9, 12), stretch(13, 17)]),
        ("9-12 og 13-17", [stretch(9, 12), stretch(13, 17)]),
        ("10 - 19:30", [stretch(10, 19.5)]),
        ("kl. 10 till 19", [stretch(10, 19)]),
        ("kl 10 til kl 19", [stretch(10, 19)]),
        ("9-02", [stretch(9, 26)]),
        ("9-24", [stretch(9, 24)]),
        ("9-0", [stretch(9, 24)]),
        ("0-24", [stretch(0, 24)]),
        ("24-6", [stretch(0, 6)]),
        ("dygnet runt", [stretch(0, 24)]),
        ("Døgnåbent", [stretch(0, 24)]),
        ("24 h", [stretch(0, 24)]),
        ("24/7 självservice", [stretch(0, 24, State.SELF_SERVICE)]),
        ("7-10 självservice, 10-18", [stretch(7, 10, State.SELF_SERVICE), stretch(10, 18)]),
        ("10-12 (efter aftale)", [stretch(10, 12, State.BY_APPOINTMENT)]),
        ("telefon 8-9", [stretch(8, 9, State.PHONE_ONLY)]),
        ("Telefontid: 8-9", [stretch(8, 9, State.PHONE_ONLY)]),
        ("9-17, 12-13 lukket", [stretch(9, 17), stretch(12, 13, State.CLOSED)]),
        ("Stängt", []),
        ("lukket", []),
        ("closed", []),
        ("-", []),
        ("", []),
        ("  ", []),
    ],
)
def test_hours_are_read_as_they_are_meant(text, hours):
    assert read_day(text) == tuple(hours)


@pytest.mark.parametrize(
    ("text", "reason", "part"),
    [
        ("9-25", Reason.NO_SUCH_TIME, "9-25"),
        ("9-12, 13.60-17", Reason.NO_SUCH_TIME, "13.60-17"),
        ("24:30-3", Reason.NO_SUCH_TIME, "24:30-3"),
        ("9", Reason.NO_END, "9"),
        ("9-", Reason.NO_END, "9-"),
        ("9-12, 13", Reason.NO_END, "13"),
        ("självservice", Reason.NO_TIMES, "självservice"),
        ("9-12, telefon", Reason.NO_TIMES, "telefon"),
        ("förmiddagar", Reason.NOT_UNDERSTOOD, "förmiddagar"),
        ("9-17 ibland", Reason.NOT_UNDERSTOOD, "9-17 ibland"),
        ("9-12-15", Reason.NOT_UNDERSTOOD, "9-12-15"),
        ("9-12 13-17", Reason.NOT_UNDERSTOOD, "9-12 13-17"),
        ("9-1712", Reason.NO_END, "9-1712"),
    ],
)
def test_what_cannot_be_read_is_named(text, reason, part):
    with pytest.raises(UnreadableDay) as raised:
        read_day(text)
    assert (raised.value.reason, raised.value.part) == (reason, part)


@pytest.mark.parametrize("text", [DITTO, "samma", "Samme", "same"])
def test_same_as_above_can_be_said(text):
    assert says_same(text)


@pytest.mark.parametrize("text", ["", "9-17", "stängt"])
def test_other_words_are_not_the_same_as_above(text):
    assert not says_same(text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "dygnet runt utan personal"),
        ("da", "døgnåbent uden personale"),
        ("en", "24 hours self-service"),
        ("fo", "24 hours self-service"),
    ],
)
def test_day_is_written_in_the_reader_s_language(language, words):
    assert write_day([stretch(0, 24, State.SELF_SERVICE)], language) == words


@given(st.lists(stretches(), max_size=4).map(tuple), st.sampled_from(["sv", "da", "en", "fi"]))
def test_what_is_written_reads_the_same(hours, language):
    assert read_day(write_day(hours, language)) == hours


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(UnreadableDay):
        assert all(0 <= s.start < DAY and s.start < s.end <= s.start + DAY for s in read_day(text))
