"""Who people work or meet with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality


class UnitKind(models.TextChoices):
    UNIT = "unit", _("Unit of the municipality")
    ASSOCIATION = "association", _("Association")


class Unit(models.Model):
    """A workplace of the municipality or an association, whose people are taught and teach together."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="units", db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=UnitKind)
    manager = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Who signs its people up."
    )

    class Meta:
        ordering = ["municipality", "name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="unit_name_in_municipality"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
