"""Who came to courses, as tables: how many, by course, place, unit and age."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from verkstad.core.ages import AgeBand
from verkstad.courses.models import Course, Unit
from verkstad.measurement.queries.learnt import AtCourses, Came
from verkstad.measurement.tables import Column, Table, side_by_side
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


def tables(municipality: Municipality, found: AtCourses, *, exact: bool) -> list[Table]:
    courses = {course.pk: str(course.title) for course in Course.objects.filter(municipality=municipality)}
    places = {place.pk: str(place.name) for place in Place.objects.filter(municipality=municipality).order_by("pk")}
    units = {unit.pk: unit.name for unit in Unit.objects.filter(municipality=municipality)}
    ages = dict(AgeBand.choices)
    no_place, no_unit, no_age = _("Online"), _("No unit"), _("Not said")
    in_order = [*AgeBand.values, ""]
    return [
        _given(_("At courses, by course"), _("Course"), found.courses, courses.__getitem__, exact=exact),
        _given(_("At courses, by place"), _("Place"), found.places, lambda key: places.get(key, no_place), exact=exact),
        _people(
            _("At courses, by unit"),
            _("Unit"),
            _by_name(found.units, lambda key: units.get(key, no_unit)),
            lambda key: units.get(key, no_unit),
            exact=exact,
        ),
        _people(
            _("At courses, by age"),
            _("Age"),
            {key: found.age_bands[key] for key in in_order if key in found.age_bands},
            lambda key: str(ages.get(key, no_age)),
            exact=exact,
        ),
    ]


def _by_name(found: Mapping[Any, Came], name: Callable[[Any], str]) -> dict[Any, Came]:
    """Those to which anybody came."""
    rows = [key for key, came in found.items() if came.people.number or came.people.before]
    return {key: found[key] for key in sorted(rows, key=lambda key: (key is None, name(key)))}


def _given(caption: str, head: str, found: Mapping[Any, Came], name: Callable[[Any], str], *, exact: bool) -> Table:
    """Most people first, with how many dates and seats there were, which are nobody's."""
    rows = sorted(found, key=lambda key: (-found[key].people.number, name(key)))
    columns = [
        Column(_("Course dates"), [found[key].dates for key in rows], is_of_people=False),
        Column(_("Seats"), [found[key].seats for key in rows], is_of_people=False),
        _came(found[key] for key in rows),
    ]
    return side_by_side(caption, head, [(name(key), "") for key in rows], columns, exact=exact)


def _people(caption: str, head: str, found: Mapping[Any, Came], name: Callable[[Any], str], *, exact: bool) -> Table:
    return side_by_side(caption, head, [(name(key), "") for key in found], [_came(found.values())], exact=exact)


def _came(rows: Iterable[Came]) -> Column:
    people = [row.people for row in rows]
    return Column(_("People who came"), [one.number for one in people], [one.before for one in people])
