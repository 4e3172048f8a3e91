"""The tenants: regions, municipalities and the host names they answer to."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField

HEX_COLOUR = RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Write the colour as # and six digits, such as #0B5C5A.")


class Country(models.TextChoices):
    SWEDEN = "SE", _("Sweden")
    DENMARK = "DK", _("Denmark")
    FINLAND = "FI", _("Finland")
    NORWAY = "NO", _("Norway")
    FAROE_ISLANDS = "FO", _("Faroe Islands")


class Part(models.TextChoices):
    """What a municipality can switch on or off."""

    PLACES = "places", _("Places with help")
    APPOINTMENTS = "appointments", _("Appointments with a helper")
    LIFE_EVENTS = "life_events", _("Life events")
    DOCUMENTS = "documents", _("Documents in the search")
    PRACTICE = "practice", _("Practice copies of e-services")
    LEARNING = "learning", _("The digital driving licence")


class Conformity(models.TextChoices):
    """How far the pages meet the law on accessibility, in the words it asks for."""

    FULLY = "fully", _("Fully conforming")
    PARTLY = "partly", _("Partly conforming")
    NOT = "not", _("Not conforming")


class Assessment(models.TextChoices):
    """Who has found out how accessible the pages are."""

    SELF = "self", _("We have tested the pages ourselves")
    EXTERNAL = "external", _("Somebody independent has tested the pages")
    BOTH = "both", _("We and somebody independent have tested the pages")


def all_parts() -> list[str]:
    return list(Part.values)


class Region(models.Model):
    """Several municipalities that share services and guidelines."""

    slug = models.SlugField(unique=True)
    name = TranslatedField()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Municipality(models.Model):
    """One tenant: its languages, its look, its switched-on parts and how to reach it."""

    slug = models.SlugField(unique=True)
    name = TranslatedField()
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="municipalities")
    country = models.CharField(max_length=2, choices=Country)
    languages = ArrayField(models.CharField(max_length=3), help_text="In the order they are offered.")
    main_language = models.CharField(max_length=3)
    time_zone = models.CharField(max_length=40)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), default=all_parts, blank=True)

    examples = models.JSONField(default=dict, blank=True, help_text="Searches to show as examples, by language.")
    main_colour = models.CharField(max_length=7, validators=[HEX_COLOUR], default="#0B5C5A")

    phone = models.CharField(max_length=30)
    email = models.EmailField()
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)

    logo = models.FileField(upload_to="logos", blank=True)

    accessibility_conformity = models.CharField(max_length=6, choices=Conformity, blank=True)
    accessibility_assessment = models.CharField(max_length=8, choices=Assessment, blank=True)
    accessibility_assessed_on = models.DateField(null=True, blank=True)
    accessibility_updated_on = models.DateField(null=True, blank=True)
    accessibility_statement = TranslatedField(blank=True, help_text="What does not conform, and why.")
    accessibility_burden = TranslatedField(blank=True, help_text="What would cost more than it gives, and why.")
    accessibility_outside = TranslatedField(blank=True, help_text="What the law does not cover.")
    accessibility_statement_url = models.URLField(blank=True, help_text="Its address when it lies elsewhere.")

    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(
                condition=Q(languages__contains=[F("main_language")]), name="municipality_speaks_its_main_language"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def initial(self) -> str:
        """The letter on its shield, the same in all languages."""
        return str(self.name.get(self.main_language, ""))[:1]

    def has(self, part: Part) -> bool:
        return part.value in self.parts


class SettingsDraft(models.Model):
    """Changes of a municipality's settings that nobody outside sees before they are published."""

    municipality = models.OneToOneField(Municipality, models.CASCADE, primary_key=True, related_name="settings_draft")
    values = models.JSONField(help_text="Of those settings that differ.")
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"Settings of {self.municipality}"


class Domain(models.Model):
    """A host name and the one municipality it belongs to."""

    host = models.CharField(max_length=253, unique=True)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="domains")
    is_main = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality"], condition=Q(is_main=True), name="domain_one_main"),
            models.CheckConstraint(condition=Q(host__regex=r"^[a-z0-9.-]+$"), name="domain_host_lower_case"),
        ]

    def __str__(self) -> str:
        return self.host
