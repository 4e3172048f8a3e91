"""A package of two modules, and one that is taught."""

from pathlib import Path
from typing import Any

import yaml

from verkstad.learning.actions.packages import publish, take_shipped
from verkstad.learning.documents import ModuleDocument, PackageDocument, read_module, read_package
from verkstad.learning.models import PackageEdition
from verkstad.learning.queries.shipped import Shipped
from verkstad.municipalities.models import Municipality

PACKAGE = {
    "key": "base",
    "kind": "base",
    "licence": "CC-BY-4.0",
    "author": "Verkstad",
    "title": {"sv": "Grundpaketet"},
    "about": {"sv": "För den som börjar."},
    "modules": ["browser", "post"],
    "proved_by": ["practice", "test"],
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


def shipped(*modules: ModuleDocument, pictures: dict[str, Path] | None = None, **changes: Any) -> Shipped:
    """With the modules in Swedish, or the browser and the post, the latter without questions."""
    texts = modules or (module_document(), module_document(key="post", title="Posten", quiz=[]))
    keys = list(dict.fromkeys(text.key for text in texts))
    by_key = tuple(tuple(text for text in texts if text.key == key) for key in keys)
    return Shipped(package_document(modules=keys, **changes), by_key, pictures or {})


def taught(municipality: Municipality, of: Shipped | None = None) -> PackageEdition:
    edition = take_shipped(of or shipped(), municipality=municipality)
    publish(edition, by="maja")
    return edition
