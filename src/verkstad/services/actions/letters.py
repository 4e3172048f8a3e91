"""The monthly letter to those who look after services."""

from calendar import monthrange
from datetime import date

from django.db import transaction

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

    Coordinators are also told how many nobody looks after. Who has nothing to do gets no letter. Raises LookupError
    when the municipality has no host name.
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
    if not due and not (hands_over and month.orphans):
        return
    count = count_due(month.municipality, at=until, owner=member.user)
    write_letter(
        to=member.user.email,
        subject=letters.subject(month),
        text=letters.text(member.user.name, month, due, count, hands_over=hands_over),
        language=member.reads,
        kind="owner",
        key=f"owner-{month.day:%Y-%m}-{member.pk}",
        municipality=month.municipality.slug,
    )
