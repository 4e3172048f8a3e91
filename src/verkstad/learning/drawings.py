"""Drawings (SVG) that staff bring. Pages show them as pictures, in which nothing runs; they are made harmless all the
same, because somebody may open one by itself or take it elsewhere."""

import re
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from verkstad.practice.recorded.allowed import DRAWN, DRAWN_ELEMENTS

DRAWING = "image/svg+xml"
MOST_BYTES = 1_000_000
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ACTING = {"script", "foreignObject", "feImage", "animate", "animateMotion", "animateTransform", "set", "a"}
_ALLOWED = (DRAWN_ELEMENTS | {"style"}) - _ACTING
_KEPT = DRAWN | {"id", "class", "role", "lang", "preserveAspectRatio"}
_PICTURE_WITHIN = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!['\"]?#)|@import|\\", re.IGNORECASE)


class UnusableDrawing(Exception):
    """Says why the drawing is not taken."""


def harmless(content: bytes) -> bytes:
    """The drawing with nothing in it but what is drawn; raises UnusableDrawing for what would act or ask elsewhere."""
    root = _parsed(content)
    if root.tag != f"{{{_SVG}}}svg":
        raise UnusableDrawing(_("This is no drawing in SVG."))
    try:
        _clean(root)
        ET.register_namespace("", _SVG)
        written: bytes = ET.tostring(root, encoding="utf-8")
    except RecursionError as error:
        raise UnusableDrawing(_("This is no drawing in SVG.")) from error
    return written


def _parsed(content: bytes) -> ET.Element:
    if len(content) > MOST_BYTES:
        raise UnusableDrawing(_("The drawing is larger than 1 MB."))
    try:
        text = content.decode("utf-8-sig")
        if "<!ENTITY" in text or "<?xml-stylesheet" in text:
            raise UnusableDrawing(_("The drawing takes parts from elsewhere. Save it as plain SVG."))
        return ET.fromstring(text)  # noqa: S314 -- without entities of its own, as has been seen
    except (UnicodeDecodeError, ET.ParseError, ValueError) as error:
        raise UnusableDrawing(_("The drawing cannot be read: %(reason)s.") % {"reason": error}) from error


def _clean(element: ET.Element) -> None:
    _refuse_elsewhere("".join(element.itertext()) if element.tag == f"{{{_SVG}}}style" else "")
    for child in list(element):
        name = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else ""
        if name in _ACTING:
            raise UnusableDrawing(_("The drawing holds “%(name)s”, which could do something.") % {"name": name})
        if name in _ALLOWED:
            _clean(child)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        if not _is_kept(name, value):
            del element.attrib[name]


def _is_kept(name: str, value: str) -> bool:
    """Whether the attribute is part of what is drawn; raises UnusableDrawing."""
    if name.lower().startswith("on"):
        raise UnusableDrawing(_("The drawing holds “%(name)s”, which could do something.") % {"name": name})
    if name in ("href", _LINK):
        if value.startswith("#") or _PICTURE_WITHIN.fullmatch(value):
            return True
        raise UnusableDrawing(_("The drawing asks for something elsewhere: %(address)s") % {"address": value[:80]})
    _refuse_elsewhere(value)
    return name in _KEPT or name == "style" or name.startswith("aria-")


def _refuse_elsewhere(style: str) -> None:
    if _ELSEWHERE.search(style):
        raise UnusableDrawing(_("The drawing asks for something elsewhere: %(address)s") % {"address": style[:80]})
