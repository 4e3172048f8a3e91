"""Who sees which copy."""

from collections.abc import Iterable

from django.http import Http404
from django.shortcuts import get_object_or_404

from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality, Part
from verkstad.practice.models import Edition, Offer, Persona, PracticeCopy, PracticeGroup, RecordedFlag, Screen, State


def practises_here(municipality: Municipality) -> None:
    """Raises Http404 where practising is switched off."""
    if not municipality.has(Part.PRACTICE):
        raise Http404


def get_edition_for_resident(municipality: Municipality, key: str, languages: list[str]) -> Edition:
    """What is shown of the copy, in the first of the languages that has it, else in any; raises Http404."""
    practises_here(municipality)
    editions = Edition.objects.filter(copy__municipality=municipality, copy__key=key, state=State.PUBLISHED)
    found = {edition.copy.language: edition for edition in editions.select_related("copy__service", "persona")}
    for language in (*languages, *sorted(found)):
        if edition := found.get(language):
            edition.copy.municipality = municipality
            return edition
    raise Http404


def get_copy_for_staff(municipality: Municipality, copy_id: int) -> PracticeCopy:
    """A copy of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.practice_copies.select_related("service", "owner"), pk=copy_id)


def get_screen_for_staff(edition: Edition, key: str) -> Screen:
    """A screen of the edition; raises Http404."""
    return get_object_or_404(edition.screens, key=key)


def get_flags_for_staff(edition: Edition, numbers: Iterable[str]) -> list[RecordedFlag]:
    """Those of the edition's screens among the numbers, with what was recorded; raises Http404 for none."""
    wanted = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 19]
    flags = RecordedFlag.objects.filter(recorded__screens__edition=edition, pk__in=wanted).distinct()
    found = list(flags.select_related("recorded").order_by("pk"))
    if not found:
        raise Http404
    return found


def get_offer_for_staff(member: Membership, offer_id: int) -> Offer:
    """What the member brought and nobody has taken yet; raises Http404."""
    return get_object_or_404(member.municipality.offers, offered_by=member.actor, taken_at=None, pk=offer_id)


def get_persona_for_staff(municipality: Municipality, key: str) -> Persona:
    """A made-up person of the municipality; raises Http404."""
    return get_object_or_404(municipality.personas, key=key)


def get_group(municipality: Municipality, code: str) -> PracticeGroup:
    """A group that is not over; raises Http404."""
    practises_here(municipality)
    groups = municipality.practice_groups.filter(closed_at=None).select_related("copy")
    group = get_object_or_404(groups, code=code.lower())
    group.copy.municipality = municipality
    return group


def get_group_for_tutor(member: Membership, code: str) -> PracticeGroup:
    """A group that the member opened, over or not; raises Http404."""
    groups = member.municipality.practice_groups.filter(opened_by=member.user)
    group = get_object_or_404(groups.select_related("copy"), code=code)
    group.copy.municipality = member.municipality
    return group


def can_edit_copy(member: Membership, copy: PracticeCopy) -> bool:
    """Editors all, service owners what is theirs."""
    if copy.municipality_id != member.municipality_id:
        return False
    return member.has(Role.EDITOR) or (member.has(Role.SERVICE_OWNER) and copy.owner_id == member.user_id)
