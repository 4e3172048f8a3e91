"""How the municipality parts itself, to see where people were taught."""

from django.db import models
from django.db.models import Q

from verkstad.municipalities.models import Municipality


class Area(models.Model):
    """A part of the municipality by its own division."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="areas", db_index=False)
    name = models.CharField(max_length=80)
    residents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="area_name_in_municipality"),
            models.CheckConstraint(condition=Q(residents=None) | Q(residents__gt=0), name="area_has_residents"),
        ]

    def __str__(self) -> str:
        return self.name
