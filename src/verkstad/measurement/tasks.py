"""What the worker does by itself for enquiries; see settings.PERIODIC."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from verkstad.measurement import actions
from verkstad.measurement.actions.counting import close_counting_week
from verkstad.measurement.actions.counting_letters import remind_late_units
from verkstad.measurement.queries.counting import open_weeks

log = logging.getLogger(__name__)

# Letters are written when people are at work.
MORNING = 7


def delete_old_enquiries() -> None:
    """See settings.ENQUIRIES_KEPT_MONTHS."""
    actions.delete_old_enquiries()


def keep_counting_weeks(at: datetime | None = None) -> None:
    """Called hourly: weeks that take no numbers any more close; from the morning after the last day late units hear."""
    now = at or timezone.now()
    for week in open_weeks():
        local = now.astimezone(ZoneInfo(week.municipality.time_zone))
        if not week.takes_numbers(now):
            close_counting_week(week)
        elif local.date() > week.last_day and local.hour >= MORNING:
            try:
                remind_late_units(week, now=now)
            except LookupError as error:
                log.warning("No letters about late numbers: %s", error)
