"""Writes: the holidays a municipality confirms."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from verkstad.core import audit
from verkstad.core.outbox import write_letter
from verkstad.core.translated import reading_in
from verkstad.identity.models import Role
from verkstad.identity.queries import members
from verkstad.municipalities.models import Municipality
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import ConfirmedHoliday

REMINDER = gettext_noop(
    "Hello,\n\n"
    "Nobody has confirmed yet which holidays %(municipality)s has in %(year)s. Until then, places are shown as open "
    "on them.\n\n"
    "Sign in, choose Places and hours, then Holidays. It takes a minute: the days are filled in already."
)


class UnknownHoliday(Exception):
    """The date lies outside the year that is being confirmed."""


@transaction.atomic
def confirm_holidays(
    municipality: Municipality,
    year: int,
    days: Iterable[tuple[date, Mapping[str, str], bool]],
    *,
    by: str = audit.SYSTEM,
) -> None:
    """Settle all holidays of a year: date, names by language, and whether it counts as a holiday here.

    Raises UnknownHoliday for a date of another year.
    """
    renew_board(municipality)
    rows = [
        ConfirmedHoliday(municipality=municipality, date=day, name=dict(name), is_closed=is_closed)
        for day, name, is_closed in days
    ]
    if strays := [row.date for row in rows if row.date.year != year]:
        raise UnknownHoliday(f"{strays[0]} is not in {year}.")
    ConfirmedHoliday.objects.filter(municipality=municipality, date__year=year).delete()
    ConfirmedHoliday.objects.bulk_create(rows)
    closed = [row.date.isoformat() for row in rows if row.is_closed]
    audit.record(
        "holidays.confirmed", target=municipality, by=by, municipality=municipality.slug, year=year, closed=closed
    )


@transaction.atomic
def write_reminders(municipality: Municipality, year: int) -> None:
    """Ask all coordinators and administrators, once each, to confirm the holidays of the year."""
    for member in members(municipality, Role.COORDINATOR):
        with reading_in(member.reads, municipality.main_language):
            write_letter(
                to=member.user.email,
                subject=gettext("Confirm the holidays of %(year)s") % {"year": year},
                text=gettext(REMINDER) % {"year": year, "municipality": municipality.name},
                language=member.reads,
                kind="holidays",
                key=f"holidays-{municipality.slug}-{year}-{member.actor}",
                municipality=municipality.slug,
            )
