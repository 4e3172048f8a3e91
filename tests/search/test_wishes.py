"""What is asked for besides what the words are about: places that are open, whom to call."""

from datetime import datetime

import pytest
from django.utils import translation

from tests.factories.places import PlaceFactory, moment, span, week
from tests.factories.search import document_data, make_documents, make_service
from tests.factories.services import ChannelFactory
from verkstad.municipalities.models import Municipality, Part
from verkstad.search import actions, queries
from verkstad.search.answers import Answer, Contact
from verkstad.search.intent import Intent
from verkstad.search.models import Kind

MONDAY_NOON = moment("2026-11-23 12:00")
WEEKDAYS, WEEKEND = week(span(range(5))), week(span((5, 6)))


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    """On weekdays the main library and the office are open, at the weekend the branch library."""
    with translation.override("sv"):
        make_service("Låna böcker", words=["bibliotek", "lördag"], municipality=bjorkhamn)
        make_service("Ansök om bygglov", municipality=bjorkhamn)
        places = [
            ("branch", "Bibliotek Norr", "library", WEEKEND),
            ("main", "Bibliotek Söder", "library", WEEKDAYS),
            ("office", "Medborgarkontoret", "citizens_office", WEEKDAYS),
        ]
        for slug, name, kind, hours in places:
            PlaceFactory(municipality=bjorkhamn, slug=slug, name={"sv": name}, kind=kind, periods=[hours])
        make_documents(bjorkhamn, document_data("Bibliotek lördag", text="bibliotek lördag öppet nu telefon bygglov"))
        actions.rebuild_index()
        return bjorkhamn


def asked(town: Municipality, text: str, at: datetime = MONDAY_NOON, **values: object) -> Answer:
    return queries.search(town, text, "sv", at=at, **values)


def kinds(answer: Answer) -> list[Kind]:
    return [group.kind for group in answer.groups]


def places(answer: Answer) -> list[str]:
    group = answer.group(Kind.PLACE)
    return [hit.slug for hit in group.hits] if group else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bibliotek idag", ["main", "branch"]),
        ("bibliotek öppet nu", ["main", "branch"]),
        ("bibliotek lördag", ["branch", "main"]),
        ("bibliotek tisdagar", ["main", "branch"]),
    ],
)
def test_places_lead_and_those_open_then_come_first(town, text, found):
    answer = asked(town, text)
    assert (kinds(answer)[0], places(answer)[:2], answer.intent) == (Kind.PLACE, found, Intent.PLACE)
    assert kinds(answer)[-1] == Kind.DOCUMENT


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("öppet nu", MONDAY_NOON, ["main", "office", "branch"]),
        ("öppet nu", moment("2026-11-28 12:00"), ["branch", "main", "office"]),
        ("öppet lördag", MONDAY_NOON, ["branch", "main", "office"]),
        ("öppettider", MONDAY_NOON, ["main", "office", "branch"]),
    ],
)
def test_asked_for_no_place_in_particular_all_come_the_soonest_open_first(town, text, at, found):
    answer = asked(town, text, at)
    assert (kinds(answer)[0], places(answer), answer.is_weak) == (Kind.PLACE, found, False)


def test_today_is_what_is_left_of_it(town):
    """The main library closes at four."""
    assert places(asked(town, "bibliotek måndag", moment("2026-11-23 17:00")))[:2] == ["branch", "main"]
    assert places(asked(town, "bibliotek måndag", MONDAY_NOON))[:2] == ["main", "branch"]


def test_filters_and_pages_hold_for_all_places(town):
    PlaceFactory(municipality=town, slug="line", name={"sv": "Kontaktcenter"}, kind="phone_line", phone="+46 1 2")
    assert places(asked(town, "öppet nu", filters=["phone"])) == ["line"]
    assert places(asked(town, "öppet nu", page=2)) == []


def test_the_nearest_of_a_kind_leads(town):
    answer = asked(town, "närmaste medborgarkontor")
    assert (kinds(answer)[0], places(answer)[0]) == (Kind.PLACE, "office")


def test_services_lead_when_no_place_is_meant(town):
    assert kinds(asked(town, "närmaste bygglov"))[0] == Kind.SERVICE


def test_without_places_services_lead(town):
    town.parts = [part for part in town.parts if part != Part.PLACES]
    assert kinds(asked(town, "bibliotek lördag"))[0] == Kind.SERVICE
    assert places(asked(town, "öppet nu")) == []


def test_whom_to_call_stands_with_the_service_and_documents_stay_below(town):
    service = make_service("Avfallsrådgivning", municipality=town)
    phone = ChannelFactory(service=service, kind="phone", number="+46 40 12 34", position=1)
    ChannelFactory(service=service, kind="email", url="", email="avfall@example.org", position=2)
    line = PlaceFactory(municipality=town, slug="line", name={"sv": "Växel"}, kind="phone_line", phone="+46 1 2")
    line.channels.add(phone)
    actions.rebuild_index()
    answer = asked(town, "telefon avfallsrådgivning")
    [hit, *_] = answer.groups[0].hits
    assert (answer.intent, hit.name, hit.contact.phone, hit.contact.email, hit.contact.opening.is_open) == (
        Intent.CONTACT, "Avfallsrådgivning", "+46 40 12 34", "avfall@example.org", True,
    )  # fmt: skip


def test_the_organisation_answers_where_the_service_has_no_number(town):
    service = make_service("Serveringstillstånd", municipality=town)
    service.organisation.phone, service.organisation.email = "+46 40 99", ""
    service.organisation.save()
    actions.rebuild_index()
    [hit, *_] = asked(town, "ringa serveringstillstånd").groups[0].hits
    assert hit.contact == Contact("+46 40 99", "", None)


def test_nobody_is_told_who_did_not_ask(town):
    assert {hit.contact for group in asked(town, "bygglov").groups[:1] for hit in group.hits} == {None}


def test_asked_for_nobody_in_particular_the_towns_front_doors_lead(town):
    PlaceFactory(municipality=town, slug="line", name={"sv": "Kontaktcenter"}, kind="phone_line", phone="+46 1 2")
    answer = asked(town, "ringa kommunen")
    assert (kinds(answer)[0], places(answer), answer.is_weak) == (Kind.PLACE, ["office", "line"], False)


def test_a_course_is_recognised_and_changes_nothing(town):
    answer = asked(town, "kurs bygglov")
    assert (answer.intent, kinds(answer)[0]) == (Intent.ACTIVITY, Kind.SERVICE)
