import pytest

from tests.factories.places import PlaceFactory
from verkstad.places.position import Position
from verkstad.places.queries import position_of

HERE = Position(56.0, 12.0)


@pytest.mark.parametrize(
    ("there", "kilometres"),
    [(HERE, 0), (Position(57.0, 12.0), 111.2), (Position(56.0, 13.0), 62.2), (Position(55.0, 12.0), 111.2)],
)
def test_distance_is_as_the_crow_flies(there, kilometres):
    assert round(HERE.kilometres_to(there), 1) == kilometres


@pytest.fixture
def _places(bjorkhamn):
    PlaceFactory(
        municipality=bjorkhamn,
        street="Sjögatan 3",
        postcode="123 45",
        city="Ålunda",
        district="Västra Åsen",
        latitude=56.0,
        longitude=12.0,
    )
    PlaceFactory(
        municipality=bjorkhamn,
        street="Torget 1",
        postcode="123 67",
        city="Ålunda",
        district="Centrum",
        latitude=58.0,
        longitude=14.0,
    )
    PlaceFactory(municipality=bjorkhamn, city="Fjärran")


@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize("words", ["Västra Åsen", "vastra asen", " åsen ", "Sjögatan", "sjogatan 3", "123 45", "12345"])
def test_district_street_and_postcode_lie_where_their_place_lies(bjorkhamn, words):
    assert position_of(bjorkhamn, words) == (56.0, 12.0)


@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize("words", ["Ålunda", "alunda", "ÅLUNDA"])
def test_town_lies_in_the_middle_of_its_places(bjorkhamn, words):
    assert position_of(bjorkhamn, words) == (57.0, 13.0)


@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize(
    "words", ["", "  ", "%", "_", "Sj%gatan", "Sjogatan_3", "\\", "'", "Okänd", "lunda", "Fjärran"]
)
def test_what_is_no_place_here_lies_nowhere(bjorkhamn, words):
    assert position_of(bjorkhamn, words) is None


@pytest.mark.usefixtures("_places")
def test_places_of_another_municipality_are_not_asked(egesund):
    assert position_of(egesund, "Ålunda") is None
