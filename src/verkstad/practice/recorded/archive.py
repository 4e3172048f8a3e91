"""Zip files that others have made. Nothing in them is taken that the manifest does not name, nothing is unpacked
further than to see that it is too large, and nothing is ever written where the file says."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from django.utils.translation import gettext as _

from verkstad.practice.recorded.tree import MAX_ASSETS, Refused

MANIFEST = "manifest.json"
_MAX_MANIFEST = 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_TYPE = re.compile(r"(?:image|font)/[\w.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asset:
    kind: str
    content: bytes


class Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.left = set(archive.namelist())
        if len(self.left) < len(archive.namelist()):
            raise Refused(_("holds two files of the same name"))

    @classmethod
    @contextmanager
    def opened(cls, file: Path | BinaryIO) -> Iterator[Self]:
        """Raises Refused, also when something in it is not named by then."""
        try:
            with zipfile.ZipFile(file) as archive:
                found = cls(archive)
                yield found
                if found.left:
                    raise Refused(_("holds what its manifest does not name: %(name)s") % {"name": min(found.left)[:80]})
        except zipfile.BadZipFile as error:
            raise Refused(_("is cut off half-way, or is no zip file")) from error

    def manifest(self, version: int) -> dict[str, Any]:
        try:
            manifest = json.loads(self.content(MANIFEST, _MAX_MANIFEST))
        except (ValueError, RecursionError) as error:
            raise Refused(_("has a manifest that cannot be read")) from error
        if not isinstance(manifest, dict) or manifest.get("v") != version:
            raise Refused(_("is not of version %(version)s") % {"version": version})
        return manifest

    def assets(self, kinds: Mapping[str, str]) -> dict[str, Asset]:
        """By SHA-256, of these media types."""
        found, size = dict[str, Asset](), 0
        for name, kind in kinds.items():
            if not _TYPE.fullmatch(kind):
                raise Refused(_("has an asset that is neither a picture nor a font: %(kind)s") % {"kind": kind[:80]})
            content = self.named("assets", name, MAX_ASSETS - size)
            size += len(content)
            found[name] = Asset(kind, content)
        return found

    def named(self, folder: str, name: str, most: int) -> bytes:
        """Of the file that is called by its SHA-256."""
        if not _HASH.fullmatch(name):
            raise Refused(_("names a file that is no SHA-256: %(name)s") % {"name": name[:80]})
        content = self.content(f"{folder}/{name}", most)
        if hashlib.sha256(content).hexdigest() != name:
            words = {"name": f"{folder}/{name[:12]}…"}
            raise Refused(_("has a file that is not what its name says: %(name)s") % words)
        return content

    def content(self, name: str, most: int) -> bytes:
        """Of the file, unpacked no further than to see that it is too large."""
        try:
            with self.archive.open(name) as file:
                content = file.read(most + 1)
        except KeyError as error:
            raise Refused(_("lacks %(name)s, which its manifest names") % {"name": name[:80]}) from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise Refused(_("has a damaged %(name)s") % {"name": name[:80]}) from error
        if len(content) > most:
            raise Refused(_("is larger than what can be taken, by %(name)s") % {"name": name[:80]})
        self.left.discard(name)
        return content


def texts(told: Mapping[str, Any], name: str) -> dict[str, str]:
    found = told.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Refused(_("has something else than texts as “%(name)s”") % {"name": name})
    if any(_UNKEPT.search(text) for pair in found.items() for text in pair):
        raise Refused(_("has a character that cannot be kept in “%(name)s”") % {"name": name})
    return found
