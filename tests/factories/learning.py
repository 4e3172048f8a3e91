"""A package of two modules, and one that is taught."""

from collections.abc import Mapping
from typing import Any

import yaml

from verkstad.learning.actions.packages import publish, take
from verkstad.learning.documents import (
    ModuleDocument,
    PackageDocument,
    PictureDocument,
    WholePackage,
    read_module,
    read_package,
)
from verkstad.learning.drawings import DRAWING
from verkstad.learning.models import PackageEdition
from verkstad.municipalities.models import Municipality

PACKAGE = {
    "key": "base",
    "kind": "base",
    "licence": "CC-BY-4.0",
    "author": "Verkstad",
    "title": {"sv": "Grundpaketet"},
    "about": {"sv": "För den som börjar."},
    "modules": ["browser", "post"],
    "proved_by": ["practice", "course", "test"],
    "hints_allowed": 6,
    "pass_mark": 0.7,
}
ANSWER = {"text": "En webbläsare", "right": True, "why": "Den visar sidor."}
QUESTION = {"key": "what", "question": "Vad är det?", "answers": [ANSWER, {"text": "En lampa", "why": "Den lyser."}]}
LESSON = {"key": "first", "title": "Först", "body": [{"kind": "text", "text": "Hej."}]}
MODULE = {
    "key": "browser",
    "language": "sv",
    "title": "Webbläsaren",
    "goal": "Du kan öppna en sida.",
    "minutes": 20,
    "trains": ["1.1"],
    "lessons": [LESSON],
    "quiz": [QUESTION],
}


def package_document(**changes: Any) -> PackageDocument:
    return read_package(yaml.safe_dump(PACKAGE | changes))


def module_document(**changes: Any) -> ModuleDocument:
    return read_module(yaml.safe_dump(MODULE | changes))


def shipped(*modules: ModuleDocument, pictures: Mapping[str, bytes] | None = None, **changes: Any) -> WholePackage:
    """With the modules in Swedish, or the browser and the post, the latter without questions."""
    texts = modules or (module_document(), module_document(key="post", title="Posten", quiz=[]))
    keys = list(dict.fromkeys(text.key for text in texts))
    by_key = tuple(tuple(text for text in texts if text.key == key) for key in keys)
    drawn = {name: PictureDocument(DRAWING, content) for name, content in (pictures or {}).items()}
    return WholePackage(package_document(modules=keys, **changes), by_key, drawn)


def taught(municipality: Municipality, of: WholePackage | None = None) -> PackageEdition:
    edition = take(of or shipped(), municipality=municipality)
    publish(edition, by="maja")
    return edition
