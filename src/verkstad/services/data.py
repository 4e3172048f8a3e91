"""What the writes of the catalogue are given: plain, frozen values, whoever read them from wherever."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from verkstad.municipalities.models import Municipality, Region


@dataclass(frozen=True, slots=True)
class Scope:
    """Who sees an entry: exactly one of a municipality, all of a region, all of a country."""

    municipality: Municipality | None = None
    region: Region | None = None
    country: str = ""

    def __post_init__(self) -> None:
        if [self.municipality, self.region, self.country or None].count(None) != 2:
            raise ValueError("A scope is one municipality, one region or one country.")

    @classmethod
    def of(cls, row: Any) -> "Scope":
        """That of a Scoped row."""
        return cls(row.municipality, row.region, row.country)

    @property
    def columns(self) -> dict[str, Any]:
        """The three columns of a Scoped row, to write or to look for."""
        return {"municipality": self.municipality, "region": self.region, "country": self.country}

    @property
    def slug(self) -> str:
        """The municipality as the audit trail names it; empty for what is shared."""
        return self.municipality.slug if self.municipality else ""


@dataclass(frozen=True, slots=True)
class OrganisationData:
    """Who answers for services; ``name`` by language code."""

    slug: str
    kind: str
    name: Mapping[str, str]
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LifeEventData:
    code: str
    name: Mapping[str, str]
    summary: Mapping[str, str]
    position: int = 0


@dataclass(frozen=True, slots=True)
class SubjectData:
    """A term of a classification, such as ("kle", "28.09.40"); ``name`` by language code."""

    scheme: str
    code: str
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextData:
    """A service's texts in one language. Without ``reviewed_on`` nobody has reviewed them here yet."""

    language: str
    name: str
    summary: str
    description: str = ""
    what_you_need: str = ""
    plain: str = ""
    cost: str = ""
    processing_time: str = ""
    without_eid: str = ""
    everyday_words: tuple[str, ...] = ()
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChannelData:
    kind: str
    url: str = ""
    eid_need: str = "none"
    number: str = ""
    address: str = ""
    email: str = ""
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LegalBasisData:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ServiceData:
    """All of one service; the organisation by its slug in the same scope, subjects as (scheme, code)."""

    slug: str
    organisation: str
    texts: tuple[TextData, ...]
    target_groups: tuple[str, ...] = ("resident",)
    channels: tuple[ChannelData, ...] = ()
    life_events: tuple[str, ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()
    legal_bases: tuple[LegalBasisData, ...] = ()
    cost_amount: Decimal | None = None
    cost_currency: str = ""
    processing_days: int | None = None
    review_months: int = 12
    source: str = ""
    external_id: str = ""
    source_hash: str = ""


def as_json(data: ServiceData) -> dict[str, Any]:
    """The same as plain JSON: dates in ISO form, amounts as text. ``queries.data_of`` asks the database for this."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(data), default=str))
    return plain


def from_json(plain: Mapping[str, Any]) -> ServiceData:
    """What ``as_json`` was given."""
    amount = plain["cost_amount"]
    read = {
        "texts": tuple(_text(row) for row in plain["texts"]),
        "target_groups": tuple(plain["target_groups"]),
        "channels": tuple(ChannelData(**row) for row in plain["channels"]),
        "life_events": tuple(plain["life_events"]),
        "subjects": tuple((scheme, code) for scheme, code in plain["subjects"]),
        "legal_bases": tuple(LegalBasisData(**row) for row in plain["legal_bases"]),
        "cost_amount": None if amount is None else Decimal(amount),
    }
    return ServiceData(**{**plain, **read})


def _text(row: Mapping[str, Any]) -> TextData:
    day = row["reviewed_on"]
    read = {"everyday_words": tuple(row["everyday_words"]), "reviewed_on": day and date.fromisoformat(day)}
    return TextData(**{**row, **read})
