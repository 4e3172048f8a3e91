"""What was recorded of real services, and what of it somebody has to look at."""

from django.db import models
from django.db.models import Q

from verkstad.practice.models.copies import PracticeCopy


class Asset(models.Model):
    """A picture or a font of recorded services, kept once whoever has it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=60)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Recorded(models.Model):
    """What a browser showed at one moment, about nobody: the same for all editions that show it."""

    copy = models.ForeignKey(PracticeCopy, models.CASCADE, related_name="recorded")
    tree = models.BinaryField(help_text="As recorded.stored reads it.")
    recorded_by = models.CharField(max_length=40, blank=True, help_text="Who is not the second person to look at it.")
    assets = models.JSONField(default=dict, help_text="The SHA-256 of what each address held.")

    class Meta:
        verbose_name_plural = "recorded"

    def __str__(self) -> str:
        return f"{self.copy} {self.pk}"


class RecordedFlag(models.Model):
    """What may still be about somebody, until a person has looked at it."""

    recorded = models.ForeignKey(Recorded, models.CASCADE, related_name="flags")
    node = models.PositiveIntegerField(null=True, blank=True)
    why = models.CharField(max_length=12)
    excerpt = models.CharField(max_length=120)
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["recorded", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by="", settled_at__isnull=True) | (~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="recordedflag_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.excerpt}"
