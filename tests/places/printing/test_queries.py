from tests.factories.places import PlaceFactory
from tests.factories.services import ChannelFactory, ServiceFactory
from verkstad.municipalities.models import Part
from verkstad.places import queries


def test_places_that_residents_see_come_by_name(bjorkhamn, egesund):
    for name, values in {"Öster": {}, "alfa": {}, "Dold": {"is_published": False}}.items():
        PlaceFactory(municipality=bjorkhamn, name={"sv": name}, **values)
    PlaceFactory(municipality=egesund)
    assert [str(place.name) for place in queries.places_that_residents_see(bjorkhamn)] == ["alfa", "Öster"]


def test_there_are_none_where_places_are_switched_off(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn)
    bjorkhamn.parts.remove(Part.PLACES.value)
    assert queries.places_that_residents_see(bjorkhamn) == []


def test_errands_are_counted_once_however_many_ways_lead_to_them(bjorkhamn, library):
    both, online, hidden = (ServiceFactory(municipality=bjorkhamn, **it) for it in ({}, {}, {"status": "draft"}))
    library.channels.add(
        ChannelFactory(service=both, kind="visit"),
        ChannelFactory(service=both, kind="phone", number="112", position=1),
        ChannelFactory(service=online, kind="online", url="https://example.org/"),
        ChannelFactory(service=hidden, kind="visit"),
    )
    assert queries.errands_without_eid(library) == 1
