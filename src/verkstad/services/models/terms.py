"""Who sees what, and what services refer to: organisations, life events and the terms of classifications."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.municipalities.models import Country, Municipality, Region

# Exactly one of municipality, region, country: who sees what is owned here.
ONE_SCOPE = (
    Q(municipality__isnull=False, region__isnull=True, country="")
    | Q(municipality__isnull=True, region__isnull=False, country="")
    | (Q(municipality__isnull=True, region__isnull=True) & ~Q(country=""))
)


def covers(municipality: Municipality, prefix: str = "") -> Q:
    """Rows owned by the municipality, shared by its region, or shared by a state authority of its country."""
    condition = Q(**{f"{prefix}municipality": municipality}) | Q(**{f"{prefix}country": municipality.country})
    if municipality.region_id:
        condition |= Q(**{f"{prefix}region": municipality.region_id})
    return condition


class Scoped(models.Model):
    """Something written once and seen by one municipality, by a whole region, or by a whole country."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="+")
    country = models.CharField(max_length=2, choices=Country, blank=True)

    class Meta:
        abstract = True


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    AUTHORITY = "authority", _("State authority")
    REGION = "region", _("Region")
    ASSOCIATION = "association", _("Association")
    COMPANY = "company", _("Company")


class Organisation(Scoped):
    """Who answers for a service."""

    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = TranslatedField()
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SCOPE, name="organisation_one_scope"),
            models.UniqueConstraint(
                fields=["municipality", "region", "country", "slug"],
                nulls_distinct=False,
                name="organisation_slug_in_scope",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class LifeEvent(models.Model):
    """A situation in life that brings several errands at once."""

    code = models.SlugField(unique=True)
    name = TranslatedField()
    summary = TranslatedField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.name)


class Subject(models.Model):
    """A term of a classification, such as a KLE number; ``code`` is the scheme's own."""

    scheme = models.SlugField(max_length=30)
    code = models.CharField(max_length=120)
    name = TranslatedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="subject_code_in_scheme")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()
