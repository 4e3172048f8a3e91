"""Writes: giving copies to other municipalities, and taking theirs."""

from dataclasses import replace
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.practice import keys, sharing
from verkstad.practice.actions.assets import save_assets
from verkstad.practice.actions.copies import CopyData, NotNow, add_copy, save_draft, save_persona
from verkstad.practice.actions.recordings import save_flags
from verkstad.practice.actions.screens import save_screens
from verkstad.practice.documents import LONGEST_PERSONA_KEY, CopyDocument
from verkstad.practice.editing import free_key
from verkstad.practice.models import Edition, Offer, PracticeCopy, Recorded, State
from verkstad.practice.queries.sharing import keys_taken, persona_keys, persona_like, shared_of
from verkstad.practice.sharing import Maker, Shared

_LONGEST_ORIGIN = 200
# Of a key, with a number behind it that makes it free.
_ROOM = LONGEST_PERSONA_KEY - 5


class NoLicence(Exception):
    """Nobody may use the copy before it says on what terms."""


@transaction.atomic
def share(edition: Edition, *, made_by: Maker, by: str = audit.SYSTEM) -> bytes:
    """What residents see, as a file signed by the municipality; raises NotNow for another edition, and NoLicence."""
    if edition.state != State.PUBLISHED:
        raise NotNow
    if not edition.licence:
        raise NoLicence
    town = edition.copy.municipality.slug
    audit.record("practice_copy.shared", target=edition.copy, by=by, municipality=town, number=edition.number)
    return sharing.write(shared_of(edition, made_by, timezone.now()), keys.key_of(town))


@transaction.atomic
def offer(content: bytes, *, municipality: Municipality, by: str) -> Offer:
    """Keep a file until it has been looked at, instead of what the same person has not taken; raises Refused."""
    shared, key = sharing.read(BytesIO(content))
    Offer.objects.filter(municipality=municipality, offered_by=by, taken_at=None).delete()
    offered = Offer.objects.create(
        municipality=municipality,
        content=content,
        maker=str(shared.made_by),
        public_key=key,
        offered_by=by,
        offered_at=timezone.now(),
    )
    audit.record("practice_offer.brought", target=offered, by=by, municipality=municipality.slug, key=key)
    return offered


@transaction.atomic
def leave(offered: Offer, *, by: str) -> None:
    """Forget the file without taking it."""
    audit.record("practice_offer.left", target=offered, by=by, municipality=offered.municipality.slug)
    offered.delete()


@transaction.atomic
def take(offered: Offer, *, instead_of: PracticeCopy | None, owner: User | None, by: str) -> Edition:
    """A draft of what is offered: of a new copy, or ``instead_of`` what the copy of this key and language says.

    Raises NotNow when it was taken already, or somebody is writing a draft of that copy, and Refused and PageRefused
    for a page that could act, by what is allowed today.
    """
    municipality = offered.municipality
    locked = Offer.objects.select_for_update().get(pk=offered.pk)
    if locked.taken_at:
        raise NotNow
    shared, _key = sharing.read(BytesIO(bytes(locked.content)))
    document = replace(shared.document, persona=_persona(shared, municipality, by=by), origin=_origin(shared))
    edition = _edition(replace(document, screens=()), municipality, instead_of, owner=owner, by=by)
    recorded = save_shared(edition, document, shared, by=by)
    save_flags(dict(enumerate(recorded)), sharing.flags_in(shared))
    Offer.objects.filter(pk=offered.pk).update(taken_at=timezone.now(), content=b"")
    audit.record("practice_offer.taken", target=offered, by=by, municipality=municipality.slug, copy=edition.copy_id)
    return edition


def save_shared(edition: Edition, document: CopyDocument, shared: Shared, *, by: str = "") -> list[Recorded]:
    """The screens of the document with what was recorded of them, which is returned. Raises PageRefused.

    ``by``: who brought it, when nobody here has looked at it yet.
    """
    save_assets(shared.assets)
    recorded = {
        screen.key: Recorded.objects.create(copy=edition.copy, tree=told.tree, assets=dict(told.assets), recorded_by=by)
        for screen, told in shared.recorded()
    }
    save_screens(edition, document, recorded)
    return list(recorded.values())


def _edition(
    document: CopyDocument, municipality: Municipality, instead_of: PracticeCopy | None, *, owner: User | None, by: str
) -> Edition:
    """Without screens."""
    if instead_of is None:
        key = document.key
        if (key, document.language) in (taken := keys_taken(municipality)):
            key = free_key(key, {key for key, _language in taken}, "copy")
        data = CopyData(key, document.language, owner=owner)
        return add_copy(data, document, municipality=municipality, by=by)
    PracticeCopy.objects.select_for_update().get(pk=instead_of.pk)
    if instead_of.editions.filter(state__in=[State.DRAFT, State.REVIEW]).exists():
        raise NotNow
    return save_draft(instead_of, document, by=by)


def _persona(shared: Shared, municipality: Municipality, *, by: str) -> str:
    """The key here of who one is; under a free one when there is somebody else of that key."""
    if there := persona_like(municipality, shared.persona):
        return there.key
    taken = persona_keys(municipality)
    key = shared.persona.key
    persona = replace(shared.persona, key=free_key(key[:_ROOM], taken, "persona") if key in taken else key)
    return save_persona(persona, municipality=municipality, by=by).key


def _origin(shared: Shared) -> str:
    """Who made it first, and who passed it on."""
    first = shared.document.origin
    return (f"{first} → {shared.made_by}" if first else str(shared.made_by))[:_LONGEST_ORIGIN]
