"""A package in one file, to keep, to write in elsewhere or to give away; and the reading of such files, in which
nothing is trusted.

::

    package.yaml              as documents.read_package reads it, with licence and author
    MODULE.LANGUAGE.yaml      as documents.read_module does
    pictures/NAME.svg, .webp, .png, .jpg
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any, BinaryIO

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from verkstad.core.entries import EntryError
from verkstad.core.pictures import UnusablePicture, as_webp
from verkstad.learning import drawings
from verkstad.learning.documents import (
    ModuleDocument,
    PackageDocument,
    PictureDocument,
    WholePackage,
    blocks_of,
    read_module,
    read_package,
)
from verkstad.practice.documents import MOST_BYTES, Refused
from verkstad.practice.recorded import tree
from verkstad.practice.recorded.archive import Archive

WEBP = "image/webp"
KINDS = {drawings.DRAWING: "svg", WEBP: "webp"}
MOST_FILES, MOST_PICTURE_BYTES = 400, 5_000_000
_PACKAGE = "package.yaml"
_MODULE = re.compile(r"([A-Za-z0-9_-]{1,60})\.([a-z]{2,3})\.yaml")
_PICTURE = re.compile(r"pictures/([A-Za-z0-9_-]{1,60})\.(svg|webp|png|jpe?g)")
# What is written of a package, module, lesson, block, question and answer, in the order in which one reads it.
_ORDER = (
    "kind", "key", "name", "language", "licence", "author", "title", "about", "goal", "minutes", "trains", "modules",
    "proved_by", "hints_allowed", "pass_mark", "question", "several", "alt", "caption", "text", "right", "why", "word",
    "means", "items", "body", "answers", "lessons", "quiz",
)  # fmt: skip


def usable(content: bytes) -> PictureDocument:
    """A picture as pages need it; raises UnusablePicture and UnusableDrawing."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return PictureDocument(drawings.DRAWING, drawings.harmless(content))
    file = BytesIO(content)
    file.name = _("The file")
    return PictureDocument(WEBP, as_webp(file).read())


def write(whole: WholePackage) -> bytes:
    """The same bytes for the same package."""
    files = {_PACKAGE: _yaml(asdict(whole.package) | {"pass_mark": float(whole.package.pass_mark)}).encode()}
    for texts in whole.modules:
        files |= {f"{text.key}.{text.language}.yaml": _yaml(asdict(text)).encode() for text in texts}
    files |= {f"pictures/{name}.{KINDS[one.kind]}": one.content for name, one in whole.pictures.items()}
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, bytes_ in files.items():
            archive.writestr(zipfile.ZipInfo(name), bytes_, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def read(file: BinaryIO, known: Mapping[str, PictureDocument]) -> WholePackage:
    """What is in the file; raises Refused with the file in it and what is wrong there. ``known``: pictures that were
    taken before, which are not made harmless once more."""
    try:
        with Archive.opened(file) as archive:
            return _Reader(archive, known).whole()
    except tree.Refused as refused:
        raise Refused(_("The file %(reason)s.") % {"reason": refused}) from refused


class _Reader:
    def __init__(self, archive: Archive, known: Mapping[str, PictureDocument]) -> None:
        self.archive, self.known = archive, known
        archive.left -= {name for name in archive.left if name.endswith("/") or name.startswith("__MACOSX/")}
        inner = [name for name in sorted(archive.left) if name.rpartition("/")[2] == _PACKAGE]
        if len(inner) != 1 or len(archive.left) > MOST_FILES:
            words = _("A package has one file that is called %(name)s, and at most %(most)s files.")
            raise Refused(words % {"name": _PACKAGE, "most": MOST_FILES})
        self.folder = inner[0].removesuffix(_PACKAGE)
        self.names = {name.removeprefix(self.folder) for name in archive.left}
        for name in sorted(self.names):
            if name != _PACKAGE and not _MODULE.fullmatch(name) and not _PICTURE.fullmatch(name):
                raise Refused(_("A package has no such file."), name)

    def whole(self) -> WholePackage:
        package = self.checked(_PACKAGE, read_package)
        written = defaultdict(list)
        for text in self.texts():
            written[text.key].append(text)
        self.refuse_untrue(package, written)
        pictures = dict(self.pictures())
        for texts in written.values():
            _refuse_without_picture(texts, pictures)
        return WholePackage(package, tuple(tuple(written[key]) for key in package.modules), pictures)

    def texts(self) -> Iterator[ModuleDocument]:
        for name in sorted(self.names):
            if match := _MODULE.fullmatch(name):
                text = self.checked(name, read_module)
                if (text.key, text.language) != match.groups():
                    raise Refused(_("The key and language in it are not those of its name."), name)
                if text.language not in dict(settings.LANGUAGES):
                    words = _("It is in a language that the program does not speak: %(code)s.")
                    raise Refused(words % {"code": text.language}, name)
                yield text

    def pictures(self) -> Iterator[tuple[str, PictureDocument]]:
        for name in sorted(self.names):
            if match := _PICTURE.fullmatch(name):
                content = self.content(name, MOST_PICTURE_BYTES)
                before = self.known.get(match[1])
                yield match[1], before if before and before.content == content else _picture(name, content)

    def refuse_untrue(self, package: PackageDocument, written: Mapping[str, list[ModuleDocument]]) -> None:
        if lacking := [key for key in package.modules if key not in written]:
            raise Refused(_("It names the module %(key)s, of which there is no file.") % {"key": lacking[0]}, _PACKAGE)
        if more := sorted(written.keys() - set(package.modules)):
            raise Refused(_("It does not name the module %(key)s.") % {"key": more[0]}, _PACKAGE)

    def checked[T](self, name: str, read: Callable[[str], T]) -> T:
        try:
            return read(self.content(name, MOST_BYTES).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise Refused(_("This is no text file."), name) from error
        except EntryError as error:
            raise Refused(str(error), name) from error
        except Refused as refused:
            raise Refused(refused.reason, name) from refused

    def content(self, name: str, most: int) -> bytes:
        return self.archive.content(self.folder + name, most)


def _picture(name: str, content: bytes) -> PictureDocument:
    try:
        return usable(content)
    except UnusablePicture as error:
        raise Refused(_("It is no picture that can be used."), name) from error
    except drawings.UnusableDrawing as error:
        raise Refused(str(error), name) from error


def _refuse_without_picture(texts: list[ModuleDocument], pictures: Mapping[str, PictureDocument]) -> None:
    for text in texts:
        for block in blocks_of(text, "picture"):
            if block["name"] not in pictures:
                words = _("It shows the picture %(name)s, which is not there.") % {"name": block["name"]}
                raise Refused(words, f"{text.key}.{text.language}.yaml")


def _yaml(values: Mapping[str, Any]) -> str:
    return yaml.safe_dump(_in_order(values), allow_unicode=True, sort_keys=False, width=110)


def _in_order(value: Any) -> Any:
    """With fields as one reads them, and without those that say nothing."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: _ORDER.index(name) if name in _ORDER else 0)
        said = {name: value[name] for name in names if value[name] not in ("", (), []) and value[name] is not False}
        return {name: _in_order(one) for name, one in said.items()}
    return [_in_order(one) for one in value] if isinstance(value, list | tuple) else value
