"""Reads: what is taught at a course date, for those who teach it."""

from collections.abc import Sequence

from verkstad.courses.queries.dates import Given
from verkstad.learning.models import ModuleText, PackageEdition, State
from verkstad.learning.queries.reading import modules_of


def modules_taught(given: Given, languages: Sequence[str]) -> list[ModuleText]:
    """In order, each in the first of the languages that has it; none for what has no package or a withdrawn one."""
    course = given.date.course
    edition = PackageEdition.objects.filter(package=course.package_id, state=State.PUBLISHED).order_by("pk").first()
    texts = modules_of(edition, languages) if edition else []
    return [text for text in texts if not course.modules or text.module.key in course.modules]
