"""Practice copies and the made-up people in them."""

from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from factory.django import DjangoModelFactory

from verkstad.municipalities.models import Municipality
from verkstad.practice import keys, sharing
from verkstad.practice.actions import copies as actions
from verkstad.practice.actions.sharing import offer
from verkstad.practice.documents import CopyDocument, PersonaDocument, ScreenDocument, StepDocument
from verkstad.practice.models import Edition, Offer, Persona, PracticeCopy, Recorded
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.tree import Element, Page, Text, Tree
from verkstad.practice.sharing import Maker, Shared

FIELDS = {
    "given_name": "Karin",
    "family_name": "Ängström",
    "number": "19520230-1234",
    "street": "Trädgårdsgränd 7",
    "postcode": "999 01",
    "town": "Sommarby",
    "phone": "070-174 06 21",
    "email": "karin@example.org",
}
CHECKED = date(2026, 11, 1)


class PersonaFactory(DjangoModelFactory):
    class Meta:
        model = Persona

    key = "karin"
    country = "SE"
    fields = FIELDS
    story = {"sv": "Du är 74 år och heter {given_name}."}


def persona_document(**changes: Any) -> PersonaDocument:
    values = {"key": "karin", "country": "SE", "fields": FIELDS, "story": {"sv": "Du är 74 år."}}
    return PersonaDocument(**values | changes)


def step(key: str = "send-it", **changes: Any) -> StepDocument:
    return StepDocument(**{"key": key, "goal": "Skicka anmälan.", "target": "send", "expect": "press"} | changes)


def screen(key: str = "start", **changes: Any) -> ScreenDocument:
    """A written one with a field and a button, and the step to press it."""
    body = [{"kind": "line", "key": "name", "label": "Namn", "type": "text"}]
    body += [{"kind": "button", "key": "send", "look": "primary", "text": "Skicka"}]
    return ScreenDocument(
        **{"key": key, "title": "Anmäl", "source": "authored", "body": body, "steps": (step(f"{key}-it"),)} | changes
    )


def eid_screen(key: str = "eid") -> ScreenDocument:
    asked = {"before": "Här väljer du e-legitimation.", "asks": "Björkhamns kommun", "why": "Logga in"}
    return screen(key, title="Legitimera dig", source="eid", body=asked, steps=(step(f"{key}-it", target="approve"),))


def recorded_screen(key: str = "recorded", **changes: Any) -> ScreenDocument:
    return screen(key, **{"source": "recorded", "body": [], "steps": (step(f"{key}-it", target="1"),)} | changes)


def tree() -> bytes:
    """A page with one button, which is node 1."""
    button = Element("button", children=(Text("Vidare"),))
    return stored.dump(Tree(Page(Element("html", children=(button,)))))


def document(*screens: ScreenDocument, **changes: Any) -> CopyDocument:
    values = {"key": "move", "language": "sv", "title": "Anmäl flytt", "intro": "Öva.", "persona": "karin"}
    return CopyDocument(**values | {"screens": screens or (screen(),)} | changes)


def make_draft(municipality: Municipality, *screens: ScreenDocument, **changes: Any) -> Edition:
    """A new copy with a draft; its person is made when the municipality has none of that key."""
    written = document(*screens, **changes)
    if not Persona.objects.filter(municipality=municipality, key=written.persona).exists():
        PersonaFactory(municipality=municipality, key=written.persona)
    data = actions.CopyData(written.key, written.language)
    return actions.add_copy(data, written, municipality=municipality)


def make_copy(municipality: Municipality, *screens: ScreenDocument, **changes: Any) -> PracticeCopy:
    """One that is published."""
    edition = make_draft(municipality, *screens, **changes)
    actions.publish(edition, checked_on=CHECKED, by="somebody")
    return edition.copy


def make_offer(municipality: Municipality, by: str = "bringer", **changes: Any) -> Offer:
    """A written copy that came in a file from Egesund."""
    return offer(shared_file(**changes), municipality=municipality, by=by)


def shared_file(key: Ed25519PrivateKey | None = None, **changes: Any) -> bytes:
    """Signed by Egesund, or with another key."""
    return sharing.write(shared(**changes), key or keys.key_of("egesund"))


def shared(**changes: Any) -> Shared:
    values = {
        "document": document(licence="CC BY 4.0"),
        "persona": persona_document(),
        "screens": {},
        "assets": {},
        "made_by": Maker("Egesund", "https://egesund.example/"),
        "made_at": datetime(2026, 11, 1, 12, tzinfo=UTC),
    }
    return Shared(**values | changes)


def make_recorded(municipality: Municipality, made_by: str = "system") -> Edition:
    """A draft with one recorded screen."""
    edition = make_draft(municipality, recorded_screen("start", source="authored"))
    recorded = Recorded.objects.create(copy=edition.copy, tree=tree())
    edition.screens.update(source="recorded", recorded=recorded)
    Edition.objects.filter(pk=edition.pk).update(made_by=made_by)
    edition.refresh_from_db()
    return edition
