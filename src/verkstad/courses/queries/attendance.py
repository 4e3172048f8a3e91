"""Reads: who was there, and what that proves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Count, QuerySet

from verkstad.core.translated import Text
from verkstad.courses.models import Attendance, SignUp, SignUpState
from verkstad.courses.queries.dates import Given, sign_ups_of
from verkstad.learning.models import PackageEdition, State, Way
from verkstad.learning.queries.reading import modules_of
from verkstad.learning.receipts import receipt

# Whoever misses one session of four has still taken the course.
ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Proved:
    """A module that the course has proved, as the browser keeps it; ``name`` is package and module."""

    name: str
    title: Text
    receipt: str


@dataclass(frozen=True, slots=True)
class Line:
    """One on the list, and at which sessions (ids) they were."""

    sign_up: SignUp
    sessions: frozenset[int]


def sessions_needed(given: Given) -> int:
    """At how many somebody must have been to have taken the course."""
    return ceil(ENOUGH * len(given.sessions))


def who_took(given: Given) -> QuerySet[SignUp]:
    """Those who were at enough of its sessions."""
    came = given.date.sign_ups.filter(state=SignUpState.SEATED).annotate(times=Count("attendances"))
    return came.filter(times__gte=sessions_needed(given))


def has_taken(sign_up: SignUp, given: Given, now: datetime) -> bool:
    """Whether the last session is over and they were at enough."""
    return now >= given.ends and who_took(given).filter(pk=sign_up.pk).exists()


def attendance_list(given: Given) -> list[Line]:
    """All who have not cancelled, in two queries."""
    there: dict[int, set[int]] = {}
    noted = Attendance.objects.filter(session__course_date=given.date).order_by("pk")
    for sign_up, session in noted.values_list("sign_up", "session"):
        there.setdefault(sign_up, set()).add(session)
    return [Line(one, frozenset(there.get(one.pk, ()))) for one in sign_ups_of(given.date)]


def edition_taught(given: Given) -> PackageEdition | None:
    """The published edition of what the course is on, if attending proves it."""
    editions = PackageEdition.objects.filter(package=given.date.course.package_id, state=State.PUBLISHED)
    proving = editions.filter(proved_by__contains=[Way.COURSE])
    return proving.select_related("package").order_by("pk").first()


def proved_by(given: Given, languages: Sequence[str]) -> list[Proved]:
    """What whoever has taken the course is given for their browser, in the first language that there is."""
    edition = edition_taught(given)
    if edition is None:
        return []
    key, wanted = edition.package.key, given.date.course.modules
    return [
        Proved(
            f"{key}/{text.module.key}",
            Text(text.title, text.language),
            receipt(edition, text.module.key, Way.COURSE),
        )
        for text in modules_of(edition, languages)
        if not wanted or text.module.key in wanted
    ]
