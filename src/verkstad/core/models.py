"""Tables with no municipal meaning that every app may write through core's own functions."""

import uuid

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """What was done, to what, by whom. No foreign keys, so that the trail never holds on to live data."""

    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=100)
    municipality = models.SlugField(max_length=60, blank=True)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    target_name = models.CharField(max_length=300)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            BrinIndex(fields=["at"], name="audit_at"),
            models.Index(fields=["target_kind", "target_id"], name="audit_target"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_name}"


class Heartbeat(models.Model):
    """When a process that runs by itself, such as the worker, was last alive."""

    name = models.SlugField(primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """An e-mail of the outbox. ``due_at`` is when somebody should look at it next, whatever its state."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        UNSURE = "unsure", _("Perhaps sent")
        GIVEN_UP = "given_up", _("Could not be sent")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.SlugField(max_length=60)
    municipality = models.SlugField(max_length=60, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    language = models.CharField(max_length=10)
    is_secret = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="letter_sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["waiting", "handing_over"]), name="letter_due"
            ),
            models.Index(fields=["municipality", "-created_at"], name="letter_of_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.to}"
