"""Writes: copies, their editions and the made-up people in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import ngettext

from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.assets import forget_unshown
from verkstad.practice.actions.screens import recorded_of, save_screens, write_pages
from verkstad.practice.checks import problems
from verkstad.practice.documents import CopyDocument, PersonaDocument, Refused
from verkstad.practice.models import (
    Edition,
    Persona,
    PracticeCopy,
    Recorded,
    RecordedFlag,
    Screen,
    ScreenSource,
    State,
)
from verkstad.practice.queries.documents import document_of, persona_document
from verkstad.practice.queries.flags import is_second_person
from verkstad.services.models import Service


@dataclass(frozen=True, slots=True)
class CopyData:
    """All that is decided of a copy apart from what it looks like."""

    key: str
    language: str
    service: Service | None = None
    owner: User | None = None


class NotReady(Exception):
    """The edition cannot be shown; ``problems`` says why."""

    def __init__(self, found: list[Refused]) -> None:
        super().__init__("; ".join(map(str, found)))
        self.problems = found


class NeedsSecondPerson(Exception):
    """A recorded copy is published by somebody else than who made it."""


class Taken(Exception):
    """The municipality has a copy of this key in this language."""


class NoPersona(Exception):
    """The copy needs a made-up person whom the municipality has not."""


class NotADraft(Exception):
    """What is shown, or waits for a second person, is not changed."""


class NotNow(Exception):
    """The edition is in another state than the one from which this can be done; somebody was quicker."""


@transaction.atomic
def save_persona(data: PersonaDocument, *, municipality: Municipality, by: str = audit.SYSTEM) -> Persona:
    """Add or change a made-up person; the document has been checked when it was read."""
    persona, _ = Persona.objects.update_or_create(
        municipality=municipality,
        key=data.key,
        defaults={"country": data.country, "fields": data.fields, "story": data.story},
    )
    write_pages(Screen.objects.filter(edition__persona=persona))
    audit.record("persona.saved", target=persona, by=by, municipality=municipality.slug)
    return persona


@transaction.atomic
def add_copy(data: CopyData, document: CopyDocument, *, municipality: Municipality, by: str = audit.SYSTEM) -> Edition:
    """A new copy with its first draft; raises Taken and NoPersona."""
    copy = PracticeCopy(
        municipality=municipality, key=data.key, language=data.language, service=data.service, owner=data.owner
    )
    try:
        with transaction.atomic():
            copy.save(force_insert=True)
    except IntegrityError as error:
        raise Taken from error
    edition = _new_edition(copy, document, {}, by=by)
    audit.record("practice_copy.added", target=copy, by=by, municipality=municipality.slug)
    return edition


@transaction.atomic
def change_copy(
    copy: PracticeCopy, *, service: Service | None, owner: User | None, by: str = audit.SYSTEM
) -> PracticeCopy:
    """Say which service it is a copy of, and who answers for it."""
    copy.service, copy.owner = service, owner
    copy.save(update_fields=["service", "owner"])
    audit.record("practice_copy.changed", target=copy, by=by, municipality=copy.municipality.slug)
    return copy


@transaction.atomic
def remove_copy(copy: PracticeCopy, *, by: str = audit.SYSTEM) -> None:
    """Take it away with all its editions and what was counted."""
    audit.record("practice_copy.removed", target=copy, by=by, municipality=copy.municipality.slug)
    copy.editions.all().delete()
    forget_unshown(copy)
    copy.delete()


@transaction.atomic
def save_draft(copy: PracticeCopy, document: CopyDocument, *, by: str = audit.SYSTEM) -> Edition:
    """The draft with what the document says, begun when there is none; raises NotADraft while it is reviewed.

    The recorded screens stay as they are: a document holds none of what was recorded. Raises Refused for one that has
    a recorded screen which the copy has not, and NoPersona.
    """
    edition = start_draft(copy, by=by)
    if edition.state != State.DRAFT:
        raise NotADraft
    edition.title, edition.intro = document.title, document.intro
    edition.licence, edition.origin = document.licence, document.origin
    edition.persona, edition.made_by, edition.reviewed_by = _persona(copy, document.persona), by, ""
    edition.save()
    save_screens(edition, document, recorded_of(edition))
    audit.record("practice_copy.drafted", target=copy, by=by, municipality=copy.municipality.slug)
    return edition


@transaction.atomic
def edit_draft(
    copy: PracticeCopy, change: Callable[[CopyDocument], CopyDocument], *, by: str = audit.SYSTEM
) -> Edition:
    """The draft as ``change`` makes it from what it is now, while nobody else can change it; raises as save_draft."""
    return save_draft(copy, change(document_of(start_draft(copy, by=by))), by=by)


@transaction.atomic
def start_draft(copy: PracticeCopy, *, by: str = audit.SYSTEM) -> Edition:
    """The draft; when there is none, one that says what is shown now."""
    if edition := _worked_on(copy):
        return edition
    shown = copy.editions.select_related("persona").order_by("-number")[0]
    return _new_edition(copy, document_of(shown), recorded_of(shown), by=by)


@transaction.atomic
def drop_draft(edition: Edition, *, by: str = audit.SYSTEM) -> None:
    """Forget what was begun; what is shown stays. A copy that was never shown is forgotten with it."""
    _refuse_unless(edition, State.DRAFT, State.REVIEW)
    audit.record("practice_copy.draft_dropped", target=edition.copy, by=by, municipality=_town(edition))
    edition.delete()
    forget_unshown(edition.copy)
    if not edition.copy.editions.exists():
        remove_copy(edition.copy, by=by)


@transaction.atomic
def ask_for_review(edition: Edition, *, by: str = audit.SYSTEM) -> Edition:
    """Have a second person look at it; raises NotReady."""
    _refuse_unless(edition, State.DRAFT)
    _refuse_unready(edition)
    edition.state = State.REVIEW
    edition.save(update_fields=["state"])
    audit.record("practice_copy.sent_to_review", target=edition.copy, by=by, municipality=_town(edition))
    return edition


@transaction.atomic
def back_to_draft(edition: Edition, *, by: str = audit.SYSTEM) -> Edition:
    """Go on working at what waited for a second person."""
    _refuse_unless(edition, State.REVIEW)
    edition.state = State.DRAFT
    edition.save(update_fields=["state"])
    audit.record("practice_copy.sent_back", target=edition.copy, by=by, municipality=_town(edition))
    return edition


@transaction.atomic
def publish(edition: Edition, *, checked_on: date, by: str = audit.SYSTEM) -> Edition:
    """Show it instead of what was shown; raises NotReady, also while something recorded may still be about somebody,
    and NeedsSecondPerson for what was recorded."""
    _refuse_unless(edition, State.DRAFT, State.REVIEW)
    _refuse_unready(edition)
    if pointed_out := RecordedFlag.objects.filter(recorded__screens__edition=edition, settled_at=None).count():
        words = ngettext("%(number)s thing nobody has looked at", "%(number)s things nobody has looked at", pointed_out)
        raise NotReady([Refused(words % {"number": pointed_out})])
    if edition.screens.filter(source=ScreenSource.RECORDED).exists() and not is_second_person(edition, by):
        raise NeedsSecondPerson
    edition.copy.editions.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    edition.state, edition.checked_on, edition.published_at = State.PUBLISHED, checked_on, timezone.now()
    edition.reviewed_by = by if by != edition.made_by else ""
    edition.save()
    forget_unshown(edition.copy)
    audit.record("practice_copy.published", target=edition.copy, by=by, municipality=_town(edition))
    return edition


@transaction.atomic
def withdraw(edition: Edition, *, by: str = audit.SYSTEM) -> Edition:
    """Show it no longer."""
    _refuse_unless(edition, State.PUBLISHED)
    edition.state = State.RETIRED
    edition.save(update_fields=["state"])
    audit.record("practice_copy.withdrawn", target=edition.copy, by=by, municipality=_town(edition))
    return edition


@transaction.atomic
def mark_checked(edition: Edition, *, on: date, by: str = audit.SYSTEM) -> Edition:
    """Say that it was compared with the real service and is still like it."""
    _refuse_unless(edition, State.PUBLISHED)
    edition.checked_on = on
    edition.save(update_fields=["checked_on"])
    audit.record("practice_copy.checked", target=edition.copy, by=by, municipality=_town(edition), on=on.isoformat())
    return edition


def _new_edition(copy: PracticeCopy, document: CopyDocument, recorded: Mapping[str, Recorded], *, by: str) -> Edition:
    last = copy.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        copy=copy,
        number=last + 1,
        persona=_persona(copy, document.persona),
        title=document.title,
        intro=document.intro,
        licence=document.licence,
        origin=document.origin,
        made_by=by,
    )
    save_screens(edition, document, recorded)
    return edition


def _worked_on(copy: PracticeCopy) -> Edition | None:
    """Locked, so that two who save at once do so one after the other."""
    PracticeCopy.objects.select_for_update().get(pk=copy.pk)
    return copy.editions.filter(state__in=[State.DRAFT, State.REVIEW]).first()


def _persona(copy: PracticeCopy, key: str) -> Persona:
    persona = Persona.objects.filter(municipality=copy.municipality, key=key).first()
    if persona is None:
        raise NoPersona(key)
    return persona


def _refuse_unless(edition: Edition, *states: State) -> None:
    """Locks the copy, so that of two who act at once the second finds what the first has done."""
    PracticeCopy.objects.select_for_update().get(pk=edition.copy_id)
    edition.refresh_from_db(fields=["state"])
    if edition.state not in states:
        raise NotNow


def _refuse_unready(edition: Edition) -> None:
    if found := list(problems(document_of(edition), persona_document(edition.persona))):
        raise NotReady(found)


def _town(edition: Edition) -> str:
    return edition.copy.municipality.slug
