"""Writes: what is taught, and for whom it can be kept together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db import transaction

from verkstad.core import audit
from verkstad.courses.models import Course, Unit
from verkstad.identity.models import Membership
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class CourseData:
    """All that is known of a course but its dates; texts by language code."""

    slug: str
    title: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)
    package: Package | None = None
    modules: list[str] = field(default_factory=list)


@transaction.atomic
def save_course(data: CourseData, *, municipality: Municipality, by: str = audit.SYSTEM) -> Course:
    """Make the course, or change it."""
    courses = Course.objects.select_for_update().filter(municipality=municipality, slug=data.slug)
    course = courses.first() or Course(municipality=municipality)
    changed = [one.name for one in fields(CourseData) if getattr(course, one.name) != getattr(data, one.name)]
    for name in changed:
        setattr(course, name, getattr(data, name))
    course.save()
    audit.record("course.saved", target=course, by=by, municipality=municipality.slug, changed=changed)
    return course


@transaction.atomic
def withdraw_course(course: Course, *, now: datetime, by: str) -> None:
    """Show it to nobody any more. Its dates are cancelled one by one, so that everybody is told."""
    _set_withdrawn(course, now)
    audit.record("course.withdrawn", target=course, by=by, municipality=course.municipality.slug)


@transaction.atomic
def bring_back_course(course: Course, *, by: str) -> None:
    """Show it again."""
    _set_withdrawn(course, None)
    audit.record("course.brought_back", target=course, by=by, municipality=course.municipality.slug)


@transaction.atomic
def save_unit(
    name: str,
    kind: str,
    *,
    municipality: Municipality,
    manager: Membership | None,
    unit: Unit | None = None,
    by: str = audit.SYSTEM,
) -> Unit:
    """Make a workplace or an association, or change it."""
    unit = unit or Unit(municipality=municipality)
    unit.name, unit.kind, unit.manager = name, kind, manager
    unit.save()
    audit.record("unit.saved", target=unit, by=by, municipality=municipality.slug)
    return unit


def _set_withdrawn(course: Course, at: datetime | None) -> None:
    course.withdrawn_at = at
    course.save(update_fields=["withdrawn_at", "updated_at"])
