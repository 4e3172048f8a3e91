"""What a search answers: groups of hits in the order in which they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from verkstad.core.translated import Text
from verkstad.places.board import Opening
from verkstad.search.intent import Intent
from verkstad.search.models import Fact, Kind


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call or write to; ``opening`` is of the place that answers the phone, where that is known."""

    phone: str
    email: str
    opening: Opening | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A service, place or page. ``confidence`` is the share of the reader's words that it has, rare ones counting
    more, from 0 to 1. A service has a ``contact`` when the reader asked for one."""

    kind: Kind
    object_id: int
    slug: str
    name: Text
    summary: Text
    owner: Text
    facts: frozenset[str]
    confidence: float
    contact: Contact | None = None

    @property
    def needs_eid(self) -> bool:
        return Fact.NO_EID not in self.facts


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet; one that ``matches`` is a word the reader looked for."""

    text: str
    matches: bool


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document; ``snippet`` is the place in its text where the reader's words stand."""

    object_id: int
    title: Text
    url: str
    date: date
    document_kind: str
    snippet: tuple[Piece, ...]
    kind: Kind = Kind.DOCUMENT


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind on one page; ``total`` is how many there are on all pages."""

    kind: Kind
    hits: Sequence[Hit | DocumentHit]
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``groups`` in order, none empty. ``is_weak``: nothing that surely answers, so offer a person and ``nearest``,
    words that do give hits. ``intent``: what was asked for besides what the words are about."""

    text: str
    groups: Sequence[Group] = ()
    is_weak: bool = False
    nearest: Sequence[str] = ()
    filters: frozenset[str] = field(default_factory=frozenset)
    page: int = 1
    intent: Intent | None = None

    def group(self, kind: Kind) -> Group | None:
        return next((group for group in self.groups if group.kind == kind), None)

    def total(self, kind: Kind) -> int:
        group = self.group(kind)
        return group.total if group else 0
