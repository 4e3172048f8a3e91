"""What was done digitally, as other systems tell."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from verkstad.municipalities.models import Municipality
from verkstad.services.models import Service

LONGEST_SOURCE = 60


class DigitalUse(models.Model):
    """How many cases of a service were completed digitally in a month, as the platform that has them tells."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")
    source = models.CharField(
        max_length=LONGEST_SOURCE, help_text="Which platform; what it sends again replaces what it sent."
    )
    cases = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "digital use"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "service", "month", "source"], name="digitaluse_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="digitaluse_month_by_its_first_day"),
            models.CheckConstraint(condition=~Q(source=""), name="digitaluse_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.source}: {self.cases}"
