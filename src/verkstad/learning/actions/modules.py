"""Writes: the modules of a draft, one part at a time, so that two can write in it at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from verkstad.core import audit
from verkstad.learning.actions.packages import NotNow
from verkstad.learning.documents import Kept
from verkstad.learning.editing import with_part
from verkstad.learning.models import Module, ModuleText, Package, PackageEdition, State
from verkstad.learning.queries.documents import head_of
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of, free_key

type Parts = Literal["lessons", "quiz"]
_ASIDE = 10_000


@dataclass(frozen=True, slots=True)
class Head:
    """What a module says of itself; ``trains`` in all languages."""

    title: str
    goal: str
    minutes: int
    trains: tuple[str, ...]


@transaction.atomic
def add_module(edition: PackageEdition, title: str, language: str, *, by: str) -> ModuleText:
    """At the end, with nothing in it yet; raises NotNow."""
    modules = _modules(edition)
    key = free_key(title, [module.key for module in modules], "module")
    module = Module.objects.create(edition=edition, key=key, position=len(modules) + 1)
    text = ModuleText.objects.create(module=module, language=language, title=title, goal="", minutes=15, lessons=[])
    _record(edition, by)
    return text


@transaction.atomic
def move_module(edition: PackageEdition, key: str, by_places: int, *, by: str) -> None:
    modules = _modules(edition)
    at = next((number for number, module in enumerate(modules) if module.key == key), None)
    if at is not None:
        modules.insert(max(0, at + by_places), modules.pop(at))
        _number(modules)
        _record(edition, by)


@transaction.atomic
def remove_module(edition: PackageEdition, key: str, *, by: str) -> None:
    modules = _modules(edition)
    for module in modules:
        if module.key == key:
            module.delete()
    _number([module for module in modules if module.key != key])
    _record(edition, by)


@transaction.atomic
def add_language(text: ModuleText, language: str, *, by: str) -> ModuleText:
    """The module in one language more, to begin with as it is in this one; as it is when it is there already."""
    text = _locked(text)
    kept = {name: getattr(text, name) for name in ("title", "goal", "minutes", "lessons", "quiz")}
    begun, _is_new = ModuleText.objects.get_or_create(module=text.module, language=language, defaults=kept)
    _record(text.module.edition, by)
    return begun


@transaction.atomic
def remove_language(text: ModuleText, *, by: str) -> None:
    """Unless it is the last."""
    text = _locked(text)
    if text.module.texts.exclude(pk=text.pk).exists():
        text.delete()
        _record(text.module.edition, by)


@transaction.atomic
def save_head(text: ModuleText, head: Head, *, based_on: str, by: str) -> None:
    """Raises NotNow, and EditedMeanwhile unless it was as ``based_on`` says."""
    text = _locked(text)
    if fingerprint_of(head_of(text)) != based_on:
        raise EditedMeanwhile
    text.title, text.goal, text.minutes = head.title, head.goal, head.minutes
    text.module.trains = list(head.trains)
    text.save(update_fields=["title", "goal", "minutes"])
    text.module.save(update_fields=["trains"])
    _record(text.module.edition, by)


@transaction.atomic
def save_part(text: ModuleText, parts: Parts, part: Kept, *, based_on: str, by: str) -> None:
    """A lesson or question as it is written now; raises as save_head."""
    text = _locked(text)
    setattr(text, parts, with_part(getattr(text, parts), part, based_on=based_on))
    text.save(update_fields=[parts])
    _record(text.module.edition, by)


@transaction.atomic
def add_part(text: ModuleText, parts: Parts, words: str, *, by: str) -> str:
    """An empty lesson or question in every language of the module, called so in this one; returns its key."""
    text = _locked(text)
    key = free_key(
        words, [part["key"] for part in getattr(text, parts)], "lesson" if parts == "lessons" else "question"
    )
    made: dict[Parts, Kept] = {
        "lessons": {"key": key, "title": words, "body": []},
        "quiz": {"key": key, "question": words, "several": False, "answers": []},
    }
    rearrange(text, parts, lambda there: [*there, made[parts]], by=by)
    return key


@transaction.atomic
def rearrange(text: ModuleText, parts: Parts, change: Callable[[Sequence[Kept]], list[Kept]], *, by: str) -> None:
    """The lessons or questions, in every language alike: a learner may change language half-way."""
    text = _locked(text)
    for one in text.module.texts.order_by("language"):
        setattr(one, parts, change(getattr(one, parts)))
        one.save(update_fields=[parts])
    _record(text.module.edition, by)


def _modules(edition: PackageEdition) -> list[Module]:
    """In order, while nobody else can change them; raises NotNow."""
    _lock(edition)
    return list(edition.modules.order_by("position"))


def _number(modules: Sequence[Module]) -> None:
    """Two never have the same place, not even in between."""
    for start in (_ASIDE, 1):
        for position, module in enumerate(modules, start):
            module.position = position
            module.save(update_fields=["position"])


def _locked(text: ModuleText) -> ModuleText:
    """As it is now; raises NotNow, and EditedMeanwhile when it is gone."""
    _lock(text.module.edition)
    found = ModuleText.objects.filter(pk=text.pk).select_related("module__edition__package__municipality").first()
    if found is None:
        raise EditedMeanwhile
    return found


def _lock(edition: PackageEdition) -> None:
    Package.objects.select_for_update().get(pk=edition.package_id)
    if not PackageEdition.objects.filter(pk=edition.pk, state=State.DRAFT).exists():
        raise NotNow


def _record(edition: PackageEdition, by: str) -> None:
    package = edition.package
    audit.record("package.drafted", target=package, by=by, municipality=package.municipality.slug)
