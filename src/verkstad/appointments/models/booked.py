"""What is booked: a helper's time, and the people who come."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.appointments.models.kinds import AppointmentKind, Resource, Way
from verkstad.appointments.models.working import Helper
from verkstad.places.models import Place, Theme
from verkstad.services.models import Service


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def live(self) -> Self:
        return self.filter(cancelled_at=None)


class Appointment(models.Model):
    """A helper's time that is taken: by one person, or by a group of up to ``seats``.

    The database lets nobody have two at once, neither a helper nor a room.
    """

    kind = models.ForeignKey(AppointmentKind, models.PROTECT, related_name="appointments")
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="appointments")
    place = models.ForeignKey(Place, models.PROTECT, related_name="appointments")
    resource = models.ForeignKey(Resource, models.PROTECT, null=True, blank=True, related_name="appointments")
    way = models.CharField(max_length=8, choices=Way)
    span = DateTimeRangeField()
    seats = models.PositiveSmallIntegerField(help_text="As many as the kind had when it was booked.")
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="When the last one left it.")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["span", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span__isempty=False, span__lower_inf=False, span__upper_inf=False),
                name="appointment_begins_and_ends",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="appointment_has_a_seat"),
            ExclusionConstraint(
                name="appointment_one_at_a_time_for_helper",
                expressions=[("helper", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            ExclusionConstraint(
                name="appointment_one_at_a_time_in_resource",
                expressions=[("resource", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None, resource__isnull=False),
            ),
        ]
        indexes = [GistIndex(fields=["place", "span"], name="appointment_at_place")]

    def __str__(self) -> str:
        return f"Appointment {self.pk}"

    @property
    def starts(self) -> datetime:
        return self.span.lower  # type: ignore[no-any-return]  # spans have no types

    @property
    def ends(self) -> datetime:
        return self.span.upper  # type: ignore[no-any-return]  # spans have no types

    @property
    def change_until(self) -> datetime:
        """Until when residents may move or cancel it themselves."""
        return self.starts - timedelta(minutes=self.kind.change_minutes)


class ParticipantState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    KEPT = "kept", _("Came")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")


class Participant(models.Model):
    """A person who has booked: a name and one way to be reached, until both are forgotten.

    ``key`` opens the page where they see, move and cancel it.
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="participants")
    seat = models.PositiveSmallIntegerField()
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=3, help_text="Of the pages where they booked, and of their letters.")
    spoken = models.CharField(max_length=3, blank=True, help_text="What they asked that their helper speaks, if any.")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=20, choices=Theme, blank=True)
    state = models.CharField(max_length=10, choices=ParticipantState, default=ParticipantState.BOOKED)
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=40, blank=True, help_text="The member who did it for them, if any.")
    moves = models.PositiveSmallIntegerField(
        default=0, help_text="How many times it was moved, by which calendars know the newest."
    )
    wants_earlier = models.BooleanField(default=False)
    offers = models.PositiveSmallIntegerField(default=0, help_text="How many earlier times they were told of.")
    offered_at = models.DateTimeField(null=True, blank=True)
    is_counted = models.BooleanField(default=False, help_text="What they came with has been logged as an enquiry.")
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["appointment", "seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "seat"],
                condition=~Q(state=ParticipantState.CANCELLED),
                name="participant_one_on_a_seat",
            ),
            models.CheckConstraint(condition=Q(seat__gte=1), name="participant_has_a_seat"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False, name="", email="", phone="")
                | Q(forgotten_at__isnull=True) & ~Q(name="") & (Q(email="") | Q(phone="")),
                name="participant_name_and_one_way_to_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False) | ~Q(booked_by="", email="", phone=""),
                name="participant_who_booked_alone_can_be_reached",
            ),
            models.CheckConstraint(condition=Q(service=None) | Q(theme=""), name="participant_about_one_thing"),
            models.CheckConstraint(
                condition=Q(is_counted=False) | Q(state=ParticipantState.KEPT), name="participant_counted_who_came"
            ),
        ]
        indexes = [
            models.Index(
                fields=["booked_at"],
                condition=Q(wants_earlier=True, state=ParticipantState.BOOKED),
                name="participant_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"Participant {self.pk}"
