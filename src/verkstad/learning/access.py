"""Who sees which package."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from verkstad.identity.models import Membership
from verkstad.learning.models import (
    Certificate,
    Confirmation,
    ModuleText,
    Package,
    PackageEdition,
    Picture,
    State,
    Video,
)
from verkstad.municipalities.models import Municipality, Part

# A note with its code is found again the same week, and is of no use to others for long.
CONFIRMATIONS_HOLD = timedelta(days=7)


def learns_here(municipality: Municipality) -> None:
    """Raises Http404 where learning is switched off."""
    if not municipality.has(Part.LEARNING):
        raise Http404


def get_edition_for_learner(municipality: Municipality, key: str) -> PackageEdition:
    """What is taught in the package today; raises Http404."""
    learns_here(municipality)
    editions = PackageEdition.objects.filter(package__municipality=municipality, state=State.PUBLISHED)
    return get_object_or_404(editions.select_related("package"), package__key=key)


def get_module_for_learner(edition: PackageEdition, key: str, languages: Sequence[str]) -> ModuleText:
    """A module in the first of the languages that has it, else in any; raises Http404."""
    texts = ModuleText.objects.filter(module__edition=edition, module__key=key).select_related("module")
    found = {text.language: text for text in texts.order_by("language")}
    for language in (*languages, *found):
        if text := found.get(language):
            return text
    raise Http404


def get_picture_for_learner(municipality: Municipality, key: str, name: str) -> Picture:
    """A picture of a package that is taught; raises Http404."""
    learns_here(municipality)
    pictures = Picture.objects.filter(package__municipality=municipality, package__key=key)
    return get_object_or_404(pictures, package__editions__state=State.PUBLISHED, name=name)


def get_video_for_learner(municipality: Municipality, key: str, name: str) -> Video:
    """A video of a package that is taught; raises Http404."""
    learns_here(municipality)
    videos = Video.objects.filter(package__municipality=municipality, package__key=key)
    return get_object_or_404(videos, package__editions__state=State.PUBLISHED, name=name)


def get_package_for_staff(municipality: Municipality, package_id: int) -> Package:
    """A package of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.packages, pk=package_id)


def get_edition_for_staff(package: Package, number: int) -> PackageEdition:
    """One of its editions; raises Http404."""
    return get_object_or_404(package.editions, number=number)


def get_draft(package: Package) -> PackageEdition:
    """What is worked on; raises Http404."""
    return get_object_or_404(package.editions, state=State.DRAFT)


def get_text_for_staff(edition: PackageEdition, key: str, language: str) -> ModuleText:
    """A module of the edition in the language; raises Http404."""
    texts = ModuleText.objects.filter(module__edition=edition).select_related("module")
    text = get_object_or_404(texts, module__key=key, language=language)
    text.module.edition = edition
    return text


def get_picture_for_staff(package: Package, name: str) -> Picture:
    """A picture of the package; raises Http404."""
    return get_object_or_404(package.pictures, name=name)


def get_video_for_staff(package: Package, name: str) -> Video:
    """A video of the package; raises Http404."""
    return get_object_or_404(package.videos, name=name)


def editions_of(municipality: Municipality, package: str) -> list[PackageEdition]:
    """Those that are taught or were, latest first."""
    editions = PackageEdition.objects.filter(package__municipality=municipality, package__key=package)
    taught = editions.filter(state__in=(State.PUBLISHED, State.RETIRED))
    return list(taught.select_related("package__municipality").order_by("-number"))


def get_edition_of_certificates(municipality: Municipality, package: str, number: int) -> PackageEdition:
    """One that is taught or was; raises Http404. It stays where learning is switched off, as its certificates do."""
    for edition in editions_of(municipality, package):
        if edition.number == number:
            return edition
    raise Http404


def get_editions_for_certificate(municipality: Municipality, key: str) -> list[PackageEdition]:
    """Those of the package that somebody may have proved, latest first; raises Http404 for none."""
    learns_here(municipality)
    if not (editions := editions_of(municipality, key)):
        raise Http404
    return editions


def get_certificate_of_holder(municipality: Municipality, key: UUID) -> Certificate:
    """Whoever knows the key; raises Http404. It stays where learning is switched off."""
    return get_object_or_404(municipality.certificates.select_related("edition__package"), key=key)


def get_certificate_for_staff(municipality: Municipality, certificate_id: int) -> Certificate:
    """Raises Http404."""
    return get_object_or_404(municipality.certificates.select_related("edition__package"), pk=certificate_id)


def get_confirmation_for_learner(municipality: Municipality, code: str) -> Confirmation:
    """Raises Http404, also for one that is older than CONFIRMATIONS_HOLD."""
    learns_here(municipality)
    return _confirmation(municipality, code=code)


def get_confirmation_for_staff(member: Membership, confirmation_id: int) -> Confirmation:
    """One's own; raises Http404."""
    return _confirmation(member.municipality, pk=confirmation_id, confirmed_by=member.user_id)


def _confirmation(municipality: Municipality, **which: str | int) -> Confirmation:
    confirmations = Confirmation.objects.filter(edition__package__municipality=municipality)
    fresh = confirmations.filter(confirmed_at__gt=timezone.now() - CONFIRMATIONS_HOLD)
    return get_object_or_404(fresh.select_related("edition__package", "confirmed_by"), **which)
