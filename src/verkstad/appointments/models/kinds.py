"""What can be booked: the kinds of appointment, and the rooms and equipment that they take."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import Place, Theme
from verkstad.services.models import Service


class Way(models.TextChoices):
    ON_SITE = "on_site", _("At the place")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    HOME = "home", _("At your home")


class BookedBy(models.TextChoices):
    EVERYBODY = "everybody", _("Residents and staff")
    STAFF = "staff", _("Staff only")


class Resource(models.Model):
    """A room or a piece of equipment at a place, that one appointment at a time can have."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="resources")
    name = TranslatedField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class AppointmentKindQuerySet(models.QuerySet["AppointmentKind"]):
    def for_residents_of(self, municipality: Municipality) -> Self:
        """Those that residents book themselves; none where appointments are switched off."""
        if not municipality.has(Part.APPOINTMENTS):
            return self.none()
        return self.filter(municipality=municipality, is_active=True, booked_by=BookedBy.EVERYBODY)


class AppointmentKind(models.Model):
    """What somebody comes for, and the rules by which it is booked."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="appointment_kinds")
    slug = models.SlugField(max_length=80)
    name = TranslatedField()
    summary = TranslatedField(blank=True, help_text="What it is, shown before it is booked.")
    preparation = TranslatedField(blank=True, help_text="What to bring and know, told in the confirmation.")
    themes = ArrayField(models.CharField(max_length=20, choices=Theme), default=list, blank=True)
    services = models.ManyToManyField(Service, related_name="appointment_kinds", blank=True)
    minutes = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField(default=1, help_text="More than one: a group.")
    ways = ArrayField(models.CharField(max_length=8, choices=Way))
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, help_text="Empty: all that the helper speaks."
    )
    notice_minutes = models.PositiveIntegerField(default=60, help_text="Not booked later than this before it begins.")
    furthest_days = models.PositiveSmallIntegerField(default=56, help_text="Not booked further ahead than this.")
    change_minutes = models.PositiveIntegerField(
        default=240, help_text="Moved or cancelled by the resident until this before it begins."
    )
    booked_by = models.CharField(max_length=10, choices=BookedBy, default=BookedBy.EVERYBODY)
    is_sensitive = models.BooleanField(default=False, help_text="Who comes, and for what, is hidden from other staff.")
    resources = models.ManyToManyField(
        Resource, related_name="kinds", blank=True, help_text="One of those at the place is taken with it."
    )
    is_active = models.BooleanField(default=True)

    objects = AppointmentKindQuerySet.as_manager()

    class Meta:
        ordering = ["municipality", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="appointmentkind_slug_in_municipality"),
            models.CheckConstraint(condition=Q(minutes__range=(5, 480)), name="appointmentkind_minutes"),
            models.CheckConstraint(condition=Q(seats__range=(1, 200)), name="appointmentkind_seats"),
            models.CheckConstraint(condition=Q(ways__len__gt=0), name="appointmentkind_has_a_way"),
            models.CheckConstraint(condition=Q(furthest_days__range=(1, 366)), name="appointmentkind_furthest_days"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_group(self) -> bool:
        return self.seats > 1
