"""The copies that come with the program, for municipalities to take over and change as they like."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from verkstad.municipalities.models import Municipality
from verkstad.practice.documents import CopyDocument, PersonaDocument, read_copy, read_persona
from verkstad.practice.models import PracticeCopy
from verkstad.practice.sharing import Shared, from_program

COPIES = Path(__file__).resolve().parent.parent / "copies"
PERSONAS = COPIES / "personas.yaml"


@dataclass(frozen=True, slots=True)
class Shipped:
    """``file``: where what was recorded of it lies."""

    document: CopyDocument
    persona: PersonaDocument
    file: Path | None = None

    @property
    def recorded(self) -> Shared | None:
        return from_program(self.file) if self.file else None


@cache
def shipped_personas() -> tuple[PersonaDocument, ...]:
    return tuple(map(read_persona, yaml.safe_load(PERSONAS.read_text(encoding="utf-8"))))


@cache
def shipped_copies() -> tuple[Shipped, ...]:
    """All, by title."""
    personas = {persona.key: persona for persona in shipped_personas()}
    written = [(read_copy(file.read_text("utf-8")), None) for file in COPIES.glob("*.yaml") if file != PERSONAS]
    recorded = [(from_program(file).document, file) for file in COPIES.glob("*.zip")]
    found = sorted([*written, *recorded], key=lambda one: one[0].title.casefold())
    return tuple(Shipped(document, personas[document.persona], file) for document, file in found)


def shipped_for(municipality: Municipality) -> list[Shipped]:
    """Those in a language of the municipality that it has not taken, those of its own country first."""
    taken = set(PracticeCopy.objects.filter(municipality=municipality).values_list("key", "language"))
    offered = [
        one
        for one in shipped_copies()
        if one.document.language in municipality.languages and (one.document.key, one.document.language) not in taken
    ]
    return sorted(offered, key=lambda one: one.persona.country != municipality.country)


def shipped_copy(municipality: Municipality, key: str, language: str) -> Shipped | None:
    """One of those that are offered."""
    offered = shipped_for(municipality)
    return next((one for one in offered if (one.document.key, one.document.language) == (key, language)), None)
