"""What is indexed: one object in one language, and the shelf that it belongs on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from verkstad.search.analysis import Fields
from verkstad.search.models import Kind, Section, Shelf


@dataclass(frozen=True, slots=True)
class ScopeKey:
    """A scope, that is who sees an item, by its keys: a municipality's, a region's or the code of a country.

    Each has shelves of its own in each section.
    """

    municipality_id: int | None = None
    region_id: int | None = None
    country: str = ""
    section: Section = Section.CATALOGUE

    @classmethod
    def of(cls, shelf: Shelf) -> "ScopeKey":
        return cls(shelf.municipality_id, shelf.region_id, shelf.country, Section(shelf.section))

    @property
    def columns(self) -> dict[str, Any]:
        """Of its shelves."""
        return {
            "municipality_id": self.municipality_id,
            "region_id": self.region_id,
            "country": self.country,
            "section": self.section,
        }

    @property
    def shelves(self) -> QuerySet[Shelf]:
        return Shelf.objects.filter(**self.columns)

    @property
    def condition(self) -> Q:
        """What is written in it, whatever the section."""
        return Q(municipality=self.municipality_id, region=self.region_id, country=self.country)


def in_any(scopes: Iterable[ScopeKey]) -> Q:
    """What is written in one of the scopes at least; without any, nothing."""
    return reduce(or_, (scope.condition for scope in scopes), Q(pk__in=[]))


@dataclass(frozen=True, slots=True)
class Item:
    """One object in one language, ready to be analysed."""

    scope: ScopeKey
    language: str
    kind: Kind
    object_id: int
    slug: str
    changed_at: datetime | None
    owner: str
    facts: Sequence[str]
    fields: Fields

    @property
    def name(self) -> str:
        return self.fields.name

    @property
    def summary(self) -> str:
        return self.fields.summary

    @property
    def phrases(self) -> list[str]:
        """What is suggested while somebody types."""
        return list(dict.fromkeys(filter(None, (self.name, *self.fields.everyday_words))))
