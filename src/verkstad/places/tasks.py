"""What the worker does by itself for places."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from verkstad.municipalities.models import Municipality, Part
from verkstad.places import actions, queries

NOVEMBER = 11


def remind_of_holidays() -> None:
    """From November on, until next year's holidays are confirmed; see settings.PERIODIC. Each letter is sent once."""
    for municipality in Municipality.objects.filter(parts__contains=[Part.PLACES]).order_by("pk"):
        today = timezone.now().astimezone(ZoneInfo(municipality.time_zone)).date()
        if today.month >= NOVEMBER and queries.holidays_to_confirm(municipality, today.year + 1):
            actions.write_reminders(municipality, today.year + 1)
