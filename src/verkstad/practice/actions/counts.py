"""Writes: what was practised, counted without persons, and how far a group has come."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.practice.models import Counted, Learner, PracticeCopy, PracticeGroup, State

MOST_LEARNERS = 200
MOST_HINTS = 9999
# A lesson is over by then, whether or not anybody remembers to say so.
OPEN_FOR = timedelta(hours=12)

# One statement, so that whoever counts at the same moment waits for the row and for nothing else.
_COUNT = """
INSERT INTO practice_practicecount (copy_id, day, step, what, number) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (copy_id, day, step, what) DO UPDATE SET number = practice_practicecount.number + 1
"""


class NotShown(Exception):
    """Residents do not see the copy, so nobody can practise with it."""


class Over(Exception):
    """The group is closed."""


class Full(Exception):
    """More take part in a group than anybody can teach."""


@transaction.atomic
def count(copy: PracticeCopy, what: Counted, *, step: str = "") -> None:
    """One more today."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [copy.pk, timezone.localdate(), step, what])


@transaction.atomic
def open_group(copy: PracticeCopy, *, tutor: User, by: str = audit.SYSTEM) -> PracticeGroup:
    """A group that learners join by its code; raises NotShown."""
    if not copy.editions.filter(state=State.PUBLISHED).exists():
        raise NotShown
    municipality = copy.municipality
    group = PracticeGroup.objects.create(
        municipality=municipality, copy=copy, opened_by=tutor, opened_at=timezone.now()
    )
    audit.record("practice_group.opened", target=group, by=by, municipality=municipality.slug)
    return group


@transaction.atomic
def close_group(group: PracticeGroup, *, by: str = audit.SYSTEM) -> None:
    """The code leads nowhere any more, and those who came are forgotten. Once, however often it is called."""
    found = _locked(group)
    if found.closed_at:
        return
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    found.learners.all().delete()
    audit.record("practice_group.closed", target=found, by=by, municipality=found.municipality.slug)


def close_forgotten_groups() -> None:
    """Those that have been open for as long as a group is."""
    opened_before = timezone.now() - OPEN_FOR
    for group in PracticeGroup.objects.filter(closed_at=None, opened_at__lte=opened_before).order_by("pk"):
        close_group(group)


@transaction.atomic
def note_learner(group: PracticeGroup, learner: UUID, what: Counted, *, step: str) -> None:
    """Where one in the group is; raises Full and Over. Only who comes in waits for others who do."""
    if _move(group, learner, what, step):
        return
    if _locked(group).closed_at:
        raise Over
    if _move(group, learner, what, step):
        return
    if group.learners.count() >= MOST_LEARNERS:
        raise Full
    Learner.objects.create(group=group, key=learner, seen_at=timezone.now())
    _move(group, learner, what, step)


def _move(group: PracticeGroup, learner: UUID, what: Counted, step: str) -> bool:
    """Whether the learner is known."""
    now = timezone.now()
    changes: dict[str, Any] = {"finished_at": now} if what == Counted.FINISHED else {"step": step}
    if what == Counted.HINT:
        changes["hints"] = Least(F("hints") + 1, MOST_HINTS)
    return bool(Learner.objects.filter(group=group, key=learner).update(seen_at=now, **changes))


def _locked(group: PracticeGroup) -> PracticeGroup:
    """As it is now, and as it stays until this is done."""
    return PracticeGroup.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=group.pk)
