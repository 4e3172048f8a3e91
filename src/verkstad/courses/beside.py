"""What pages below this app show of courses: where what a package teaches is learnt together with others."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from verkstad.courses import words
from verkstad.courses.queries.listing import dates_of_package
from verkstad.learning.models import PackageEdition
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Together:
    title: object
    when: str
    where: str
    left: str
    url: str


def learnt_together(municipality: Municipality, edition: PackageEdition) -> list[Together]:
    """The next dates of courses on the package; named by settings.LEARNT_TOGETHER."""
    return [
        Together(
            one.date.course.title,
            capfirst(words.session(one.sessions[0])),
            words.where(one.date),
            words.left(one),
            reverse("course-pages:date", args=[one.date.course.slug, one.date.pk]),
        )
        for one in dates_of_package(municipality, edition.package.key, timezone.now())
    ]
