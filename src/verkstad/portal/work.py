"""What a member has to do, gathered from all apps: for the page where they begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.core.outbox import count_stuck
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Part
from verkstad.municipalities.queries import settings_draft
from verkstad.places.queries import holidays_to_confirm
from verkstad.search.queries import count_failed
from verkstad.services import queries as services

# From this month on, the holidays of next year are to be confirmed.
NOVEMBER = 11


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and the page where it is done."""

    words: str
    url: str


def tasks_of(member: Membership, today: date) -> list[Task]:
    """What waits for this member, in the order in which residents would miss it."""
    found: list[Task] = []
    if member.has(Role.SERVICE_OWNER):
        found += [*_unsaved(member), *_reviews(member, today)]
    if member.has(Role.EDITOR):
        found += [*_searches(member, today), *_holidays(member, today)]
    if member.has(Role.COORDINATOR):
        found += _entries(member, today)
    if member.has(Role.ADMINISTRATOR):
        found += _administration(member)
    return found


def _unsaved(member: Membership) -> Iterator[Task]:
    for slug, name in services.kept_edits(member):
        words = _("Your change of “%(name)s” is not saved: somebody changed the same") % {"name": name}
        yield Task(words, reverse("services:edit", args=[slug]))


def _reviews(member: Membership, today: date) -> Iterator[Task]:
    if count := services.count_due(member.municipality, at=today, owner=member.user):
        words = ngettext(
            "%(number)s of your services is due for review", "%(number)s of your services are due for review", count
        )
        yield Task(words % {"number": count}, reverse("services:due"))


def _searches(member: Membership, today: date) -> Iterator[Task]:
    if count := count_failed(member.municipality, today):
        words = _("Words searched for this week without a sure answer: %(number)s")
        yield Task(words % {"number": count}, reverse("search:failed"))


def _holidays(member: Membership, today: date) -> Iterator[Task]:
    if not member.municipality.has(Part.PLACES):
        return
    for year in (today.year, today.year + 1) if today.month >= NOVEMBER else (today.year,):
        if any(day.date >= today for day in holidays_to_confirm(member.municipality, year)):
            words = _("The holidays of %(year)s are not confirmed yet") % {"year": year}
            yield Task(words, reverse("places:staff-holidays", args=[year]))


def _entries(member: Membership, today: date) -> Iterator[Task]:
    if count := services.count_due(member.municipality, at=today):
        words = ngettext(
            "%(number)s service in all is due for review", "%(number)s services in all are due for review", count
        )
        yield Task(words % {"number": count}, reverse("services:due"))
    if count := services.orphans(member.municipality):
        words = ngettext("Nobody looks after %(number)s service", "Nobody looks after %(number)s services", count)
        yield Task(words % {"number": count}, reverse("services:owners"))
    if count := len(services.dead_links(member.municipality)):
        words = ngettext("%(number)s link leads nowhere", "%(number)s links lead nowhere", count)
        yield Task(words % {"number": count}, reverse("services:dead-links"))


def _administration(member: Membership) -> Iterator[Task]:
    if settings_draft(member.municipality):
        yield Task(_("A draft of the settings is waiting to be published"), reverse("identity:settings"))
    if count := count_stuck(member.municipality.slug):
        words = ngettext("%(number)s letter could not be sent", "%(number)s letters could not be sent", count)
        yield Task(words % {"number": count}, reverse("identity:mail"))
