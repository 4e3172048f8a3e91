"""Who takes appointments, and when they work where."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from verkstad.appointments.models.kinds import AppointmentKind
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


class Helper(models.Model):
    """Somebody who takes appointments: an employee, or a volunteer who never signs in."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="helpers")
    name = models.CharField(max_length=80)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    languages = ArrayField(models.CharField(max_length=3), default=list)
    video_url = models.URLField(blank=True, help_text="Where they are met by video; without it they are not.")
    feed_key = models.UUIDField(
        null=True, blank=True, unique=True, default=uuid.uuid4, help_text="Opens the calendar feed; none: no feed."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["municipality", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"], condition=Q(user__isnull=False), name="helper_once_for_user"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="helper_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkingPattern(models.Model):
    """From when to when a helper takes which kinds, at a place, on some weekdays (0 Monday to 6 Sunday).

    ``every_weeks``: 1 each week, 2 every other, counted from the week of ``starts_on``. On dates that an exception
    covers, the helper's exceptions alone hold; one without times means that the helper does not work.
    """

    helper = models.ForeignKey(Helper, models.CASCADE, related_name="patterns")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kinds = models.ManyToManyField(AppointmentKind, related_name="patterns")
    days = ArrayField(models.PositiveSmallIntegerField())
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_exception = models.BooleanField(default=False)

    class Meta:
        ordering = ["helper", "is_exception", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__contained_by=list(range(7))) & Q(days__len__gt=0), name="workingpattern_days_known"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=False, ends__isnull=False, ends__gt=F("starts"))
                | Q(starts__isnull=True, ends__isnull=True, is_exception=True),
                name="workingpattern_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, is_exception=False) | Q(ends_on__gte=F("starts_on")),
                name="workingpattern_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(every_weeks__range=(1, 8)), name="workingpattern_every_weeks"),
        ]

    def __str__(self) -> str:
        return f"Working pattern {self.pk}"


class Absence(models.Model):
    """When a helper is away, whatever the patterns say; why is nobody's business here."""

    helper = models.ForeignKey(Helper, models.CASCADE, related_name="absences")
    span = DateTimeRangeField()

    class Meta:
        ordering = ["helper", "span"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span__isempty=False, span__lower_inf=False, span__upper_inf=False),
                name="absence_begins_and_ends",
            ),
        ]
        indexes = [GistIndex(fields=["span"], name="absence_span")]

    def __str__(self) -> str:
        return f"Absence {self.pk}"
