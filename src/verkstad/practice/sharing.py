"""A copy in one file, for other municipalities to take; and the reading of such files, in which nothing is trusted.

::

    manifest.json   {"v": 1, "key", "language", "licence", "made_at", "made_by": {"name", "address"},
                     "files": {"copy.yaml": SHA-256, "persona.yaml": SHA-256}, "assets": {SHA-256: media type, …},
                     "screens": {key: {"tree": SHA-256, "assets": {address: SHA-256, …}}, …}, of those recorded,
                     "public_key", "signature"}
    copy.yaml       as documents.read_copy reads it
    persona.yaml    as documents.read_persona does
    trees/SHA-256   as recorded.stored does
    assets/SHA-256  of a type image/… or font/…

What is signed is the manifest without its signature, with its names in order and no spaces between; by the hashes in it
that is every file.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext as _

from verkstad.core.entries import WEB_ADDRESS
from verkstad.practice import keys
from verkstad.practice.documents import (
    MOST_BYTES,
    CopyDocument,
    PersonaDocument,
    Refused,
    ScreenDocument,
    dump_copy,
    load,
    read_copy,
    read_persona,
)
from verkstad.practice.models import ScreenSource
from verkstad.practice.recorded import flags, stored, tree
from verkstad.practice.recorded.addresses import joined
from verkstad.practice.recorded.archive import MANIFEST, Archive, Asset, texts
from verkstad.practice.recorded.pages import PageRefused, page_of
from verkstad.practice.recorded.tree import MAX_TREE

VERSION = 1
COPY, PERSONA = "copy.yaml", "persona.yaml"
_DATA_AT = re.compile(r' data-at="(\w+)"')


@dataclass(frozen=True, slots=True)
class Maker:
    """The municipality that made the file, and where its pages are."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name}, {self.address}"


@dataclass(frozen=True, slots=True)
class RecordedScreen:
    """``assets`` tells the SHA-256 of what each address held."""

    tree: bytes
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shared:
    """``screens``: what was recorded, by the key of its screen."""

    document: CopyDocument
    persona: PersonaDocument
    screens: Mapping[str, RecordedScreen]
    assets: Mapping[str, Asset]
    made_by: Maker
    made_at: datetime

    def recorded(self) -> Iterator[tuple[ScreenDocument, RecordedScreen]]:
        """In order."""
        for screen in self.document.screens:
            if screen.source == ScreenSource.RECORDED:
                yield screen, self.screens[screen.key]


def write(shared: Shared, key: Ed25519PrivateKey) -> bytes:
    """The same bytes for the same copy at the same moment."""
    files = {COPY: dump_copy(shared.document).encode(), PERSONA: dump_copy(shared.persona).encode()}
    manifest = {
        "v": VERSION,
        "key": shared.document.key,
        "language": shared.document.language,
        "licence": shared.document.licence,
        "made_at": shared.made_at.isoformat(timespec="seconds"),
        "made_by": {"name": shared.made_by.name, "address": shared.made_by.address},
        "files": {name: _hash(content) for name, content in files.items()},
        "assets": {name: asset.kind for name, asset in shared.assets.items()},
        "screens": {
            name: {"tree": _hash(screen.tree), "assets": dict(screen.assets)} for name, screen in shared.screens.items()
        },
        "public_key": keys.public_key(key),
    }
    manifest["signature"] = keys.signature(key, _signed(manifest))
    files |= {f"trees/{_hash(screen.tree)}": screen.tree for screen in shared.screens.values()}
    files |= {f"assets/{name}": asset.content for name, asset in shared.assets.items()}
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in (files | {MANIFEST: json.dumps(manifest, ensure_ascii=False).encode()}).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def read(file: BinaryIO) -> tuple[Shared, str]:
    """What is in the file, and the public key of who signed it; raises Refused, with the screen where there is one.

    All is looked at as if it had been recorded here, the page of each screen too.
    """
    shared, key = _opened(file)
    for screen, recorded in shared.recorded():
        _refuse_page(screen, recorded, shared.persona)
    return shared, key


def from_program(file: Path) -> Shared:
    """Of a file that comes with the program, whose pages nobody has to look at before they are shown."""
    with file.open("rb") as content:
        return _opened(content)[0]


def _opened(file: BinaryIO) -> tuple[Shared, str]:
    try:
        with Archive.opened(file) as archive:
            manifest = archive.manifest(VERSION)
            return _Reader(archive, manifest).shared(), manifest["public_key"]
    except tree.Refused as refused:
        raise Refused(_("The file %(reason)s.") % {"reason": refused}) from refused


def flags_in(shared: Shared) -> Iterator[flags.Flag]:
    """What may be about somebody; ``screen`` counts those that were recorded. Reads one tree at a time: all of them
    together could fill the memory."""
    screens = [recorded for _screen, recorded in shared.recorded()]
    contents = {name: asset.content for name, asset in shared.assets.items()}
    bases: list[str] = []

    def trees() -> Iterator[tree.Tree]:
        for screen in screens:
            found = stored.read(screen.tree)
            bases.append(found.page.base)
            yield found

    def shown(screen: int, address: str) -> str:
        known = screens[screen].assets
        return known.get(address) or known.get(joined(bases[screen], address), "")

    yield from flags.in_pictures(trees(), shown, contents)
    yield from flags.in_texts(trees(), shared.persona.country)


class _Reader:
    def __init__(self, archive: Archive, manifest: Mapping[str, Any]) -> None:
        self.archive, self.manifest = archive, manifest
        self.kinds = texts(manifest, "assets")

    def shared(self) -> Shared:
        self.refuse_unsigned()
        document = read_copy(self.text(COPY))
        persona = read_persona(load(self.text(PERSONA)))
        self.refuse_untrue(document, persona)
        screens = dict(self.screens(document))
        used = {name for screen in screens.values() for name in screen.assets.values()}
        if idle := self.kinds.keys() - used:
            raise tree.Refused(_("has a picture or font that no screen shows: %(name)s") % {"name": min(idle)[:80]})
        return Shared(document, persona, screens, self.archive.assets(self.kinds), self.maker(), self.made_at())

    def refuse_unsigned(self) -> None:
        signature, key = str(self.manifest.get("signature", "")), str(self.manifest.get("public_key", ""))
        if not keys.is_signed(_signed(self.manifest), signature, key):
            raise Refused(_("It is not as it was when it was signed: somebody has changed it, or it was not signed."))

    def refuse_untrue(self, document: CopyDocument, persona: PersonaDocument) -> None:
        """Where the manifest says something else than the files it is of."""
        if texts(self.manifest, "files").keys() != {COPY, PERSONA}:
            raise tree.Refused(_("names other files than a copy has"))
        told = {name: self.manifest.get(name) for name in ("key", "language", "licence")}
        if told != {"key": document.key, "language": document.language, "licence": document.licence}:
            raise tree.Refused(_("has a manifest that says something else than its copy"))
        if not document.licence:
            raise Refused(_("It has no licence, so nobody knows on what terms it may be used."))
        if document.language not in dict(settings.LANGUAGES):
            raise Refused(
                _("It is in a language that the program does not speak: %(code)s.") % {"code": document.language}
            )
        if document.persona != persona.key:
            words = {"person": persona.key, "other": document.persona}
            raise tree.Refused(_("holds the person %(person)s, and the copy is about %(other)s") % words)

    def screens(self, document: CopyDocument) -> Iterator[tuple[str, RecordedScreen]]:
        told = self.manifest.get("screens")
        recorded = {screen.key: screen for screen in document.screens if screen.source == ScreenSource.RECORDED}
        if not isinstance(told, dict) or told.keys() != recorded.keys():
            raise tree.Refused(_("has other recorded screens than its copy"))
        for key, screen in recorded.items():
            try:
                yield key, self.screen(told[key])
            except tree.Refused as refused:
                raise Refused(f"{refused}.", screen.title) from refused

    def screen(self, told: Any) -> RecordedScreen:
        if not isinstance(told, dict):
            raise tree.Refused(_("is no screen"))
        assets = texts(told, "assets")
        if strays := set(assets.values()) - self.kinds.keys():
            raise tree.Refused(_("lacks a picture or font that it names: %(name)s") % {"name": min(strays)[:80]})
        return RecordedScreen(self.archive.named("trees", str(told.get("tree", "")), MAX_TREE), assets)

    def text(self, name: str) -> str:
        content = self.archive.content(name, MOST_BYTES)
        if texts(self.manifest, "files").get(name) != _hash(content):
            raise tree.Refused(_("has a file that is not what its manifest says: %(name)s") % {"name": name})
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            raise tree.Refused(_("has no text in %(name)s") % {"name": name}) from error

    def maker(self) -> Maker:
        told = texts(self.manifest, "made_by")
        is_readable = all(told.get(name, "").isprintable() for name in ("name", "address"))
        if not is_readable or not told.get("name") or not told.get("address", "").startswith(WEB_ADDRESS):
            raise tree.Refused(_("does not say who made it"))
        return Maker(told["name"][:80], told["address"][:100])

    def made_at(self) -> datetime:
        try:
            moment = datetime.fromisoformat(str(self.manifest.get("made_at")))
        except ValueError as error:
            raise tree.Refused(_("does not say when it was made")) from error
        if moment.tzinfo is None:
            raise tree.Refused(_("does not say when it was made"))
        return moment


def _refuse_page(screen: ScreenDocument, recorded: RecordedScreen, persona: PersonaDocument) -> None:
    """When its page could do anything, or a step of it points at what is not there."""
    try:
        page = page_of(recorded.tree, recorded.assets, persona.fields, screen.title)
    except PageRefused as refused:
        raise Refused(f"{refused.reason}.", screen.title) from refused
    there = set(_DATA_AT.findall(page))
    for step in screen.steps:
        if gone := {step.target, *step.answers} - {""} - there:
            words = {"goal": step.goal, "name": min(gone)}
            raise Refused(_("The step “%(goal)s” points at %(name)s, which is not there.") % words, screen.title)


def _signed(manifest: Mapping[str, Any]) -> bytes:
    told = {name: value for name, value in manifest.items() if name != "signature"}
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
