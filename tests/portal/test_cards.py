import pytest
from django.urls import set_script_prefix
from django.utils import timezone

from tests.factories.places import PlaceFactory, moment
from verkstad.core.translated import Text, reading_in
from verkstad.places.board import Opening
from verkstad.places.models import Place, PlacePicture
from verkstad.places.opening_hours.model import State
from verkstad.places.queries import HelpPlace
from verkstad.portal.cards import address, answered_card, pictured_card, place_card, service_card
from verkstad.services.models import Channel, EidNeed
from verkstad.services.queries import ServiceSummary, Ways

OPEN = Opening(moment("2026-11-23 12:00"), State.OPEN, moment("2026-11-23 16:00"))


@pytest.fixture(autouse=True)
def _english_reader_in_bjorkhamn():
    set_script_prefix("/bjorkhamn/en/")
    with reading_in("en", "sv"), timezone.override("Europe/Stockholm"):
        yield
    set_script_prefix("/")


def found(kilometres=None, **changes):
    data = {"slug": "bibliotek", "kind": "library", "name": {"en": "Library"}, "street": "Storgatan 1", "city": "Hamn"}
    return HelpPlace(Place(**data | changes), OPEN, kilometres)


def test_place_card_tells_what_is_open_where_and_how_far():
    card = place_card(found(0.4, phone="0123", summary={"en": "We help."}), number=21, chosen="place:1:1")
    assert card == {
        "name": "Library",
        "lang": "",
        "url": "/bjorkhamn/en/places/bibliotek/",
        "state": "open",
        "open_text": "Open now until 16:00",
        "address": "Storgatan 1, Hamn",
        "distance": "400 m",
        "phone": "0123",
        "help": "We help.",
        "picture": "",
        "number": 21,
        "chosen": "place:1:1",
    }


def test_place_card_marks_a_name_in_another_language():
    card = place_card(found(name={"sv": "Biblioteket"}))
    assert (card["name"], card["lang"]) == ("Biblioteket", "sv")


@pytest.mark.parametrize(
    ("changes", "line"),
    [({}, "Storgatan 1, Hamn"), ({"street": ""}, "Hamn"), ({"city": ""}, "Storgatan 1"), ({"kind": "phone_line"}, "")],
)
def test_address_is_that_of_the_door(changes, line):
    assert address(found(**changes).place) == line


def test_pictured_card_has_the_first_picture(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    for position, file in ((2, "places/b.webp"), (1, "places/a.webp")):
        PlacePicture.objects.create(place=place, file=file, position=position, width=1, height=1)
    one = HelpPlace(place, OPEN, None)
    assert pictured_card(one) == place_card(one) | {"picture": "/media/places/a.webp"}


def test_pictured_card_of_a_place_without_pictures_has_none(bjorkhamn):
    assert pictured_card(HelpPlace(PlaceFactory(municipality=bjorkhamn), OPEN, None))["picture"] == ""


@pytest.mark.parametrize(
    ("ways", "eid", "kinds"),
    [
        (Ways(online=True, phone=False, visit=True, eid_need=EidNeed.HIGH), "needed", ["online", "visit"]),
        (Ways(online=True, phone=False, visit=False, eid_need=EidNeed.NONE), "none", ["online"]),
        (Ways(online=False, phone=True, visit=False, eid_need=EidNeed.NONE), "", ["phone"]),
    ],
)
def test_service_card_tells_the_ways_and_whether_eid_is_needed(ways, eid, kinds):
    summary = ServiceSummary("bygglov", Text("Bygglov", "sv"), Text("Sök.", "sv"), Text("Bygg", "sv"), ways)
    assert service_card(summary) == {
        "title": "Bygglov",
        "url": "/bjorkhamn/en/services/bygglov/",
        "summary": "Sök.",
        "lang": "sv",
        "organisation": "Bygg",
        "eid": eid,
        "channel_kinds": kinds,
    }


FIELDS = ("text", "url", "eid", "phone", "email", "address", "state", "open_text", "place_name", "place_url")
EMPTY = dict.fromkeys(FIELDS, "")
OPENING = {"state": "open", "open_text": "Open now until 16:00"}
AT = {"place_name": "Library", "place_url": "/bjorkhamn/en/places/bibliotek/"}


@pytest.mark.parametrize(
    ("channel", "places", "told"),
    [
        ({"kind": "online", "url": "https://example.org/", "eid_need": "some", "label": {"en": "Apply"}}, [found()],
         {"url": "https://example.org/", "eid": "some", "text": "Apply"}),
        ({"kind": "phone", "number": "0123"}, [], {"phone": "0123"}),
        ({"kind": "phone", "number": "0123"}, [found()], {"phone": "0123"} | OPENING),
        ({"kind": "visit"}, [found(), found(slug="other")], {"address": "Storgatan 1, Hamn"} | OPENING | AT),
        ({"kind": "visit", "address": "Rum 2"}, [found()], {"address": "Rum 2"} | OPENING | AT),
        ({"kind": "post", "address": "Box 1"}, [found()], {"address": "Box 1"}),
        ({"kind": "email", "email": "a@example.org"}, [], {"email": "a@example.org"}),
    ],
)  # fmt: skip
def test_channel_card_tells_how_to_reach_it_and_what_of_the_place_that_answers_matters(channel, places, told):
    assert answered_card(Channel(**channel), places) == {"kind": channel["kind"]} | EMPTY | told
