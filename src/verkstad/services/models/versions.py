"""What a service was before, and what somebody wrote of it that is not saved yet."""

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


class KeptEdit(models.Model):
    """All of a service as somebody would have it, whose change of the version ``based_on`` others came before."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="kept_edits")
    based_on = models.PositiveIntegerField()
    data = models.JSONField()
    made_by = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["service", "made_by"], name="keptedit_one_per_person"),
        ]
        indexes = [models.Index(fields=["made_by"], name="keptedit_person")]

    def __str__(self) -> str:
        return f"{self.service} {self.based_on}"
