"""Reads: editions as the documents that they were written as."""

from collections import defaultdict
from typing import Any

from verkstad.learning.documents import (
    AnswerDocument,
    Kept,
    LessonDocument,
    ModuleDocument,
    PackageDocument,
    PictureDocument,
    QuestionDocument,
    WholePackage,
)
from verkstad.learning.models import ModuleText, Package, PackageEdition


def whole_of(edition: PackageEdition) -> WholePackage:
    """All that is written in the edition and the pictures that it shows, in two queries."""
    texts = ModuleText.objects.filter(module__edition=edition).select_related("module")
    modules: dict[str, list[ModuleDocument]] = defaultdict(list)
    for text in texts.order_by("module__position", "language"):
        modules[text.module.key].append(module_of(text))
    shown = {
        block["name"]
        for written in modules.values()
        for text in written
        for lesson in text.lessons
        for block in lesson.body
        if block["kind"] == "picture"
    }
    pictures = {name: picture for name, picture in pictures_of(edition.package).items() if name in shown}
    return WholePackage(package_of(edition, tuple(modules)), tuple(map(tuple, modules.values())), pictures)


def pictures_of(package: Package) -> dict[str, PictureDocument]:
    """All, by name."""
    return {one.name: PictureDocument(one.kind, bytes(one.content)) for one in package.pictures.order_by("name")}


def package_of(edition: PackageEdition, modules: tuple[str, ...]) -> PackageDocument:
    package = edition.package
    return PackageDocument(
        key=package.key,
        kind=package.kind,
        licence=package.licence,
        author=package.author,
        title=dict(edition.title),
        about=dict(edition.about),
        modules=modules,
        proved_by=tuple(edition.proved_by),
        hints_allowed=edition.hints_allowed,
        pass_mark=edition.pass_mark,
    )


def module_of(text: ModuleText) -> ModuleDocument:
    return ModuleDocument(
        key=text.module.key,
        language=text.language,
        title=text.title,
        goal=text.goal,
        minutes=text.minutes,
        trains=tuple(text.module.trains),
        lessons=tuple(LessonDocument(one["key"], one["title"], tuple(one["body"])) for one in text.lessons),
        quiz=tuple(map(_question, text.quiz)),
    )


def head_of(text: ModuleText) -> dict[str, Any]:
    """What a module says of itself."""
    return {name: getattr(text, name) for name in ("title", "goal", "minutes")} | {"trains": text.module.trains}


def settings_of(edition: PackageEdition) -> dict[str, Any]:
    """All that an edition says apart from its modules."""
    names = ("title", "about", "proved_by", "hints_allowed")
    return {name: getattr(edition, name) for name in names} | {"pass_mark": str(edition.pass_mark)}


def _question(kept: Kept) -> QuestionDocument:
    answers = tuple(AnswerDocument(one["text"], one["right"], one["why"]) for one in kept["answers"])
    return QuestionDocument(kept["key"], kept["question"], kept["several"], answers)
