"""The queue of those who drop in: numbers, taken on paper or on a phone."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.places.models import Place


class QueueDay(models.Model):
    """A place's queue on one day: whether numbers are given, and how many have been."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="queue_days")
    day = models.DateField()
    is_open = models.BooleanField(default=True)
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "day"]
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="queueday_once")]

    def __str__(self) -> str:
        return f"{self.place}, {self.day}"


class TicketState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    CALLED = "called", _("Called")
    DONE = "done", _("Done")
    LEFT = "left", _("Has left")


class QueueTicket(models.Model):
    """A number in a day's queue; ``key`` opens the page that tells how many are ahead."""

    queue = models.ForeignKey(QueueDay, models.CASCADE, related_name="tickets")
    number = models.PositiveSmallIntegerField()
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=TicketState, default=TicketState.WAITING)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["queue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["queue", "number"], name="queueticket_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="queueticket_number_positive"),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True) | Q(called_at__gte=F("taken_at")), name="queueticket_called_later"
            ),
            models.UniqueConstraint(
                fields=["queue", "called_by"],
                condition=Q(state=TicketState.CALLED),
                name="queueticket_one_before_each_helper",
            ),
            models.CheckConstraint(
                condition=Q(state=TicketState.WAITING, called_at__isnull=True, called_by="")
                | Q(state__in=[TicketState.CALLED, TicketState.DONE], called_at__isnull=False) & ~Q(called_by="")
                | Q(state=TicketState.LEFT),
                name="queueticket_called_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queue}: {self.number}"
