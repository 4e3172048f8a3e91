"""Reads: what is missing in an edition."""

from verkstad.learning.checks import Around, Problem, problems
from verkstad.learning.models import ModuleText, PackageEdition
from verkstad.learning.proofs import practice_keys
from verkstad.learning.queries.staff import texts_by_module
from verkstad.municipalities.models import Municipality
from verkstad.practice.queries.showing import titles_of


def problems_of(edition: PackageEdition, modules: list[list[ModuleText]] | None = None) -> list[Problem]:
    """In the order of the modules; ``modules`` as texts_by_module tells them, where that is known already."""
    municipality = edition.package.municipality
    modules = texts_by_module(edition) if modules is None else modules
    names = edition.package.pictures.order_by("name").values_list("name", flat=True)
    videos = dict(edition.package.videos.order_by("name").values_list("name", "captions"))
    copies = _copies(municipality, modules)
    around = Around(municipality.languages, municipality.country, frozenset(names), videos, copies)
    return list(problems(edition, modules, around))


def _copies(municipality: Municipality, modules: list[list[ModuleText]]) -> dict[str, frozenset[str]]:
    """Keys of those that the modules name and that can be practised, by language; in a query for each."""
    named: dict[str, set[str]] = {}
    for texts in modules:
        for text in texts:
            named.setdefault(text.language, set()).update(practice_keys(text))
    return {
        language: frozenset(titles_of(municipality, sorted(keys), language)) for language, keys in named.items() if keys
    }
