"""What is read, what is written, and what is refused in OpenStreetMap's syntax."""

from datetime import date, time

import pytest

from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule, Span, State
from verkstad.places.opening_hours.osm import UnreadableHours, parse, write

WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
CHRISTMAS = date(2026, 12, 24)


def read(text):
    return parse(text, "Europe/Stockholm", years=[2026])


def rewritten(text):
    return write(read(text))


def schedule(*periods, **rest):
    return Schedule(periods, "Europe/Stockholm", **rest)


def test_weekdays_and_times_become_spans():
    assert read("Mo-Fr 10:00-12:00,13:00-18:00; Sa 22:00-03:00") == schedule(
        Period(
            spans=(
                Span(WEEKDAYS, time(10), time(12)),
                Span(WEEKDAYS, time(13), time(18)),
                Span(frozenset({5}), time(22), time(3), closes_next_day=True),
            )
        )
    )


def test_a_dated_rule_that_replaces_becomes_an_override():
    assert read("Mo-Fr 10:00-18:00; PH off; 2026 Dec 24 10:00-12:00") == schedule(
        Period(spans=(Span(WEEKDAYS, time(10), time(18)),)),
        Period(CHRISTMAS, CHRISTMAS, (Span(EVERY_DAY, time(10), time(12)),), is_override=True),
        closed_on_holidays=True,
    )


def test_seasons_that_replace_nothing_are_ordinary_hours():
    assert [p.is_override for p in read("May-Sep 10:00-18:00; Oct-Apr 10:00-14:00").periods] == [False] * 3


def test_confirmed_holidays_are_kept():
    read = parse("24/7; PH off", "Europe/Stockholm", years=[], holidays=[CHRISTMAS])
    assert read.holidays == {CHRISTMAS}


@pytest.mark.parametrize(
    "text",
    [
        "off",
        "24/7",
        '24/7 open "self-service"',
        "Mo-Fr 10:00-18:00",
        "Mo,We,Sa,Su 10:00-24:00",
        "Mo-Su 10:00-34:00",
        'Mo-Fr 06:00-22:00 open "self-service", Mo-Fr 10:00-18:00',
        'Mo 08:00-09:00 unknown "weather permitting", Mo 09:00-10:00 unknown "phone only"',
        "Mo-Fr 10:00-18:00, Mo-Fr 12:00-13:00 off",
        "Mo-Fr 10:00-18:00; PH off",
        "Mo-Fr 10:00-18:00; PH 11:00-12:00",
        "Mo-Fr 10:00-18:00; PH off, PH 20:00-02:00",
        "2026 Jun 01+ Mo 10:00-12:00",
        "1900 Jan 01-2026 Jun 01 Mo 10:00-12:00",
        "Mo-Fr 10:00-18:00; 2026 Dec 24 10:00-12:00",
        "Mo-Fr 10:00-18:00; 2026 Dec 24-2026 Dec 26 off",
        "Mo-Fr 10:00-18:00; 2026 Dec 24 off, 2026 Dec 24 22:00-02:00",
        "Mo-Fr 10:00-18:00; 1900 Jan 01+ off",
        "2026 Dec 24 off, 2026 Dec 24 10:00-12:00",
        "Mo-Fr 10:00-18:00; 2026 Jun 15-2026 Aug 20 off, 2026 Jun 15-2026 Aug 20 Mo-Fr 10:00-14:00",
    ],
)
def test_these_are_written_as_they_were_read(text):
    assert rewritten(text) == text


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("10:00-12:00", "Mo-Su 10:00-12:00"),
        ("Mo-Fr 10:00-18:00;", "Mo-Fr 10:00-18:00"),
        ("Mo–Fr 10:00–18:00", "Mo-Fr 10:00-18:00"),
        ("Sa-Mo 10:00-12:00 open", "Mo,Sa,Su 10:00-12:00"),
        ("Mo-Fr 10:00-18:00; We closed", "Mo,Tu,Th,Fr 10:00-18:00"),
        ("Mo-Fr 10:00-18:00; We 12:00-20:00", "Mo,Tu,Th,Fr 10:00-18:00, We 12:00-20:00"),
        ("Mo-Su,PH 10:00-12:00", "Mo-Su 10:00-12:00"),
        ("Mo-Fr 10:00-18:00 ; PH,Sa 11:00-12:00", "Mo-Fr 10:00-18:00, Sa 11:00-12:00; PH 11:00-12:00"),
        ('Mo 10:00-12:00 "on appointment"', 'Mo 10:00-12:00 unknown "by appointment"'),
        ('Mo "Phone only"', 'Mo 00:00-24:00 unknown "phone only"'),
        (
            'Mo 10:00-16:00, Mo 12:00-13:00 "by appointment"',
            'Mo 12:00-13:00 unknown "by appointment", Mo 10:00-12:00,13:00-16:00',
        ),
        ('Mo 10:00-11:00, Mo 10:00-11:00 "phone only"', 'Mo 10:00-11:00 unknown "phone only"'),
        ("24/7; Dec 24 off", "24/7; 2026 Dec 24 off"),
        ("24/7; Dec 24-26 off", "24/7; 2026 Dec 24-2026 Dec 26 off"),
        ("24/7; Dec 24,Dec 31 off", "24/7; 2026 Dec 24 off; 2026 Dec 31 off"),
        ("24/7; Dec 24-Jan 6 off", "24/7; 2025 Dec 24-2026 Jan 06 off; 2026 Dec 24-2027 Jan 06 off"),
        ("24/7; Jul off", "24/7; 2026 Jul 01-2026 Jul 31 off"),
        ("24/7; 2026 Dec-Jan off", "24/7; 2026 Dec 01-2027 Jan 31 off"),
        ("24/7; 2027 off", "24/7; 2027 Jan 01-2027 Dec 31 off"),
        ("24/7; 2027-2028 off", "24/7; 2027 Jan 01-2028 Dec 31 off"),
        ("24/7; 2026 Dec 24-2027 Jan 6 off", "24/7; 2026 Dec 24-2027 Jan 06 off"),
        ("24/7; 2026 Dec 24-9999 Dec 31 off", "24/7; 2026 Dec 24+ off"),
        ("24/7; Feb 29 off", "24/7"),
        ("24/7; Feb 20-29 off", "24/7; 2026 Feb 20-2026 Feb 28 off"),
        ("24/7; 2028 Feb 29 off", "24/7; 2028 Feb 29 off"),
        ("24/7; PH off; Jul 10:00-12:00", "24/7; PH off; 2026 Jul 01-2026 Jul 31 10:00-12:00"),
        (
            "24/7; 2026 Dec 24 10:00-12:00; PH off",
            "24/7; PH off; 2026 Dec 24 10:00-12:00; 2026 Dec 24 PH off, 2026 Dec 24 PH 00:00-24:00 off",
        ),
    ],
)
def test_these_mean_the_same(text, means):
    assert rewritten(text) == means


def test_holiday_hours_of_a_season_leave_other_holidays_alone():
    spans = (Span(frozenset({PUBLIC_HOLIDAY}), time(10), time(12)),)
    summer = Period(date(2026, 6, 1), date(2026, 8, 31), spans)
    assert write(schedule(summer)) == "2026 Jun 01-2026 Aug 31 PH 10:00-12:00"
    assert write(schedule(summer, closed_on_holidays=True)) == "PH off, 2026 Jun 01-2026 Aug 31 PH 10:00-12:00"


def test_closed_holidays_of_a_season_are_read_as_a_closed_span():
    closed = Span(frozenset({PUBLIC_HOLIDAY}), time(0), time(0), closes_next_day=True, state=State.CLOSED)
    assert closed in read("Jun-Aug 10:00-12:00, Sep-Oct 10:00-12:00; Jun-Aug PH off").periods[0].spans


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "expected days, dates or times"),
        ("Mo-Fr 10:00-18:00; nonsense", 19, "expected days, dates or times"),
        ("Mo-Fr 10:00-18:00 nonsense", 18, "expected the end, or ; or , and a new rule"),
        ("Mo-Fr 10-18", 6, "expected the end, or ; or , and a new rule"),
        ("Mo-Fr 10:00", 11, "expected a dash and the closing time"),
        ("Mo-Fr 10:00-", 12, "expected a time such as 09:30"),
        ("Mo- 10:00-12:00", 4, "expected a weekday after the dash"),
        ("Mo 10:75-12:00", 3, "there is no such time"),
        ("Mo 24:00-26:00", 3, "there is no such time"),
        ("Mo 10:00-40:00", 3, "longer than 24 hours"),
        ("Feb 30 off", 0, "there is no such date"),
        ("2026 Feb 29 off", 0, "there is no such date"),
        ("2026 Jun 15-2025 Jun 1 off", 12, "the last date is before the first"),
        ("Jun 15-Aug off", 7, "write both dates in the same way"),
        ("Jun 15-2026 Aug 1 off", 0, "the first date needs a year too"),
        ("Jun- off", 5, "expected a date after the dash"),
        ("Mo unknown", 3, 'unknown needs a comment that says why, such as "by appointment"'),
        ('Mo off "holiday"', 8, "a comment on a closed time cannot be kept"),
        ('Mo 10:00-12:00 "members only"', 16, "the comment “members only” says nothing we can keep"),
        ("We[1] 10:00-12:00", 2, "the first, second or last weekday of a month cannot be kept: write the dates"),
        ("Mo 10:00+", 8, "an open end cannot be kept: write when it closes"),
        ("Mo sunrise-12:00", 3, "times that follow the sun cannot be kept: write the time"),
        ("SH 10:00-12:00", 0, "school holidays have no fixed dates here: write the dates"),
        ("week 3 10:00-12:00", 0, "week numbers cannot be kept: write the dates"),
        ('Mo 10:00-12:00 || "by appointment"', 15, "hours for when the others do not hold cannot be kept"),
        ("Mo-Su 10:00-18:00; PH off; Jul Mo 10:00-14:00", 19, "the hours on holidays would differ between weekdays"),
        (
            'Mo 20:00-04:00, Mo 22:00-01:00 "self-service"',
            16,
            "this splits a night after midnight: write its parts one by one",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(text, position, reason):
    with pytest.raises(UnreadableHours) as refusal:
        read(text)
    assert (refusal.value.position, refusal.value.reason) == (position, reason)


def test_a_refusal_counts_characters_as_people_do():
    assert str(UnreadableHours(0, "expected a day")) == "expected a day (at character 1)"
