"""Writes: letters to those whose numbers are late."""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.core.outbox import write_letter
from verkstad.core.translated import reading_in
from verkstad.identity.links import front_of
from verkstad.measurement.models import CountingUnit, CountingWeek
from verkstad.measurement.queries.counting import UnitState, progress_of


@transaction.atomic
def remind_late_units(week: CountingWeek, *, now: datetime) -> None:
    """Once each, in the municipality's main language; raises LookupError when it has no host name.

    Not those at a desk: what was not logged then they cannot log any more.
    """
    language = week.municipality.main_language
    front = front_of(week.municipality, language)
    units = [one.unit for one in progress_of(week, now) if one.state is UnitState.LATE]
    late = [unit for unit in units if unit.email and not unit.counts_at_desk]
    with reading_in(language, language):
        for unit in late:
            write_letter(
                to=unit.email,
                subject=_("Numbers are missing: %(week)s") % {"week": week.name},
                text=_text(unit, week, f"{front}staff/measurement/counting/units/{unit.pk}/"),
                language=language,
                kind="counting",
                key=f"counting-{unit.pk}-{week.hand_in_by}",
                municipality=week.municipality.slug,
            )


def _text(unit: CountingUnit, week: CountingWeek, link: str) -> str:
    parts = [
        _("Hello,"),
        _("%(week)s is over, and %(unit)s has not handed in everything yet.") % {"week": week.name, "unit": unit.name},
        _("Write in what is missing and press “All is counted”, at the latest on %(day)s:\n%(link)s")
        % {"day": date_format(week.hand_in_by), "link": link},
        _("Did nobody ask? That counts too: save the day empty."),
    ]
    return "\n\n".join(parts)
