"""Refuses a page with anything in it that could act, whoever wrote the page and however.

Parsers mend what is odd, each in its own way, and what harms hides between two ways of mending. This therefore mends
nothing: a page is a sequence of tags and texts spelt in the one plain way below, or it is refused. In such a page there
is no "<" that does not begin one of the tags looked at here, in whatever way a browser nests them. Style is looked at
as text for the same reason. Shares no code and no list with the writer.
"""

import re
from html import unescape

from django.utils.translation import gettext as _

from verkstad.practice.recorded import known
from verkstad.practice.recorded.tree import Refused

_BEGIN = re.compile(r"(?:<!DOCTYPE html>)?(?=<html[ >])")
_ATTRIBUTE = re.compile(r' ([A-Za-z][\w-]*)="([^"<>&]*(?:&(?:amp|lt|gt|quot|#x27|#13);[^"<>&]*)*)"', re.ASCII)
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:{_ATTRIBUTE.pattern})*)>", re.ASCII)
_TEXT = re.compile(r"[^<>]+")
_STYLE = re.compile(r"((?:[^<]|<(?![A-Za-z/!?]))*)</style>")
_END = "<!--player--></body></html>"
_END_OF_FRAME = "</body></html>"
_DEEPEST_FRAME = 4

_ELEMENTS, _WITHOUT_END = set(known.ELEMENTS.split()), set(known.WITHOUT_END.split())
_ATTRIBUTES, _TEXTS, _ACTING = set(known.ATTRIBUTES.split()), set(known.TEXTS.split()), set(known.ACTING.split())
_INPUTS = set(known.INPUTS.split())
_CUSTOM = re.compile(r"(?!annotation-|color-|font-|missing-)[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_ELSEWHERE = re.compile(r"//|^\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PART = r"#[A-Za-z0-9_.:-]*"
_INLINE = r"data:(?:image|font)/[a-z0-9.+-]+[;,][A-Za-z0-9_%/+=,;:.~-]*"
# What some attributes that act may say, and where.
_RULES = (
    (_PART, "href", "linearGradient pattern radialGradient textPath use"),
    (r"g[0-9a-f]{8}", "name", "details input"),
    (r"(?s:.*)", "name", "slot"),
    (r"dialog", "method", "form"),
    (r"open", "shadowrootmode", "template"),
    (r"", "sandbox", "iframe"),
    (r"", "shadowrootdelegatesfocus", "template"),
)
# What asks a host for something in style; and a letter written as a number, which could spell any of these.
_ASKS = re.compile(
    r"url\(|@import|@namespace|(?<![\w-])(?:src|image|expression)\(|image-set\((?![\s\d.,a-z]*\))", re.IGNORECASE
)
_SPELT = re.compile(r"\\(?:0{0,4}(?:4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])(?![0-9a-f])|[g-z])", re.IGNORECASE)


def verify(page: str, front: str) -> None:
    """Raise `Refused` naming what could act. To be asked before the player is put in, which is a script."""
    _Verifier(front).page(page)


class _Verifier:
    def __init__(self, front: str, frames: int = 0) -> None:
        self.front, self.frames = front, frames
        picture = rf"{re.escape(front)}[0-9a-f]{{64}}(?:{_PART})?|{_PART}|{_INLINE}"
        self.url = re.compile(rf'url\("(?:{picture})"\)')
        link = f"about:srcdoc{_PART}" if frames else _PART
        rules = (*_RULES, (link, "href", "a"), (picture, "href", "feImage image"), (picture, "src", "img input"))
        self.rules = {(name, element): re.compile(rule) for rule, name, where in rules for element in where.split()}

    def page(self, page: str) -> None:
        begin, end = _BEGIN.match(page), _END_OF_FRAME if self.frames else _END
        if not begin or not page.endswith(end):
            raise Refused(_("is not a whole page with a place for the player"))
        page = page.removesuffix(end) + _END_OF_FRAME
        position, within = begin.end(), list[str]()
        while position < len(page):
            position = self._next(page, position, within)
        if within:
            raise Refused(_("does not end %(what)s") % {"what": f"<{within[-1]}>"})

    def _next(self, page: str, position: int, within: list[str]) -> int:
        """Where what stands at this position ends."""
        if text := _TEXT.match(page, position):
            return text.end()
        if not (tag := _TAG.match(page, position)):
            raise Refused(_("is not spelt plainly: %(what)s") % {"what": page[position : position + 60]})
        if tag[1]:
            if not within or within.pop() != tag[2] or tag[3]:
                raise Refused(_("ends what has not begun: %(what)s") % {"what": tag[0]})
            return tag.end()
        self._element(tag[2], tag[3])
        if tag[2] not in _WITHOUT_END:
            within.append(tag[2])
        return self._style_sheet(page, tag.end(), within) if tag[2] == "style" else tag.end()

    def _style_sheet(self, page: str, position: int, within: list[str]) -> int:
        if not (sheet := _STYLE.match(page, position)):
            raise Refused(_("has a tag in a style sheet"))
        self._style(sheet[1], _("a style sheet"))
        within.pop()
        return sheet.end()

    def _element(self, name: str, spelt: str) -> None:
        if name not in _ELEMENTS and not _CUSTOM.fullmatch(name):
            raise Refused(_("has the element %(what)s") % {"what": f"<{name}>"})
        pairs = [(attribute, unescape(value)) for attribute, value in _ATTRIBUTE.findall(spelt)]
        attributes = dict(pairs)
        if len(attributes) < len(pairs):
            raise Refused(_("has an attribute of %(what)s twice") % {"what": f"<{name}>"})
        if unsafe := _missing(name, attributes):
            raise Refused(unsafe)
        for attribute, value in pairs:
            self._attribute(name, attribute, value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        words = {"attribute": f"{name}=“{value[:80]}”", "element": f"<{element}>"}
        shown = _("%(attribute)s on %(element)s") % words
        if name.lower().startswith("on"):
            raise Refused(_("has the handler %(what)s") % {"what": shown})
        if (name, element) == ("srcdoc", "iframe"):
            self._framed(value)
        elif name == "style" or (name in _ATTRIBUTES - _ACTING - _TEXTS):
            self._style(value, shown)
        elif name.lower() in _ACTING:
            rule = self.rules.get((name, element))
            if not rule or not rule.fullmatch(value):
                raise Refused(_("has %(what)s") % {"what": shown})
        elif name not in _TEXTS and not name.startswith("aria-"):
            self._unknown(element, name, value, shown)

    def _unknown(self, element: str, name: str, value: str, shown: str) -> None:
        if name != name.lower() or not (name.startswith("data-") or _CUSTOM.fullmatch(element)):
            raise Refused(_("has the unknown attribute %(what)s") % {"what": shown})
        if _ELSEWHERE.search(value):
            raise Refused(_("has the address %(what)s") % {"what": shown})

    def _framed(self, page: str) -> None:
        if self.frames == _DEEPEST_FRAME:
            raise Refused(_("has too many frames within frames"))
        _Verifier(self.front, self.frames + 1).page(page)

    def _style(self, text: str, where: str) -> None:
        rest = self.url.sub(" ", text)
        if found := _ASKS.search(rest) or _SPELT.search(rest):
            words = {"what": rest[found.start() :][:60], "where": where}
            raise Refused(_("has %(what)s in %(where)s") % words)


def _missing(name: str, attributes: dict[str, str]) -> str:
    """Why the element may not be there; "" when it has all that it may not be without."""
    match name:
        case "form" if "method" not in attributes:
            return _("has <form> without method=dialog")
        case "iframe" if not {"sandbox", "srcdoc"} <= attributes.keys():
            return _("has <iframe> without sandbox and content")
        case "template" if "shadowrootmode" not in attributes:
            return _("has <template> that is no shadow")
        case "meta" if attributes != {"charset": "utf-8"}:
            return _("has <meta> with %(what)s") % {"what": attributes}
        case "input" if (kind := attributes.get("type")) not in _INPUTS:
            return _("has <input> of type %(kind)s") % {"kind": kind}
    return ""
