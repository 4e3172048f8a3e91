"""Reads: what those who learn see."""

from collections.abc import Sequence

from django.db.models import Prefetch

from verkstad.learning.models import Kind, Module, ModuleText, PackageEdition, State
from verkstad.learning.proofs import practice_keys
from verkstad.municipalities.models import Municipality
from verkstad.practice.queries.showing import titles_of


def editions_for_learners(municipality: Municipality) -> list[PackageEdition]:
    """What is taught, the base package first and the others by title, with modules, in two queries."""
    editions = PackageEdition.objects.filter(package__municipality=municipality, state=State.PUBLISHED)
    found = (
        editions.select_related("package")
        .prefetch_related(Prefetch("modules", Module.objects.order_by("position")))
        .order_by("pk")
    )
    return sorted(found, key=lambda one: (one.package.kind != Kind.BASE, str(one.title).casefold()))


def modules_of(edition: PackageEdition, languages: Sequence[str]) -> list[ModuleText]:
    """All its modules in order, each in the first of the languages that has it, else in any; in one query."""
    texts = ModuleText.objects.filter(module__edition=edition).select_related("module")
    wanted = {language: place for place, language in reversed(list(enumerate(languages)))}
    found: dict[int, ModuleText] = {}
    for text in sorted(texts.order_by("language"), key=lambda one: wanted.get(one.language, len(wanted))):
        found.setdefault(text.module.position, text)
    return [found[position] for position in sorted(found)]


def languages_of(text: ModuleText) -> list[str]:
    """In which the module can be read."""
    texts = ModuleText.objects.filter(module=text.module_id)
    return list(texts.order_by("language").values_list("language", flat=True))


def copies_in(text: ModuleText, municipality: Municipality) -> dict[str, str]:
    """Titles by key of the practice copies of the module that can be practised in its language, in one query."""
    keys = practice_keys(text)
    return titles_of(municipality, keys, text.language) if keys else {}
