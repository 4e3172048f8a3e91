from datetime import date, time
from pathlib import Path

import pytest
import yaml

from tests.factories.places import exception, place_data, span, week
from verkstad.core.entries import EntryError
from verkstad.places.catalogue import PlaceEntry, read_places
from verkstad.places.opening_hours.explain import Code, explain
from verkstad.places.opening_hours.holidays import propose
from verkstad.places.opening_hours.model import Schedule, State

DEMO = Path(__file__).resolve().parents[2] / "demo"
ENTRY = {"slug": "biblioteket", "kind": "library", "organisation": "kultur", "name": {"sv": "Biblioteket"}}


def read(folder, **changes):
    file = folder / "places.yaml"
    file.write_text(yaml.safe_dump([ENTRY | changes], allow_unicode=True), encoding="utf-8")
    (place,) = read_places(file, time_zone="Europe/Stockholm", years=[2026])
    return place


def test_place_is_read_with_everything(tmp_path):
    texts = {"summary": {"sv": "Böcker."}, "directions": {"sv": "Till höger."}}
    lines = {
        "street": "Storgatan 1", "postcode": "123 45", "city": "Björkhamn", "district": "Centrum",
        "phone": "0123", "email": "a@example.org", "url": "https://example.org/",
    }  # fmt: skip
    lists = {"languages": ["sv"], "helps_with": ["eid"], "equipment": ["wifi"], "accessibility": ["lift"]}
    place = read(
        tmp_path,
        **texts,
        **lines,
        **lists,
        position=[56.0, 12.0],
        subjects={"kle": ["28", "29.03"]},
        opening_hours="Mo-Su 10:00-16:00; PH off",
        picture="hus.png",
        picture_alt={"sv": "Ett hus"},
    )
    assert place == PlaceEntry(
        data=place_data(**texts, **lines, **lists, latitude=56.0, longitude=12.0),
        organisation="kultur",
        subjects=(("kle", "28"), ("kle", "29.03")),
        periods=(week(),),
        is_closed_on_holidays=True,
        picture="hus.png",
        picture_alt={"sv": "Ett hus"},
    )


def test_what_is_left_out_is_empty(tmp_path):
    assert read(tmp_path) == PlaceEntry(place_data(), "kultur", (), (), False, "", {})


def test_hours_without_staff_are_joined_to_those_with(tmp_path):
    place = read(
        tmp_path, opening_hours="2026 Dec 01-2027 Jan 10 Mo-Su 10:00-16:00", self_service_hours="Mo-Fr 07:00-10:00"
    )
    staffed, unstaffed = place.periods
    assert [each.state for each in staffed.spans] == [State.OPEN]
    assert unstaffed == week(span(range(5), (time(7), time(10)), State.SELF_SERVICE))


def test_week_without_staff_becomes_part_of_the_week_with_staff(tmp_path):
    place = read(tmp_path, opening_hours="Mo-Fr 10:00-16:00", self_service_hours="Mo-Su 07:00-22:00")
    weekdays, weekend, unstaffed = range(5), (5, 6), State.SELF_SERVICE
    assert place.periods == (
        week(
            span(weekdays, (time(7), time(10)), unstaffed),
            span(weekdays, (time(10), time(16))),
            span(weekdays, (time(16), time(22)), unstaffed),
            span(weekend, (time(7), time(22)), unstaffed),
        ),
    )


def test_exception_of_the_hours_without_staff_stays_one(tmp_path):
    place = read(tmp_path, self_service_hours="Mo-Su 10:00-16:00; 2026 Dec 24 off")
    day = date(2026, 12, 24)
    assert place.periods == (week(span(state=State.SELF_SERVICE)), exception(day, day))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"organisation": ""}, "organisation is missing"),
        (
            {"kind": "shop"},
            "kind is “shop”; it can be library, citizens_office, drop_in, phone_line, online_desk, other",
        ),
        ({"position": [56.0]}, "position must be latitude and longitude"),
        ({"phone": "0" * 31}, "phone is 31 characters long; 30 is the most"),
        ({"doors": 2}, "doors is not a field here"),
    ],
)
def test_what_is_wrong_is_told_with_entry_and_field(tmp_path, changes, problem):
    with pytest.raises(EntryError) as refused:
        read(tmp_path, **changes)
    assert str(refused.value) == f"places.yaml, biblioteket: {problem}."


@pytest.mark.parametrize("field", ["opening_hours", "self_service_hours"])
def test_hours_that_cannot_be_read_are_told_of(tmp_path, field):
    with pytest.raises(EntryError, match=f"^places.yaml, biblioteket: {field} cannot be read: "):
        read(tmp_path, **{field: "now and then"})


def test_demo_has_one_place_with_hours_to_think_about():
    today, found = date(2026, 11, 22), []
    for folder, country in (("bjorkhamn", "SE"), ("egesund", "DK"), ("lovskar", "FI")):
        holidays = frozenset(day.date for day in propose(country, 2026) if day.is_usually_closed)
        for place in read_places(DEMO / folder / "places.yaml", time_zone="Europe/Stockholm", years=[2026, 2027]):
            periods = tuple(period for period in place.periods if period.last >= today.toordinal())
            schedule = Schedule(periods, "Europe/Stockholm", place.is_closed_on_holidays, holidays)
            found += [(place.data.slug, complaint.code) for complaint in explain(schedule, today)]
    assert found == [("natjouren", Code.BACKWARDS)]


@pytest.mark.parametrize("folder", ["bjorkhamn", "egesund"])
def test_demo_places_can_be_read(folder):
    places = read_places(DEMO / folder / "places.yaml", time_zone="Europe/Stockholm", years=[2026, 2027])
    assert len({place.data.slug for place in places}) == len(places) > 10
    assert {(DEMO / "pictures" / place.picture).exists() for place in places} == {True}
