"""Who sees which package."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import Http404
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
    editions = PackageEdition.objects.filter(package__municipality=municipality, package__key=key)
    edition = editions.filter(state=State.PUBLISHED).select_related("package").first()
    if edition is None:
        raise Http404
    return edition


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
    pictures = Picture.objects.filter(package__municipality=municipality, package__key=key, name=name)
    picture = pictures.filter(package__editions__state=State.PUBLISHED).first()
    if picture is None:
        raise Http404
    return picture


def get_video_for_learner(municipality: Municipality, key: str, name: str) -> Video:
    """A video of a package that is taught; raises Http404."""
    learns_here(municipality)
    videos = Video.objects.filter(package__municipality=municipality, package__key=key, name=name)
    video = videos.filter(package__editions__state=State.PUBLISHED).first()
    if video is None:
        raise Http404
    return video


def get_package_for_staff(municipality: Municipality, package_id: int) -> Package:
    """A package of the municipality whose staff asks; raises Http404."""
    package = Package.objects.filter(municipality=municipality, pk=package_id).first()
    if package is None:
        raise Http404
    package.municipality = municipality
    return package


def get_edition_for_staff(package: Package, number: int) -> PackageEdition:
    """One of its editions; raises Http404."""
    return _edition(package, number=number)


def get_draft(package: Package) -> PackageEdition:
    """What is worked on; raises Http404."""
    return _edition(package, state=State.DRAFT)


def get_text_for_staff(edition: PackageEdition, key: str, language: str) -> ModuleText:
    """A module of the edition in the language; raises Http404."""
    texts = ModuleText.objects.filter(module__edition=edition, module__key=key, language=language)
    text = texts.select_related("module").first()
    if text is None:
        raise Http404
    text.module.edition = edition
    return text


def get_picture_for_staff(package: Package, name: str) -> Picture:
    """A picture of the package; raises Http404."""
    picture = Picture.objects.filter(package=package, name=name).first()
    if picture is None:
        raise Http404
    return picture


def get_video_for_staff(package: Package, name: str) -> Video:
    """A video of the package; raises Http404."""
    video = Video.objects.filter(package=package, name=name).first()
    if video is None:
        raise Http404
    video.package = package
    return video


def _edition(package: Package, **wanted: object) -> PackageEdition:
    edition = PackageEdition.objects.filter(package=package, **wanted).first()
    if edition is None:
        raise Http404
    edition.package = package
    return edition


def editions_of(municipality: Municipality, package: str) -> list[PackageEdition]:
    """Those that are taught or were, latest first."""
    editions = PackageEdition.objects.filter(package__municipality=municipality, package__key=package)
    taught = editions.filter(state__in=(State.PUBLISHED, State.RETIRED))
    return list(taught.select_related("package__municipality").order_by("-number"))


def get_editions_for_certificate(municipality: Municipality, key: str) -> list[PackageEdition]:
    """Those of the package that somebody may have proved, latest first; raises Http404 for none."""
    learns_here(municipality)
    if not (editions := editions_of(municipality, key)):
        raise Http404
    return editions


def get_certificate_of_holder(municipality: Municipality, key: UUID) -> Certificate:
    """Whoever knows the key; raises Http404. It stays where learning is switched off."""
    return _certificate(municipality, key=key)


def get_certificate_for_staff(municipality: Municipality, certificate_id: int) -> Certificate:
    """Raises Http404."""
    return _certificate(municipality, pk=certificate_id)


def _certificate(municipality: Municipality, **which: UUID | int) -> Certificate:
    certificates = Certificate.objects.filter(municipality=municipality, **which).select_related("edition__package")
    certificate = certificates.first()
    if certificate is None:
        raise Http404
    certificate.municipality = municipality
    return certificate


def get_confirmation_for_learner(municipality: Municipality, code: str) -> Confirmation:
    """Raises Http404, also for one that is older than CONFIRMATIONS_HOLD."""
    learns_here(municipality)
    return _confirmation(municipality, code=code)


def get_confirmation_for_staff(member: Membership, confirmation_id: int) -> Confirmation:
    """One's own; raises Http404."""
    return _confirmation(member.municipality, pk=confirmation_id, confirmed_by=member.user_id)


def _confirmation(municipality: Municipality, **which: str | int) -> Confirmation:
    confirmations = Confirmation.objects.filter(edition__package__municipality=municipality, **which)
    fresh = confirmations.filter(confirmed_at__gt=timezone.now() - CONFIRMATIONS_HOLD)
    confirmation = fresh.select_related("edition__package", "confirmed_by").first()
    if confirmation is None:
        raise Http404
    return confirmation
