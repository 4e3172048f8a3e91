"""Writes: packages and their editions."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.learning.actions.contents import add_modules, add_pictures
from verkstad.learning.actions.videos import discard
from verkstad.learning.checks import Problem
from verkstad.learning.documents import PackageDocument, WholePackage
from verkstad.learning.models import Package, PackageEdition, State
from verkstad.learning.queries.checking import problems_of
from verkstad.learning.queries.documents import settings_of, whole_of
from verkstad.municipalities.models import Municipality
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of


class Taken(Exception):
    """There is a package with the key already."""


class NotNow(Exception):
    """The edition is in another state than the one from which this can be done; somebody was quicker."""


class NotReady(Exception):
    """The edition cannot be taught; ``problems`` says why."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("; ".join(one.words for one in found))
        self.problems = found


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an edition says apart from its modules."""

    title: dict[str, str]
    about: dict[str, str]
    proved_by: tuple[str, ...]
    hints_allowed: int
    pass_mark: Decimal


@transaction.atomic
def take(whole: WholePackage, *, municipality: Municipality, by: str = audit.SYSTEM) -> PackageEdition:
    """As a draft, in the languages of the municipality; raises Taken."""
    package = _add(whole.package, municipality)
    edition = _draft(package, 1, whole.package)
    add_pictures(package, whole.pictures)
    add_modules(edition, whole.modules, municipality.languages)
    audit.record("package.taken", target=package, by=by, municipality=municipality.slug)
    return edition


@transaction.atomic
def add_package(document: PackageDocument, *, municipality: Municipality, by: str) -> PackageEdition:
    """A new one without modules yet; raises Taken."""
    package = _add(document, municipality)
    edition = _draft(package, 1, document)
    audit.record("package.added", target=package, by=by, municipality=municipality.slug)
    return edition


@transaction.atomic
def start_draft(package: Package, whole: WholePackage | None = None, *, by: str) -> PackageEdition:
    """A new edition that says what the newest does, or what is given; raises NotNow while there is a draft."""
    Package.objects.select_for_update().get(pk=package.pk)
    if package.editions.filter(state=State.DRAFT).exists():
        raise NotNow
    newest = package.editions.order_by("-number")[0]
    content = whole or whole_of(newest)
    edition = _draft(package, newest.number + 1, content.package)
    names = add_pictures(package, content.pictures)
    add_modules(edition, content.modules, package.municipality.languages, names)
    audit.record("package.draft_begun", target=package, by=by, municipality=package.municipality.slug)
    return edition


@transaction.atomic
def drop_draft(edition: PackageEdition, *, by: str) -> None:
    """Forget what was begun; a package that was never taught is forgotten with it. Raises NotNow."""
    package = _locked(edition, State.DRAFT)
    audit.record("package.draft_dropped", target=package, by=by, municipality=package.municipality.slug)
    edition.delete()
    if not package.editions.exists():
        for video in package.videos.order_by("name"):
            discard(video)
        package.delete()


@transaction.atomic
def save_settings(edition: PackageEdition, settings: Settings, *, based_on: str, by: str) -> None:
    """What the draft says of itself; raises NotNow, and EditedMeanwhile unless it was as ``based_on`` says."""
    package = _locked(edition, State.DRAFT)
    edition.refresh_from_db()
    if fingerprint_of(settings_of(edition)) != based_on:
        raise EditedMeanwhile
    edition.title, edition.about, edition.proved_by = settings.title, settings.about, list(settings.proved_by)
    edition.hints_allowed, edition.pass_mark = settings.hints_allowed, settings.pass_mark
    edition.save()
    audit.record("package.drafted", target=package, by=by, municipality=package.municipality.slug)


@transaction.atomic
def publish(edition: PackageEdition, *, by: str) -> None:
    """Let it take the place of the edition before it, which is kept: certificates name it. Raises NotNow and
    NotReady."""
    package = _locked(edition, State.DRAFT)
    if stops := [one for one in problems_of(edition) if one.stops]:
        raise NotReady(stops)
    package.editions.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    edition.state, edition.published_at = State.PUBLISHED, timezone.now()
    edition.save(update_fields=["state", "published_at"])
    audit.record(
        "package.published", target=package, by=by, municipality=package.municipality.slug, edition=edition.number
    )


@transaction.atomic
def withdraw(edition: PackageEdition, *, by: str) -> None:
    """Teach it no longer; what was proved stays so. Raises NotNow."""
    package = _locked(edition, State.PUBLISHED)
    edition.state = State.RETIRED
    edition.save(update_fields=["state"])
    audit.record("package.withdrawn", target=package, by=by, municipality=package.municipality.slug)


def _add(document: PackageDocument, municipality: Municipality) -> Package:
    values = {name: getattr(document, name) for name in ("key", "kind", "licence", "author")}
    try:
        with transaction.atomic():
            return Package.objects.create(municipality=municipality, **values)
    except IntegrityError as error:
        raise Taken(document.key) from error


def _draft(package: Package, number: int, document: PackageDocument) -> PackageEdition:
    return PackageEdition.objects.create(
        package=package,
        number=number,
        title=document.title,
        about=document.about,
        proved_by=list(document.proved_by),
        hints_allowed=document.hints_allowed,
        pass_mark=document.pass_mark,
    )


def _locked(edition: PackageEdition, state: State) -> Package:
    """Of two who act at once the second finds what the first has done; raises NotNow."""
    package = Package.objects.select_for_update(of=["self"]).select_related("municipality").get(pk=edition.package_id)
    if not PackageEdition.objects.filter(pk=edition.pk, state=state).exists():
        raise NotNow
    return package
