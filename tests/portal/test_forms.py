import pytest

from tests.factories.places import PlaceFactory
from verkstad.places.position import Position
from verkstad.portal.forms import PositionForm, Where


@pytest.fixture
def town(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, district="Åsen", latitude=56.0, longitude=12.0)
    return bjorkhamn


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, Where()),
        ({"lat": "55.5", "lon": "13.25"}, Where(Position(55.5, 13.25))),
        ({"lat": "0", "lon": "0"}, Where(Position(0.0, 0.0))),
        ({"lat": "55.5", "lon": "13.25", "district": "Åsen"}, Where(Position(55.5, 13.25))),
        ({"district": " asen "}, Where(Position(56.0, 12.0), "asen")),
        ({"district": "Nowhere"}, Where(None, "Nowhere", is_unknown=True)),
        ({"lat": "55.5"}, Where()),
        ({"lon": "13.25"}, Where()),
        ({"lat": "91", "lon": "0"}, Where()),
        ({"lat": "north", "lon": "nan", "district": "Åsen"}, Where(Position(56.0, 12.0), "Åsen")),
        ({"district": "x" * 101}, Where()),
        ({"district": "Ås\x00en"}, Where()),
    ],
)
def test_where_the_reader_is(town, given, where):
    assert PositionForm(given).where(town) == where


def test_district_of_another_municipality_is_unknown(town, egesund):
    assert PositionForm({"district": "Åsen"}).where(egesund) == Where(None, "Åsen", is_unknown=True)
