"""What was learnt, as one report: at one's own pace, at courses, and both together.

Learning by oneself is counted without name, place or age; what is few is hidden all the same. Who came to courses is
divided by unit and by age, so there it matters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark, mark
from verkstad.courses.models import Course
from verkstad.learning.models import Counted
from verkstad.measurement import learnt_alone, learnt_at_courses
from verkstad.measurement.learnt_alone import Taught, figures_column
from verkstad.measurement.queries.figures import Figure
from verkstad.measurement.queries.learnt import (
    AtCourses,
    OwnPace,
    WantedLearning,
    at_courses,
    by_ambassadors,
    own_pace,
    summed,
)
from verkstad.measurement.tables import Cell, Column, Table, cell, side_by_side
from verkstad.municipalities.models import Municipality
from verkstad.practice.digcomp import AREAS


@dataclass(frozen=True, slots=True)
class Sum:
    """One of the figures above the tables."""

    name: str
    number: Cell
    before: Cell


@dataclass(frozen=True, slots=True)
class Report:
    sums: list[Sum]
    tables: list[Table]


def report(municipality: Municipality, wanted: WantedLearning, *, exact: bool) -> Report:
    """Tables without rows are left out; lesson by lesson only for one package."""
    own, courses = own_pace(municipality, wanted), at_courses(municipality, wanted)
    taught = by_ambassadors(municipality, wanted)
    modules = learnt_alone.modules_taught(municipality, wanted.package_id)
    tables = [
        learnt_alone.by_package(own, modules, exact=exact),
        *learnt_alone.by_module(own, modules, exact=exact),
        *(learnt_alone.by_lesson(own, modules, exact=exact) if wanted.package_id else []),
        learnt_alone.by_language(own, exact=exact),
        *learnt_at_courses.tables(municipality, courses, exact=exact),
        _by_ambassadors(taught, modules, exact=exact),
        _by_area(municipality, own, courses, modules, exact=exact),
        _by_month(own, courses, wanted, exact=exact),
    ]
    is_anything = own.sums or courses.courses or taught
    return Report(_sums(own, courses, exact=exact), [table for table in tables if is_anything and table.rows])


def _sums(own: OwnPace, courses: AtCourses, *, exact: bool) -> list[Sum]:
    figures = {
        _("Modules begun"): own.of(Counted.STARTED),
        _("Modules proved"): own.of(Counted.PROVED),
        _("Whole packages proved"): own.of(Counted.COMPLETED),
        _("People at courses"): summed(one.people for one in courses.courses.values()),
    }

    def shown(number: int) -> Cell:
        return cell(number, Mark.SHOWN if exact else mark(number))

    return [Sum(name, shown(figure.number), shown(figure.before)) for name, figure in figures.items()]


def _by_area(
    municipality: Municipality, own: OwnPace, courses: AtCourses, modules: list[Taught], *, exact: bool
) -> Table:
    """A module that trains two areas is counted in both, and so is who came to a course with it."""
    of_courses = {course.pk: _areas_of(course, modules) for course in Course.objects.filter(municipality=municipality)}
    areas = {area: [one for one in modules if area in one.areas] for area in AREAS}
    rows = [area for area in AREAS if areas[area]]
    came = [
        summed(one.people for course, one in courses.courses.items() if area in of_courses[course]) for area in rows
    ]
    columns = [
        figures_column(_("Modules begun"), [learnt_alone.of(own, areas[area], Counted.STARTED) for area in rows]),
        figures_column(_("Modules proved"), [learnt_alone.of(own, areas[area], Counted.PROVED) for area in rows]),
        figures_column(_("People at courses"), came),
    ]
    names = [(f"{area}. {AREAS[area]}", "") for area in rows]
    caption = _("By area of DigComp; a module may train several")
    return side_by_side(caption, _("Area"), names, columns, exact=exact, adds_up=False)


def _areas_of(course: Course, modules: Iterable[Taught]) -> set[str]:
    """Of all modules of its package, or of those that it names."""
    of_package = [one for one in modules if one.package_id == course.package_id]
    return {area for one in of_package if not course.modules or one.key in course.modules for area in one.areas}


def _by_ambassadors(taught: Mapping[int, Figure], modules: Iterable[Taught], *, exact: bool) -> Table:
    packages = {one.package_id: one.package for one in modules if one.package_id in taught}
    columns = [figures_column(_("People taught"), [taught[package] for package in packages])]
    names = [(title, "") for title in packages.values()]
    caption = _("By ambassadors, besides course dates, as they say")
    return side_by_side(caption, _("Package"), names, columns, exact=exact)


def _by_month(own: OwnPace, courses: AtCourses, wanted: WantedLearning, *, exact: bool) -> Table:
    months = wanted.period.months
    came = [courses.months[month].people.number if month in courses.months else 0 for month in months]
    columns = [
        Column(_("Modules begun"), [own.months.get((month, Counted.STARTED), 0) for month in months]),
        Column(_("Modules proved"), [own.months.get((month, Counted.PROVED), 0) for month in months]),
        Column(_("People at courses"), came),
    ]
    names = [(date_format(month, "F Y"), "") for month in months]
    return side_by_side(_("Month by month"), _("Month"), names, columns, exact=exact)
