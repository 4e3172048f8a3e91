"""What was searched for and chosen, and what is gathered from it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from verkstad.municipalities.models import Municipality
from verkstad.search.models.index import Fact, Kind
from verkstad.services.models import Service


class Search(models.Model):
    """What somebody looked for and what they chose; nothing about who they are.

    ``normalised``: the words as masking.normalised makes them, by which searches are counted together.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    words = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200, blank=True)
    filters = ArrayField(models.CharField(max_length=12, choices=Fact), default=list, blank=True)
    services_found = models.PositiveIntegerField()
    places_found = models.PositiveIntegerField()
    documents_found = models.PositiveIntegerField()
    is_weak = models.BooleanField()
    at = models.DateTimeField()
    chosen_kind = models.CharField(max_length=8, choices=Kind, blank=True)
    chosen_id = models.BigIntegerField(null=True, blank=True)
    chosen_position = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "searches"
        indexes = [
            BrinIndex(fields=["at"], name="search_at"),
            models.Index(fields=["municipality", "at"], name="search_of_municipality"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_kind="", chosen_id__isnull=True, chosen_position__isnull=True)
                | (~Q(chosen_kind="") & Q(chosen_id__isnull=False, chosen_position__isnull=False)),
                name="search_choice_whole",
            )
        ]

    def __str__(self) -> str:
        return self.words


class Handled(models.Model):
    """What staff made of words that people search with: the service that is the answer, or that none is.

    ``everyday_word`` is what was added to the service for it, in its text's ``text_language``; empty when it had it.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    normalised = models.CharField(max_length=200)
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="+")
    everyday_word = models.CharField(max_length=100, blank=True)
    text_language = models.CharField(max_length=3, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "handled"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "language", "normalised"], name="handled_once"),
            models.CheckConstraint(
                condition=Q(service__isnull=False) | Q(everyday_word="", text_language=""),
                name="handled_word_has_service",
            ),
        ]

    def __str__(self) -> str:
        return self.normalised


class Learned(models.Model):
    """How surely those who search with these words mean this service or place, from 0 to 1; see search/learning.py."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    normalised = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    weight = models.FloatField()

    class Meta:
        verbose_name_plural = "learned"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "language", "normalised", "kind", "object_id"], name="learned_once"
            ),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1), name="learned_weight_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.normalised}: {self.kind} {self.object_id}"


class Popular(models.Model):
    """How often a service or place is chosen, whatever the words, from 0 to 1; see search/learning.py."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    share = models.FloatField()

    class Meta:
        verbose_name_plural = "popular"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "object_id"], name="popular_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="popular_share_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class FrequentSearch(models.Model):
    """Words that several searches in a municipality had and that led to a choice, to suggest; gathered from Search.

    ``kind`` and ``object_id`` are of what was chosen most often; ``folded`` is as of a phrase.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    text = models.CharField(max_length=60)
    folded = models.CharField(max_length=60)
    times = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "frequent searches"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "language", "text"], name="frequent_search_once")
        ]

    def __str__(self) -> str:
        return self.text
