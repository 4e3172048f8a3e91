"""Free times without tables: beside a slow way to work them out, minute by minute."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from verkstad.appointments.free_times import (
    Pattern,
    Stretches,
    Wanted,
    gaps,
    opened,
    pieces,
    shifts,
    with_resource,
)

ZONE = ZoneInfo("Europe/Stockholm")
# The clocks change on the Sunday.
FRIDAY = date(2026, 10, 23).toordinal()
DAYS = range(FRIDAY, FRIDAY + 5)
MIDNIGHT = int(datetime.fromordinal(FRIDAY).replace(tzinfo=ZONE).timestamp())
HOUR = 3600

clocks = st.integers(6, 20)
ids = st.integers(1, 2)


@st.composite
def patterns(draw):
    starts = draw(clocks)
    ends, first = draw(st.integers(starts + 1, 22)), draw(st.integers(FRIDAY - 20, FRIDAY + 5))
    is_exception = draw(st.booleans())
    is_off = is_exception and draw(st.booleans())
    return Pattern(
        helper=draw(ids),
        place=draw(ids),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        starts=None if is_off else starts * HOUR,
        ends=None if is_off else ends * HOUR,
        every_weeks=draw(st.integers(1, 3)),
        first=first,
        last=first + draw(st.integers(0, 40)),
        is_exception=is_exception,
        takes=draw(st.booleans()),
    )


@st.composite
def stretches(draw):
    """Owner, from and to in the five days, at any half hour."""
    start = draw(st.integers(0, 240))
    edges = MIDNIGHT + start * 1800, MIDNIGHT + (start + draw(st.integers(1, 12))) * 1800
    return draw(ids), *edges


def holds(pattern, day):
    monday = pattern.first - date.fromordinal(pattern.first).weekday()
    weeks = (day - monday) // 7
    on_day = date.fromordinal(day).weekday() in pattern.days
    return pattern.first <= day <= pattern.last and on_day and weeks % pattern.every_weeks == 0


def at_work(rows, day, closed):
    """The shifts of the day, by helper the exceptions alone where there are any."""
    for pattern in rows:
        is_overridden = any(one.is_exception and one.helper == pattern.helper and holds(one, day) for one in rows)
        is_out = not pattern.is_exception and (is_overridden or day in closed)
        if holds(pattern, day) and pattern.takes and pattern.starts is not None and not is_out:
            midnight = datetime.fromordinal(day)
            edges = (midnight + timedelta(seconds=second) for second in (pattern.starts, pattern.ends))
            yield pattern.helper, pattern.place, *(int(edge.replace(tzinfo=ZONE).timestamp()) for edge in edges)


def slowly(rows, hours, busy, wanted, closed):
    """Walk through each shift in steps of a quarter of an hour; a piece begins where the last one or a gap did."""
    for day in DAYS:
        for helper, place, start, end in at_work(rows, day, closed):
            begun = None
            for at in range(start, end, 900):
                inside = any(owner == place and a <= at and at + 900 <= b for owner, a, b in hours)
                taken = any(owner == helper and a < at + 900 and at < b for owner, a, b in busy)
                begun = None if taken or not inside else at if begun is None else begun
                if begun is not None and at + 900 - begun == wanted.length:
                    if begun >= wanted.earliest:
                        yield begun, place, helper
                    begun = None


@given(
    st.lists(patterns(), max_size=6),
    st.lists(stretches(), max_size=6),
    st.lists(stretches(), max_size=6),
    st.sampled_from([1800, 2700, 3600]),
    st.frozensets(st.sampled_from(DAYS), max_size=2),
)
def test_it_finds_what_walking_through_every_shift_finds(rows, hours, busy, length, closed):
    wanted = Wanted(length, MIDNIGHT + 30 * HOUR, DAYS[0], DAYS[-1], ZONE)
    found = pieces(gaps(opened(shifts(rows, wanted, closed), Stretches(hours)), Stretches(busy)), wanted)
    got = sorted(zip(found.start.tolist(), found.place.tolist(), found.helper.tolist(), strict=True))
    assert got == sorted(slowly(rows, hours, busy, wanted, closed))


@given(st.lists(stretches(), max_size=6), st.sampled_from([[], [(1, 1)], [(1, 1), (2, 1)], [(1, 1), (2, 2)]]))
def test_a_time_is_left_when_one_resource_at_the_place_is_free(taken, resources):
    rows = [Pattern(1, place, range(7), 8 * HOUR, 12 * HOUR, 1, FRIDAY, FRIDAY, False, True) for place in (1, 2)]
    wanted = Wanted(HOUR, 0, FRIDAY, FRIDAY, ZONE)
    found = pieces(shifts(rows, wanted), wanted)
    left = with_resource(found, resources, Stretches(taken))

    def is_free(place, start):
        owners = [resource for resource, where in resources if where == place]
        return any(not any(o == owner and a < start + HOUR and start < b for o, a, b in taken) for owner in owners)

    pairs = zip(found.place.tolist(), found.start.tolist(), strict=True)
    assert [*zip(left.place.tolist(), left.start.tolist(), strict=True)] == [p for p in pairs if is_free(*p)]
