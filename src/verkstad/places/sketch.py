"""A small map without a map: where places lie from each other, drawn into a box of 600 by 400."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from verkstad.places.models import Place
from verkstad.places.position import KILOMETRES_PER_DEGREE, Position
from verkstad.places.queries import HelpPlace

WIDTH, HEIGHT = 600.0, 400.0
SMALLEST_SPAN = 0.004  # degrees of latitude, about 450 m: nearer places are not blown up to fill the box
NEIGHBOURS = 6
SCALE_BARS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)  # kilometres


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place on the sketch."""

    x: int
    y: int
    number: int
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of a round length."""

    width: int
    label: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What components/map.html draws."""

    pins: list[Pin]
    you: Point | None
    scale: Scale


def sketch(places: Sequence[HelpPlace], first_number: int, reader: Position | None) -> Sketch | None:
    """The places that have a door and a position, numbered as in the list beside, and the reader where known.

    None when there are fewer than two points: one alone shows nothing.
    """
    shown = [
        (number, found, position)
        for number, found in enumerate(places, first_number)
        if found.place.has_door and (position := found.place.position)
    ]
    positions = [position for _number, _found, position in shown] + ([reader] if reader else [])
    if len(positions) < 2:
        return None
    points, units_per_degree = lay_out(positions)
    you = points.pop() if reader else None
    pins = [
        Pin(point.x, point.y, number, str(found.place.name), found.opening.is_open)
        for point, (number, found, _position) in zip(points, shown, strict=True)
    ]
    return Sketch(pins, you, _scale(units_per_degree / KILOMETRES_PER_DEGREE))


def sketch_around(position: Position | None, places: Sequence[Place]) -> Sketch | None:
    """A position, drawn as the reader's, and the nearest of the places; None where there is nothing to compare."""
    if position is None or not places:
        return None
    near = sorted(places, key=lambda place: position.kilometres_to(_position(place)))[:NEIGHBOURS]
    points, units_per_degree = lay_out([position, *map(_position, near)])
    pins = [
        Pin(point.x, point.y, number, str(place.name), is_open=False)
        for number, (point, place) in enumerate(zip(points[1:], near, strict=True), 1)
    ]
    return Sketch(pins, points[0], _scale(units_per_degree / KILOMETRES_PER_DEGREE))


def _position(place: Place) -> Position:
    """Of a place that has one."""
    return place.position or Position(0, 0)


def lay_out(positions: Sequence[Position]) -> tuple[list[Point], float]:
    """The positions in the box, north up, the same scale both ways, the whole in the middle; and units per degree."""
    shrink = cos(radians(sum(position.latitude for position in positions) / len(positions)))
    east = [position.longitude * shrink for position in positions]
    north = [position.latitude for position in positions]
    units = min(
        WIDTH / max(max(east) - min(east), SMALLEST_SPAN),
        HEIGHT / max(max(north) - min(north), SMALLEST_SPAN),
    )
    middle_east, middle_north = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    points = [
        Point(round(WIDTH / 2 + (x - middle_east) * units), round(HEIGHT / 2 - (y - middle_north) * units))
        for x, y in zip(east, north, strict=True)
    ]
    return points, units


def _scale(units_per_kilometre: float) -> Scale:
    """The longest bar of a round length that takes no more than a third of the width."""
    fitting = [bar for bar in SCALE_BARS if bar * units_per_kilometre <= WIDTH / 3] or [SCALE_BARS[0]]
    bar = fitting[-1]
    return Scale(round(bar * units_per_kilometre), f"{bar:g} km" if bar >= 1 else f"{bar * 1000:g} m")
