"""What the desk page shows, gathered: subjects to choose from, where one stands, what was logged there today."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.core.alphabet import alphabetical
from verkstad.identity.models import Membership
from verkstad.measurement.access import get_enquiry_for_member, may_put_right
from verkstad.measurement.models import THEMES, Enquiry, EnquiryChannel, EnquiryOutcome
from verkstad.measurement.queries import (
    last_place,
    latest_at,
    outcomes_at,
    places_to_stand_at,
    service_for_enquiry,
    usual_at,
)
from verkstad.measurement.queries.counting import unit_at_desk
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, PlaceKind
from verkstad.portal.desk_form import THEME
from verkstad.search.answers import Hit
from verkstad.search.models import Kind
from verkstad.search.queries import search
from verkstad.services.queries import ServiceName, names_by_id, service_names

BUTTONS = 8
CHANNELS = {PlaceKind.PHONE_LINE: EnquiryChannel.PHONE, PlaceKind.ONLINE_DESK: EnquiryChannel.CHAT}


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be asked about. ``value`` is what the form says, ``kind`` what most want who ask about it."""

    value: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class InWords:
    """An enquiry, and what it was about."""

    enquiry: Enquiry
    subject: Subject
    may_change: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """At which of the places somebody stands, or at none; ``is_known`` is False when they are to be asked."""

    place: Place | None
    places: list[Place]
    is_known: bool

    @property
    def slug(self) -> str:
        return self.place.slug if self.place else ""

    @property
    def channel(self) -> EnquiryChannel:
        return CHANNELS.get(PlaceKind(self.place.kind), EnquiryChannel.DESK) if self.place else EnquiryChannel.DESK


def standing(member: Membership, slug: str | None, now: datetime) -> Standing:
    """At the place of the slug, at none when it is empty, else where the member last was or the only place is."""
    places = places_to_stand_at(member.municipality)
    if slug is not None:
        place = next((place for place in places if place.slug == slug), None)
        return Standing(place, places, is_known=place is not None or not slug)
    place = last_place(member, now) or (places[0] if len(places) == 1 else None)
    return Standing(place, places, is_known=place is not None or not places)


def subjects(
    municipality: Municipality, place: Place | None, language: str, *, words: str, chosen: str
) -> dict[str, list[Subject]]:
    """What can be chosen: what the words find, what is usual at the place, and the other themes."""
    usual, others = subjects_at(municipality, place, timezone.now())
    hits = found(municipality, words, language)
    if chosen not in {subject.value for subject in (*hits, *usual, *others)}:
        hits = [*_named(municipality, chosen), *hits]
    return {"found": hits, "usual": usual, "others": others}


def subjects_at(municipality: Municipality, place: Place | None, now: datetime) -> tuple[list[Subject], list[Subject]]:
    """What most ask about at the place, filled up with themes it helps with; and the other themes."""
    usual = usual_at(municipality, place, now, BUTTONS)
    names = names_by_id([one.service_id for one in usual if one.service_id])
    shown = [
        _service(names[one.service_id], one.kind) if one.service_id else _theme(one.theme, one.kind)
        for one in usual
        if not one.service_id or one.service_id in names
    ]
    there = {subject.value for subject in shown}
    themes = dict.fromkeys([*(place.helps_with if place else ()), *dict(THEMES)])
    others = [subject for subject in map(_theme, themes) if subject.value not in there]
    room = BUTTONS - len(shown)
    return shown + others[:room], others[room:]


def found(municipality: Municipality, words: str, language: str) -> list[Subject]:
    """Services that answer the words, by the search that residents have."""
    if not words:
        return []
    hits = [hit for group in search(municipality, words, language).groups for hit in group.hits]
    services = [hit for hit in hits if isinstance(hit, Hit) and hit.kind == Kind.SERVICE]
    return [Subject(hit.slug, hit.name) for hit in services[:BUTTONS]]


def all_services(municipality: Municipality, language: str) -> list[Subject]:
    """For a device to find them by name without network."""
    names = sorted(service_names(municipality), key=lambda service: alphabetical(service.name, language))
    return [_service(name) for name in names]


def today_at(member: Membership, place: Place | None) -> dict[str, Any]:
    """The last enquiries logged there today, how many of all had which outcome, and who counts there in a week."""
    municipality, day = member.municipality, timezone.localdate()
    numbers = outcomes_at(municipality, place, day)
    return {
        "latest": in_words(member, latest_at(municipality, place, day)),
        "totals": [(str(outcome.label), numbers[outcome]) for outcome in EnquiryOutcome if outcome in numbers],
        "total": sum(numbers.values()),
        "counting": unit_at_desk(municipality, place, day),
    }


def just_logged(member: Membership, key: str) -> InWords | None:
    """The enquiry of that key, if there is one that the member may put right."""
    with suppress(ValueError, Http404):
        return in_words(member, [get_enquiry_for_member(member, UUID(key))])[0]
    return None


def in_words(member: Membership, enquiries: list[Enquiry]) -> list[InWords]:
    names = names_by_id([one.service_id for one in enquiries if one.service_id])
    return [InWords(one, _subject(one, names), may_put_right(member, one)) for one in enquiries]


def _subject(enquiry: Enquiry, names: dict[int, ServiceName]) -> Subject:
    if enquiry.service_id in names:
        return _service(names[enquiry.service_id])
    return _theme(enquiry.theme) if enquiry.theme else Subject("", _("A service that is no longer there"))


def _named(municipality: Municipality, value: str) -> list[Subject]:
    """A service that an address or a form names."""
    service = service_for_enquiry(municipality, value) if value else None
    return [_service(name) for name in names_by_id([service.pk]).values()] if service else []


def _service(name: ServiceName, kind: str = "") -> Subject:
    return Subject(name.slug, name.name, kind)


def _theme(theme: str, kind: str = "") -> Subject:
    return Subject(f"{THEME}{theme}", str(dict(THEMES)[theme]), kind)
