"""Whether the addresses that services lead to still answer."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

# A link is dead when it has failed twice, with at least this between.
TRUST = timedelta(days=1)


class LinkFailure(models.TextChoices):
    """Why there was no answer."""

    NOT_ALLOWED = "not_allowed", _("The address is not one on the open Internet")
    UNREACHABLE = "unreachable", _("Nobody answers at the address")


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def dead(self) -> Self:
        return self.filter(checked_at__gte=F("failing_since") + TRUST)


class LinkCheck(models.Model):
    """What is known of one address, whoever's services lead to it."""

    url = models.URLField(max_length=500, unique=True)
    host = models.CharField(max_length=253)
    next_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the last answer in HTTP.")
    failure = models.CharField(max_length=12, choices=LinkFailure, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        indexes = [models.Index(fields=["host", "next_at"], name="linkcheck_due")]

    def __str__(self) -> str:
        return self.url
