"""Writes: the modules and pictures of a package as documents have them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from verkstad.learning.documents import Block, Kept, ModuleDocument, PictureDocument
from verkstad.learning.models import Module, ModuleText, Package, PackageEdition, Picture
from verkstad.practice.editing import free_key


def add_modules(
    edition: PackageEdition,
    modules: Sequence[Sequence[ModuleDocument]],
    languages: Collection[str],
    pictures: Mapping[str, str] | None = None,
) -> None:
    """In order, each in those of the languages in which it is. ``pictures``: those that are called otherwise here."""
    rows = Module.objects.bulk_create(
        Module(edition=edition, key=texts[0].key, position=position, trains=list(texts[0].trains))
        for position, texts in enumerate(modules, 1)
    )
    ModuleText.objects.bulk_create(
        ModuleText(
            module=module,
            language=text.language,
            title=text.title,
            goal=text.goal,
            minutes=text.minutes,
            lessons=[_showing(lesson, pictures or {}) for lesson in text.lessons_kept],
            quiz=text.quiz_kept,
        )
        for module, texts in zip(rows, modules, strict=True)
        for text in texts
        if text.language in languages
    )


def add_pictures(package: Package, pictures: Mapping[str, PictureDocument]) -> dict[str, str]:
    """Those that it has not, and what they are called where another has the name: earlier editions show that one."""
    there = {one.name: bytes(one.content) for one in package.pictures.order_by("name")}
    names = {}
    for name, picture in pictures.items():
        if there.get(name) != picture.content:
            names[name] = free_key(name, there, "picture") if name in there else name
            there[names[name]] = picture.content
            Picture.objects.create(package=package, name=names[name], kind=picture.kind, content=picture.content)
    return names


def _showing(lesson: Kept, pictures: Mapping[str, str]) -> dict[str, Any]:
    return lesson | {"body": list(_blocks(lesson["body"], pictures))}


def _blocks(body: Iterable[Block], pictures: Mapping[str, str]) -> Iterable[Block]:
    for block in body:
        yield block | {"name": pictures.get(block["name"], block["name"])} if block["kind"] == "picture" else block
