"""Writes: packages and their editions."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.learning.models import Module, ModuleText, Package, PackageEdition, Picture, State
from verkstad.learning.queries.shipped import Shipped
from verkstad.municipalities.models import Municipality


class Taken(Exception):
    """There is a package with the key already."""


@transaction.atomic
def take_shipped(shipped: Shipped, *, municipality: Municipality, by: str = audit.SYSTEM) -> PackageEdition:
    """As a draft, in the languages of the municipality; raises Taken."""
    document = shipped.package
    try:
        with transaction.atomic():
            package = Package.objects.create(
                municipality=municipality,
                key=document.key,
                kind=document.kind,
                licence=document.licence,
                author=document.author,
            )
    except IntegrityError as error:
        raise Taken(document.key) from error
    edition = PackageEdition.objects.create(
        package=package,
        number=1,
        title=document.title,
        about=document.about,
        proved_by=list(document.proved_by),
        hints_allowed=document.hints_allowed,
        pass_mark=document.pass_mark,
    )
    _add_modules(edition, shipped, municipality.languages)
    Picture.objects.bulk_create(
        Picture(package=package, name=name, kind="image/svg+xml", content=file.read_bytes())
        for name, file in shipped.pictures.items()
    )
    audit.record("package.taken", target=package, by=by, municipality=municipality.slug)
    return edition


def _add_modules(edition: PackageEdition, shipped: Shipped, languages: list[str]) -> None:
    modules = Module.objects.bulk_create(
        Module(edition=edition, key=texts[0].key, position=position, trains=list(texts[0].trains))
        for position, texts in enumerate(shipped.modules, 1)
    )
    ModuleText.objects.bulk_create(
        ModuleText(
            module=module,
            language=text.language,
            title=text.title,
            goal=text.goal,
            minutes=text.minutes,
            lessons=text.lessons_kept,
            quiz=text.quiz_kept,
        )
        for module, texts in zip(modules, shipped.modules, strict=True)
        for text in texts
        if text.language in languages
    )


@transaction.atomic
def publish(edition: PackageEdition, *, by: str) -> None:
    """Let it take the place of the edition before it, which is kept: certificates name it."""
    package = Package.objects.select_for_update().get(pk=edition.package_id)
    package.editions.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    edition.state, edition.published_at = State.PUBLISHED, timezone.now()
    edition.save(update_fields=["state", "published_at"])
    audit.record("package.published", target=package, by=by, edition=edition.number)
