"""Reads: the packages of a municipality, for its staff."""

from collections import defaultdict
from dataclasses import dataclass

from verkstad.learning.models import Kind, ModuleText, Package, PackageEdition, State
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class PackageRow:
    """``newest`` is the draft, else what is taught, else what was taught last."""

    package: Package
    newest: PackageEdition
    taught: PackageEdition | None
    draft: PackageEdition | None
    languages: tuple[str, ...]
    modules: int


def package_rows(municipality: Municipality) -> list[PackageRow]:
    """The base package first, the others by title; in two queries."""
    found: dict[int, list[PackageEdition]] = defaultdict(list)
    editions = PackageEdition.objects.filter(package__municipality=municipality).select_related("package")
    for edition in editions.order_by("package", "-number"):
        found[edition.package_id].append(edition)
    newest = {of_package[0].pk: of_package for of_package in found.values()}
    written: dict[int, set[tuple[str, str]]] = defaultdict(set)
    texts = ModuleText.objects.filter(module__edition__in=newest).order_by("pk")
    for edition_id, key, language in texts.values_list("module__edition", "module__key", "language"):
        written[edition_id].add((key, language))
    rows = [_row(of_package, written[number]) for number, of_package in newest.items()]
    return sorted(rows, key=lambda row: (row.package.kind != Kind.BASE, str(row.newest.title).casefold()))


def editions_of(package: Package) -> list[PackageEdition]:
    """The newest first."""
    editions = list(PackageEdition.objects.filter(package=package).order_by("-number"))
    for edition in editions:
        edition.package = package
    return editions


def texts_by_module(edition: PackageEdition) -> list[list[ModuleText]]:
    """Of each module in order, those in all its languages, the municipality's main one first; in one query."""
    main = edition.package.municipality.main_language
    texts = ModuleText.objects.filter(module__edition=edition).select_related("module")
    found: dict[int, list[ModuleText]] = defaultdict(list)
    for text in texts.order_by("module__position", "language"):
        text.module.edition = edition
        found[text.module_id].append(text)
    return [sorted(texts, key=lambda text: text.language != main) for texts in found.values()]


def _row(editions: list[PackageEdition], written: set[tuple[str, str]]) -> PackageRow:
    """``editions`` of one package, the newest first."""
    return PackageRow(
        package=editions[0].package,
        newest=editions[0],
        taught=next((one for one in editions if one.state == State.PUBLISHED), None),
        draft=next((one for one in editions if one.state == State.DRAFT), None),
        languages=tuple(sorted({language for _key, language in written})),
        modules=len({key for key, _language in written}),
    )


def keys_of(municipality: Municipality) -> list[str]:
    """Of all its packages."""
    return list(Package.objects.filter(municipality=municipality).order_by("key").values_list("key", flat=True))
