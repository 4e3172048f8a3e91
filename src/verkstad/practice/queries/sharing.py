"""Reads: copies that leave for other municipalities, and what is known here of those that come."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from verkstad.municipalities.models import Municipality
from verkstad.practice.documents import PersonaDocument
from verkstad.practice.models import Asset, Edition, Offer, Persona, PracticeCopy, Screen
from verkstad.practice.queries.documents import document_of, persona_document
from verkstad.practice.recorded import archive
from verkstad.practice.recorded.pages import ASSETS
from verkstad.practice.sharing import Maker, RecordedScreen, Shared

_SHOWN = re.compile(rf"{re.escape(ASSETS)}([0-9a-f]{{64}})")


@dataclass(frozen=True, slots=True)
class KnownKey:
    """``taken``: how many copies of whoever has the key were taken; ``others``: how many of the same name, by another
    key."""

    taken: int
    others: int


def shared_of(edition: Edition, made_by: Maker, made_at: datetime) -> Shared:
    """All of the edition. Of what was recorded only those pictures and fonts that are still shown."""
    screens, shown = dict[str, RecordedScreen](), set[str]()
    for screen in Screen.objects.filter(edition=edition).exclude(recorded=None).select_related("recorded"):
        assert screen.recorded  # noqa: S101 -- for the type checker
        here = set(_SHOWN.findall(screen.page))
        assets = {address: name for address, name in screen.recorded.assets.items() if name in here}
        screens[screen.key] = RecordedScreen(bytes(screen.recorded.tree), assets)
        shown |= here
    kept = Asset.objects.filter(pk__in=shown).order_by("pk")
    return Shared(
        document=document_of(edition),
        persona=persona_document(edition.persona),
        screens=screens,
        assets={one.sha256: archive.Asset(one.kind, bytes(one.content)) for one in kept},
        made_by=made_by,
        made_at=made_at,
    )


def known_key(municipality: Municipality, public_key: str, maker: str) -> KnownKey:
    """From what has been taken before."""
    taken = Offer.objects.filter(municipality=municipality, taken_at__isnull=False)
    same = taken.filter(public_key=public_key).count()
    return KnownKey(same, taken.filter(maker=maker).exclude(public_key=public_key).count())


def copy_like(municipality: Municipality, key: str, language: str) -> PracticeCopy | None:
    """The one of the same key and language."""
    return PracticeCopy.objects.filter(municipality=municipality, key=key, language=language).first()


def keys_taken(municipality: Municipality) -> set[tuple[str, str]]:
    """Of all copies, with their languages."""
    copies = PracticeCopy.objects.filter(municipality=municipality).order_by()
    return set(copies.values_list("key", "language"))


def persona_like(municipality: Municipality, wanted: PersonaDocument) -> Persona | None:
    """Who is the same in all but the key; first the one that has the key too."""
    people = Persona.objects.filter(municipality=municipality, country=wanted.country).order_by("key")
    alike = [one for one in people if replace(persona_document(one), key=wanted.key) == wanted]
    return min(alike, key=lambda one: one.key != wanted.key, default=None)


def persona_keys(municipality: Municipality) -> set[str]:
    return set(Persona.objects.filter(municipality=municipality).order_by().values_list("key", flat=True))
