import pytest

from tests.factories.places import PlaceFactory
from verkstad.places.access import get_place_for_resident
from verkstad.places.models import Place


def test_resident_sees_a_published_place(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, slug="biblioteket")
    assert get_place_for_resident(bjorkhamn, "biblioteket") == place


def test_resident_does_not_see_a_withdrawn_place(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, slug="biblioteket", is_published=False)
    with pytest.raises(Place.DoesNotExist):
        get_place_for_resident(bjorkhamn, "biblioteket")


def test_resident_does_not_see_a_place_of_another_municipality(bjorkhamn, egesund):
    PlaceFactory(municipality=bjorkhamn, slug="biblioteket")
    with pytest.raises(Place.DoesNotExist):
        get_place_for_resident(egesund, "biblioteket")


def test_resident_sees_no_place_where_places_are_switched_off(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, slug="biblioteket")
    bjorkhamn.parts = []
    with pytest.raises(Place.DoesNotExist):
        get_place_for_resident(bjorkhamn, "biblioteket")
