"""The monthly letter to those who look after services."""

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from verkstad.core.outbox import write_letter
from verkstad.core.translated import reading_in
from verkstad.identity.links import front_of
from verkstad.identity.models import Membership, Role
from verkstad.identity.queries import members
from verkstad.municipalities.models import Municipality
from verkstad.services import letters
from verkstad.services.queries import count_due, due_for_review, orphans


@transaction.atomic
def write_owner_letters(municipality: Municipality, *, today: date) -> None:
    """To each who looks after services: theirs that are due before the month is over. Once, however often it is called.

    Coordinators are also told how many nobody looks after, and all what other apps know of their services (see
    settings.OWNER_NEWS), so that one letter tells everything. Who has nothing to do or learn gets no letter. Raises
    LookupError when the municipality has no host name.
    """
    without_owner = orphans(municipality)
    fronts = {language: front_of(municipality, language) for language in municipality.languages}
    for member in members(municipality, Role.SERVICE_OWNER):
        with reading_in(member.reads, municipality.main_language):
            _write(member, letters.Month(municipality, today, fronts[member.reads], without_owner))


def _write(member: Membership, month: letters.Month) -> None:
    until = month.day.replace(day=monthrange(month.day.year, month.day.month)[1])
    due = due_for_review(month.municipality, at=until, owner=member.user, at_most=letters.AT_MOST)
    hands_over = member.has(Role.COORDINATOR)
    is_due = bool(due) or (hands_over and month.orphans > 0)
    told = (import_string(name)(member, day=month.day, front=month.front) for name in settings.OWNER_NEWS)
    news = [words for words in told if words]
    if not is_due and not news:
        return
    count = count_due(month.municipality, at=until, owner=member.user)
    write_letter(
        to=member.user.email,
        subject=letters.subject(month, is_due=is_due),
        text=letters.text(member.user.name, month, due, count, hands_over=hands_over, news=news),
        language=member.reads,
        kind="owner",
        key=f"owner-{month.day:%Y-%m}-{member.pk}",
        municipality=month.municipality.slug,
    )
