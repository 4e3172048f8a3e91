"""A service with its texts, its channels, and what municipalities make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.municipalities.models import Municipality
from verkstad.services.models.terms import ONE_SCOPE, LifeEvent, Organisation, Scoped, Subject, covers


class TargetGroup(models.TextChoices):
    RESIDENT = "resident", _("For you who live here")
    BUSINESS = "business", _("For businesses")
    ASSOCIATION = "association", _("For associations")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_in(self, municipality: Municipality) -> Self:
        """Published services that the municipality offers or shares and has not hidden."""
        hidden = LocalService.objects.filter(municipality=municipality, is_hidden=True).order_by()
        return self.filter(covers(municipality), status=Status.PUBLISHED).exclude(pk__in=hidden.values("service"))


# The same in SQL, of rows called "service", with the parameters of shown_to().
SHOWN_SQL = """
    (service.municipality_id = %(municipality)s OR service.region_id = %(region)s OR service.country = %(country)s)
    AND service.status = 'published'
    AND NOT EXISTS (
        SELECT FROM services_localservice AS local
        WHERE local.service_id = service.id AND local.municipality_id = %(municipality)s AND local.is_hidden
    )
"""


def shown_to(municipality: Municipality) -> dict[str, Any]:
    return {"municipality": municipality.pk, "region": municipality.region_id, "country": municipality.country}


class Service(Scoped):
    """One errand a resident, business or association can get done."""

    slug = models.SlugField(max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    target_groups = ArrayField(models.CharField(max_length=12, choices=TargetGroup))
    life_events = models.ManyToManyField(LifeEvent, related_name="services", blank=True)
    subjects = models.ManyToManyField(Subject, related_name="services", blank=True)
    cost_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(max_length=3, blank=True)
    processing_days = models.PositiveSmallIntegerField(null=True, blank=True)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    review_months = models.PositiveSmallIntegerField(default=12)
    publish_on = models.DateField(null=True, blank=True)
    withdraw_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, help_text="The number of its newest version.")

    source = models.SlugField(max_length=30, blank=True, help_text="Which import it came from.")
    external_id = models.CharField(max_length=120, blank=True, help_text="What the source calls it.")
    source_hash = models.CharField(max_length=64, blank=True, help_text="To see whether the source has changed it.")

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SCOPE, name="service_one_scope"),
            models.UniqueConstraint(
                fields=["municipality", "region", "country", "slug"], nulls_distinct=False, name="service_slug_in_scope"
            ),
            models.UniqueConstraint(
                fields=["municipality", "region", "country", "source", "external_id"],
                condition=~Q(external_id=""),
                nulls_distinct=False,
                name="service_external_id_in_scope",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount__isnull=True, cost_currency="")
                | (Q(cost_amount__isnull=False, cost_amount__gte=0) & ~Q(cost_currency="")),
                name="service_cost_has_currency",
            ),
            models.CheckConstraint(condition=Q(target_groups__len__gt=0), name="service_for_somebody"),
            models.CheckConstraint(condition=Q(review_months__gt=0), name="service_reviewed_sometime"),
            models.CheckConstraint(condition=Q(publish_on__lt=F("withdraw_on")), name="service_shown_before_withdrawn"),
        ]
        indexes = [
            models.Index(fields=["updated_at"], name="service_updated"),
            GinIndex(fields=["target_groups"], name="service_target_groups"),
        ]

    def __str__(self) -> str:
        return self.slug

    @staticmethod
    def known_as(keys: Sequence[int]) -> dict[int, str]:
        """By key, the name in the municipality's main language, or another there is, and the slug; one query."""
        texts = ServiceText.objects.filter(service__in=keys).order_by("service", "language")
        names: dict[int, str] = {}
        for key, slug, main_language, language, name in texts.values_list(
            "service", "service__slug", "service__municipality__main_language", "language", "name"
        ):
            if key not in names or language == main_language:
                names[key] = f"{name} ({slug})"
        return names


class ServiceText(models.Model):
    """A service's texts in one language, with their own review date."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=3)
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    what_you_need = models.TextField(blank=True)
    plain = models.TextField(blank=True, help_text="The same in short, easy sentences.")
    cost = models.TextField(blank=True)
    processing_time = models.TextField(blank=True)
    without_eid = models.TextField(blank=True, help_text="What to do without e-ID.")
    everyday_words = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    reviewed_on = models.DateField(null=True, blank=True, help_text="Empty for what was imported and not read since.")

    class Meta:
        ordering = ["service", "language"]
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="servicetext_one_per_language"),
            models.CheckConstraint(condition=~Q(name=""), name="servicetext_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelKind(models.TextChoices):
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    VISIT = "visit", _("Visit us")
    POST = "post", _("By post")
    EMAIL = "email", _("By e-mail")


class EidNeed(models.TextChoices):
    NONE = "none", _("No e-ID needed")
    SOME = "some", _("e-ID needed")
    HIGH = "high", _("e-ID needed, high assurance")


# What a channel of each kind cannot be without.
_REACHED_BY = {"online": "url", "phone": "number", "post": "address", "email": "email"}


class Channel(models.Model):
    """One way to get the errand done."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=8, choices=ChannelKind)
    position = models.PositiveSmallIntegerField(default=0)
    label = TranslatedField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    eid_need = models.CharField(max_length=4, choices=EidNeed, default=EidNeed.NONE)
    number = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=kind) | ~Q(**{field: ""}), name=f"channel_{kind}_has_{field}")
            for kind, field in _REACHED_BY.items()
        ] + [
            models.CheckConstraint(
                condition=Q(eid_need=EidNeed.NONE) | Q(kind=ChannelKind.ONLINE), name="channel_eid_only_online"
            ),
            models.UniqueConstraint(fields=["service", "position"], name="channel_position_in_service"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.url or self.number or self.address or self.email}".strip()


class LegalBasis(models.Model):
    """The law or rule a service rests on."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="legal_bases")
    name = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "legal bases"

    def __str__(self) -> str:
        return self.name


class LocalService(models.Model):
    """What one municipality makes of a shared service: hides it, adds a note of its own, or what people there call it.

    ``everyday_words`` are lists by language code.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="local")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    is_hidden = models.BooleanField(default=False)
    note = TranslatedField(blank=True)
    everyday_words = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "municipality"], name="localservice_one_per_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.service} in {self.municipality}"
