"""Open Referral HSDS 3.0."""

import json
from pathlib import Path

import pytest

from tests.factories.places import PlaceFactory
from tests.factories.services import OrganisationFactory
from tests.services.importing.conftest import told
from verkstad.places import schedules
from verkstad.places.importing.hsds import HSDS
from verkstad.places.models import Place
from verkstad.places.opening_hours import osm
from verkstad.services.importing import actions
from verkstad.services.importing.entries import sentence
from verkstad.services.importing.report import refused
from verkstad.services.models import Channel, Organisation, Service
from verkstad.services.models.imports import Choice

OFFICIAL = json.loads((Path(__file__).parent / "samples" / "service_full.json").read_text())
WEEK = {"id": "w1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}


def service(number=1, **changes):
    location = {
        "id": "loc-1",
        "location_type": "physical",
        "name": "Medborgarhuset",
        "latitude": 56.1,
        "longitude": 12.9,
        "addresses": [
            {"address_1": "Torget 1", "city": "Björkhamn", "postal_code": "123 45", "address_type": "physical"}
        ],
        "phones": [{"id": "p", "number": "0123-45"}],
        "schedules": [WEEK],
    }
    return {
        "id": f"s-{number}",
        "name": f"Rådgivning {number}",
        "status": "active",
        "description": "<p>Samtal om pengar.</p>",
        "url": "https://example.org/",
        "phones": [{"id": "p", "number": "0123-4"}],
        "fees_description": "Gratis.",
        "organization": {"id": "org-1", "name": "Föreningen", "description": "", "website": "https://example.org/"},
        "service_at_locations": [{"id": "sal", "location": location}],
    } | changes


def content(*services):
    return json.dumps(list(services)).encode()


def written(place):
    return osm.write(schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id])


def test_service_comes_with_its_organisation_place_and_hours(desk):
    one = desk.take_in(content(service()), "hsds")
    assert told(one, "kind", "outcome") == [("organisation", "written"), ("service", "written"), ("place", "written")]
    saved, place = Service.objects.get(), Place.objects.get()
    assert (saved.organisation.name, place.organisation) == ({"sv": "Föreningen"}, saved.organisation)
    assert [(it.kind, it.url or it.number or it.address) for it in saved.channels.all()] == [
        ("online", "https://example.org/"),
        ("phone", "0123-4"),
        ("visit", "Torget 1, 123 45 Björkhamn"),
    ]
    assert (place.name, place.street, place.phone, place.is_published) == (
        {"sv": "Medborgarhuset"}, "Torget 1", "0123-45", False,
    )  # fmt: skip
    assert list(place.channels.all()) == [Channel.objects.get(kind="visit")]
    assert written(place) == "Mo,Tu 09:00-17:00; PH off"


def test_second_time_all_is_the_same(desk):
    desk.take_in(content(service(), service(2)), "hsds")
    assert set(told(desk.bring(content(service(), service(2)), "hsds"), "action")) == {"same"}


def test_place_of_two_services_is_one_place(desk):
    desk.take_in(content(service(), service(2)), "hsds")
    assert (Place.objects.count(), Organisation.objects.filter(slug="foreningen").count()) == (1, 1)


def test_hours_that_cannot_be_kept_are_refused_and_the_rest_is_taken(desk):
    monthly = {"id": "m1", "freq": "MONTHLY", "bymonthday": "1", "opens_at": "09:00", "closes_at": "12:00"}
    full = service()
    full["service_at_locations"][0]["location"]["schedules"].append(monthly)
    one = desk.take_in(content(full), "hsds")
    assert written(Place.objects.get()) == "Mo,Tu 09:00-17:00; PH off"
    problems = [sentence(it) for it in told(one, "problem") if it]
    assert problems == ["Only hours that come back each week are read, not “MONTHLY”."]


def test_official_example_is_read_and_what_is_impossible_in_it_is_refused(desk):
    one = desk.take_in(content(OFFICIAL), "hsds")
    assert [(*row, sentence(problem)) for *row, problem in told(one, "kind", "outcome", "problem")] == [
        ("organisation", "written", ""),
        ("service", "written", ""),
        ("place", "", "The position is not on the Earth."),
        ("place", "", "Hours that depend on bymonthday, byweekno, byyearday, count cannot be kept."),
    ]
    assert Service.objects.get().texts.get().name == "Community Counselling"
    assert [it.number for it in Service.objects.get().channels.filter(kind="phone")] == ["+44 1234 234567"]


@pytest.mark.parametrize("parents", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}])
def test_organisation_that_would_be_part_of_itself_is_refused(desk, parents):
    services = [
        service(n, organization={"id": key, "name": f"Org {key}", "parent_organization_id": parent})
        for n, (key, parent) in enumerate(parents.items())
    ]
    one = desk.bring(content(*services), "hsds")
    refusals = [action for kind, action in told(one, "kind", "action") if kind == "organisation"]
    assert refusals.count("refused") == 1


def test_organisation_that_is_refused_leaves_its_service_to_the_municipality(desk):
    desk.take_in(content(service(organization={"id": "x", "name": ""})), "hsds")
    assert Service.objects.get().organisation.slug == "bjorkhamn"


def test_organisation_here_that_was_chosen_answers_for_the_service(desk, bjorkhamn):
    own = OrganisationFactory(municipality=bjorkhamn, slug="own", name={"sv": "Föreningen"})
    one = desk.bring(content(service()), "hsds")
    actions.choose(one, {one.rows.get(kind="organisation").pk: Choice.SAME})
    desk.write(one)
    assert Service.objects.get().organisation == own


def test_undoing_hides_the_place_and_brings_back_what_was_changed(desk, bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, name={"sv": "Medborgarhuset"}, street="Gamla vägen 1")
    before = written(place)
    one = desk.bring(content(service()), "hsds", publish=True)
    actions.choose(one, {one.rows.get(kind="place").pk: Choice.SAME})
    desk.write(one)
    place.refresh_from_db()
    assert (place.street, written(place)) == ("Torget 1", "Mo,Tu 09:00-17:00; PH off")
    desk.undo(one)
    place.refresh_from_db()
    assert (place.street, written(place), place.is_published) == ("Gamla vägen 1", before, True)
    assert not place.channels.exists()


def test_all_pages_of_an_address_are_read(bjorkhamn):
    asked = []

    def ask(url):
        asked.append(url)
        number = 2 if "page=2" in url else 1
        return json.dumps({"contents": [service(number)], "total_pages": 2, "page_number": number}).encode()

    one = actions.request_import(HSDS, municipality=bjorkhamn, name="https://example.org/services?full=true")
    actions.work(one, ask=ask)
    assert asked == ["https://example.org/services?full=true", "https://example.org/services?full=true&page=2"]
    assert told(one, "kind") == ["organisation", "service", "service", "place"]


@pytest.mark.parametrize("entry", [7, {}, {"id": ""}])
def test_entry_that_cannot_be_named_is_refused(desk, entry):
    assert told(desk.bring(content(entry), "hsds"), "action") == ["refused"]


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_service_that_is_no_longer_is_passed_over(desk, status):
    assert desk.bring(content(service(status=status)), "hsds").state == "failed"


def test_refused_ones_come_back_once_each(desk):
    one = desk.bring(content(service(phones="x", organization={"id": "x", "name": ""})), "hsds")
    (entry,) = json.loads(refused(one).content)["contents"]
    assert (entry["id"], "must be a list" in entry["verkstad_reason"]) == ("s-1", True)
