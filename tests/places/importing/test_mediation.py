"""The French help-place file."""

from pathlib import Path

import pytest

from tests.services.importing.conftest import told
from verkstad.places import schedules
from verkstad.places.importing import mediation
from verkstad.places.models import Place
from verkstad.places.opening_hours import osm
from verkstad.services.importing.entries import Broken, sentence

OFFICIAL = (Path(__file__).parent / "samples" / "mediation.csv").read_bytes()


def test_official_example_is_a_place_with_its_hours(desk):
    desk.take_in(OFFICIAL, "mediation", publish=True)
    place = Place.objects.get()
    assert (place.name, place.city, place.position, place.phone, place.email) == (
        {"sv": "Anonymal"}, "Reims", (43.52609, 5.41423), "+33180059880", "contact@laquincaillerie.tl",
    )  # fmt: skip
    hours = schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id]
    assert osm.write(hours) == "Mo-Fr 09:00-12:00,14:00-18:30, Sa 08:30-12:00"
    assert (place.is_published, place.helps_with) == (True, ["digital_basics"])


def test_second_time_all_is_the_same_and_undoing_hides_it(desk):
    one = desk.take_in(OFFICIAL, "mediation", publish=True)
    assert told(desk.bring(OFFICIAL, "mediation"), "action") == ["same"]
    desk.undo(one)
    assert not Place.objects.get().is_published


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Mo-Fr 09:00", "Mo-Fr 9 à", "The hours"),
        ('"43.52609"', '"nord"', "“nord” is no number."),
        ('"43.52609"', '"143.5"', "The position is not on the Earth."),
        ('"5.41423"', '""', "A position needs both latitude and longitude."),
        ("Anonymal", "", "The column “nom” is empty."),
        ("https://www.laquincaillerie.tl/", "nowhere", "“Web address”"),
    ],
)
def test_row_is_refused_with_a_reason(desk, old, new, reason):
    one = desk.bring(OFFICIAL.replace(old.encode(), new.encode(), 1), "mediation")
    assert (told(one, "action"), sentence(told(one, "problem")[0])[: len(reason)]) == (["refused"], reason)


def test_file_without_its_columns_is_refused(material):
    with pytest.raises(Broken):
        mediation.read(material(b"id,nom\n1,A\n"))


def test_refused_rows_can_be_mended(material):
    told_, _ = mediation.read(material(OFFICIAL))
    again = mediation.mend(told_, [({"cells": ["1"]}, "Därför")])
    headings, row = again.content.decode("utf-8-sig").splitlines()
    assert (headings.split(";")[-1], row.split(";")[-1]) == ("verkstad_reason", "Därför")
