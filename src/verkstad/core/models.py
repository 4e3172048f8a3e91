"""Tables with no municipal meaning that every app may write through core's own functions."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


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
