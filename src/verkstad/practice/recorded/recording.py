"""One walk through a service in one file: a zip with a manifest, a tree per screen, and each picture and font once.

::

    manifest.json      {"v": 1, "address": where it began, "screens": [screen, …], "addresses": {address: SHA-256, …},
                        "assets": {SHA-256: media type, …}}
    screen             {"tree": SHA-256 of its file, "pictures": {"canvas:1": SHA-256, …}, "moment": …} or
                       {"eid": host where the service had people prove who they are}
    moment             "arrived" when the screen had come to rest, "pressed" just before what was pressed had an effect,
                       with all that had been filled in by then, "saved" when it was asked for
    trees/SHA-256      as `stored` reads it
    assets/SHA-256     of a type image/… or font/…

Whatever is not as the manifest says is refused, with the screen where there is one.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from django.utils.translation import gettext as _

from verkstad.practice.recorded import stored
from verkstad.practice.recorded.addresses import joined
from verkstad.practice.recorded.archive import MANIFEST, Archive, Asset, texts
from verkstad.practice.recorded.tree import MAX_ASSETS, MAX_SCREENS, MAX_TREE, Element, Refused, Text, Tree

VERSION = 1
MOMENTS = ("arrived", "pressed", "saved")


class ScreenRefused(Refused):
    """What is wrong, and with which screen."""

    def __init__(self, screen: str, reason: str) -> None:
        super().__init__(f"“{screen}” {reason}")
        self.screen, self.reason = screen, reason


@dataclass(frozen=True, slots=True)
class Screen:
    """Without a tree where an e-ID was used, which is never recorded."""

    tree: Tree | None
    pictures: Mapping[str, str] = field(default_factory=dict)
    moment: str = ""
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """``addresses`` tells the SHA-256 of what each address held."""

    address: str
    screens: tuple[Screen, ...]
    addresses: Mapping[str, str]
    assets: Mapping[str, Asset]

    def shown(self, screen: int, address: str) -> str:
        """The SHA-256 of what the address shows on the screen; "" when it was not recorded."""
        pictures, tree = self.screens[screen].pictures, self.screens[screen].tree
        base = tree.page.base if tree else ""
        return pictures.get(address) or self.addresses.get(joined(base, address), "")


def title(tree: Tree | None, number: int) -> str:
    """What its page is called, or which one it is, counted from 1."""
    for node in tree.nodes() if tree else ():
        if isinstance(node, Element) and node.name == "title":
            text = "".join(child.text for child in node.children if isinstance(child, Text)).strip()
            return text or f"{number + 1}"
    return f"{number + 1}"


class Writer:
    """Writes a recording screen by screen; without its end, which tells what is in it, the file is refused."""

    def __init__(self, file: Path, address: str) -> None:
        self.file, self.unfinished = file, file.with_name(f"{file.name}.part")
        self.zip = zipfile.ZipFile(self.unfinished, "w", zipfile.ZIP_STORED)
        self.written: set[str] = set()
        self.size = 0
        self.screens: list[dict[str, Any]] = []
        self.addresses: dict[str, str] = {}
        self.assets: dict[str, str] = {}
        self.address = address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            manifest = {
                "v": VERSION, "address": self.address, "screens": self.screens,
                "addresses": self.addresses, "assets": self.assets,
            }  # fmt: skip
            self.zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
        self.zip.close()
        if kind is None:
            self.unfinished.rename(self.file)
        else:
            self.unfinished.unlink()

    def add_screen(self, tree: Tree, pictures: Mapping[str, Asset], moment: str = "arrived") -> None:
        if len(self.screens) >= MAX_SCREENS:
            raise Refused(_("has more than %(most)s screens") % {"most": MAX_SCREENS})
        content = stored.dump(tree)
        stored.read(content)
        named = {address: self._keep(picture) for address, picture in pictures.items()}
        self.screens.append({"tree": self._write("trees", content), "pictures": named, "moment": moment})

    def add_eid(self, host: str) -> None:
        """Once, however many pages of it are passed."""
        if not self.screens or "eid" not in self.screens[-1]:
            self.screens.append({"eid": host})

    def add_asset(self, address: str, asset: Asset) -> None:
        self.addresses[address] = self._keep(asset)

    def _keep(self, asset: Asset) -> str:
        name = self._write("assets", asset.content)
        self.assets[name] = asset.kind
        return name

    def _write(self, folder: str, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        if f"{folder}/{name}" not in self.written:
            if folder == "assets" and self.size + len(content) > MAX_ASSETS:
                raise Refused(f"has pictures and fonts of more than {MAX_ASSETS // 1024 // 1024} MB")
            self.size += len(content) if folder == "assets" else 0
            self.zip.writestr(f"{folder}/{name}", content)
            self.written.add(f"{folder}/{name}")
        return name


def read(file: Path | BinaryIO) -> Recording:
    """Raises Refused."""
    with Archive.opened(file) as archive:
        manifest = archive.manifest(VERSION)
        kinds, addresses = texts(manifest, "assets"), texts(manifest, "addresses")
        told = manifest.get("screens")
        if not isinstance(told, list) or not told:
            raise Refused(_("has no screens"))
        if len(told) > MAX_SCREENS:
            raise Refused(
                _("has %(number)s screens; %(most)s is the most") % {"number": len(told), "most": MAX_SCREENS}
            )
        screens = tuple(_screen(archive, screen, number) for number, screen in enumerate(told))
        _refuse_unknown(kinds, _("the list of addresses"), addresses.values())
        for number, screen in enumerate(screens):
            _refuse_unknown(kinds, f"“{title(screen.tree, number)}”", screen.pictures.values())
        return Recording(str(manifest.get("address", "")), screens, addresses, archive.assets(kinds))


def _screen(archive: Archive, told: Any, number: int) -> Screen:
    if not isinstance(told, dict):
        raise ScreenRefused(f"{number + 1}", _("is no screen"))
    if "eid" in told:
        return Screen(None, eid=str(told["eid"])[:255])
    if (moment := told.get("moment")) not in MOMENTS:
        raise ScreenRefused(f"{number + 1}", _("was taken at no moment that is known"))
    try:
        tree = stored.read(archive.named("trees", str(told.get("tree", "")), MAX_TREE))
        return Screen(tree, texts(told, "pictures"), moment)
    except Refused as refused:
        raise ScreenRefused(f"{number + 1}", str(refused)) from refused


def _refuse_unknown(kinds: Mapping[str, str], what: str, names: Iterable[str]) -> None:
    if strays := set(names) - set(kinds):
        words = {"where": what, "name": min(strays)[:80]}
        raise Refused(_("lacks a picture or font that %(where)s names: %(name)s") % words)
