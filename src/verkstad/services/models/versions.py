"""What a service was before."""

from django.db import models

from verkstad.services.models.services import Service, Status


class ServiceVersion(models.Model):
    """All of a service after one change: ``data`` is ``services.data.as_json``, ``owner`` a person's public id."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    status = models.CharField(max_length=12, choices=Status)
    owner = models.CharField(max_length=36, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    reason = models.CharField(max_length=100, blank=True, help_text="What it was part of, such as an import.")

    class Meta:
        ordering = ["service", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="serviceversion_one_per_number"),
        ]
        indexes = [models.Index(fields=["reason"], condition=~models.Q(reason=""), name="serviceversion_reason")]

    def __str__(self) -> str:
        return f"{self.service} {self.number}"
