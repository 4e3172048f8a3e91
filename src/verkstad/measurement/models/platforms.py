"""Platforms that tell by themselves what was done digitally."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from verkstad.measurement.models.digital_use import LONGEST_SOURCE
from verkstad.municipalities.models import Municipality


class PlatformKey(models.Model):
    """With it a platform sends cases under its name, until it is revoked. Only the key's hash is kept."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_SOURCE, help_text="The source of what it sends.")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=40, help_text="As the audit trail names people.")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=40, blank=True, help_text="As the audit trail names people.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"], condition=Q(revoked_at=None), name="platformkey_one_of_a_platform"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="platformkey_has_name"),
            models.CheckConstraint(condition=~Q(made_by=""), name="platformkey_made_by"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="") | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="platformkey_revoked_at_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name
