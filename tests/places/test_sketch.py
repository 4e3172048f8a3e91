import pytest

from tests.factories.places import moment
from verkstad.places.board import Opening
from verkstad.places.models import Place
from verkstad.places.opening_hours.model import State
from verkstad.places.position import Position
from verkstad.places.queries import HelpPlace
from verkstad.places.sketch import Pin, Point, Scale, lay_out, sketch

CLOSED = Opening(moment("2026-11-23 12:00"))


def found(latitude, longitude, name="Plats", opening=CLOSED, kind="library"):
    place = Place(name={"sv": name}, latitude=latitude, longitude=longitude, kind=kind)
    return HelpPlace(place, opening, None)


def test_places_are_numbered_pins_as_in_the_list():
    is_open = Opening(CLOSED.now, State.OPEN)
    drawn = sketch([found(56.0, 12.0, "Norr", is_open), found(None, None), found(55.0, 12.0, "Söder")], 21, None)
    assert drawn.pins == [Pin(300.0, 0.0, 21, "Norr", is_open=True), Pin(300.0, 400.0, 23, "Söder", is_open=False)]


def test_reader_is_on_the_sketch():
    drawn = sketch([found(56.0, 12.0)], 1, Position(55.0, 12.0))
    assert (len(drawn.pins), drawn.you) == (1, Point(300.0, 400.0))


def test_sketch_without_a_known_reader_shows_none():
    assert sketch([found(56.0, 12.0), found(55.0, 12.0)], 1, None).you is None


@pytest.mark.parametrize("places", [[], [found(56.0, 12.0)], [found(56.0, 12.0), found(55.0, 12.0, kind="phone_line")]])
def test_fewer_than_two_points_make_no_sketch(places):
    assert sketch(places, 1, None) is None


def test_reader_alone_makes_no_sketch():
    assert sketch([found(None, None)], 1, Position(56.0, 12.0)) is None


def test_points_keep_their_shape_and_stand_in_the_middle():
    points, units_per_degree = lay_out([Position(60.5, 12.0), Position(59.5, 12.0), Position(60.0, 13.0)])
    assert (points, units_per_degree) == ([Point(200.0, 0.0), Point(200.0, 400.0), Point(400.0, 200.0)], 400.0)


def test_wide_layout_fills_the_width():
    points, _units = lay_out([Position(0.0, 12.0), Position(0.0, 14.0)])
    assert points == [Point(0.0, 200.0), Point(600.0, 200.0)]


def test_places_close_together_are_not_blown_up():
    points, _units = lay_out([Position(56.0, 12.0), Position(56.0004, 12.0)])
    assert points == [Point(300.0, 220.0), Point(300.0, 180.0)]


@pytest.mark.parametrize(
    ("degrees", "scale"),
    [
        (0.0, Scale(180, "200 m")),
        (0.1, Scale(180, "5 km")),
        (1.0, Scale(180, "50 km")),
        (60.0, Scale(6.0, "100 km")),
    ],
)
def test_scale_is_the_longest_round_bar_that_takes_a_third_of_the_width(degrees, scale):
    assert sketch([found(0.0, 12.0), found(degrees, 12.0)], 1, None).scale == scale
