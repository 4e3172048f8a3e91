"""Parts of style sheets without what asks a host for something or could be taken for something else than style."""

import re
from collections.abc import Callable, Iterator, Sequence

import tinycss2
from tinycss2.ast import (
    AtKeywordToken,
    Comment,
    FunctionBlock,
    IdentToken,
    LiteralToken,
    Node,
    ParseError,
    StringToken,
    URLToken,
)

from verkstad.practice.recorded.addresses import NOTHING

# At-rules that ask for nothing; an import has been replaced by its sheet before this is looked at.
AT_RULES = {
    "media", "supports", "container", "layer", "scope", "starting-style", "property", "page", "keyframes",
    "-webkit-keyframes", "-moz-keyframes", "font-face", "font-feature-values", "font-palette-values", "counter-style",
    "position-try", "styleset", "stylistic", "swash", "annotation", "ornaments", "character-variant",
}  # fmt: skip
_DEEPEST = 40
_IMAGE_SETS = {"image-set", "-webkit-image-set"}
# Functions that take an address without saying url, and one that was a program in browsers long gone.
_ASKING = {"src", "image", "expression"}
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 _.,\x80-\U0010ffff-]")
# Outside strings and addresses, which hold none of these. A copy defines no custom element: those that were not
# defined when it was recorded are marked.
_REWRITTEN = (
    (re.compile(r"\\<"), r"\\3c "),
    (re.compile(r"\\&"), r"\\26 "),
    (re.compile(r"<(?=[a-z/!?])", re.IGNORECASE), "< "),
    (re.compile(r"&(?=[a-z#])", re.IGNORECASE), ":is(&)"),
    (re.compile(r"(?<!\\):defined(?![\w-])", re.IGNORECASE), ":not([data-undefined])"),
)

type Link = Callable[[str], str]


def harmless(nodes: Sequence[Node], link: Link, *, is_font: bool = False) -> str:
    """``link`` makes of each address the one that is written in its place."""
    changed = _changed(nodes, link, 0)
    text: str = tinycss2.serialize(_present(changed) if is_font else changed)
    for pattern, replacement in _REWRITTEN:
        text = pattern.sub(replacement, text)
    return text


def address_of(node: Node | None) -> str | None:
    """What a string, url(address) or url("address") leads to; None for anything else."""
    if isinstance(node, URLToken | StringToken):
        return str(node.value)
    if isinstance(node, FunctionBlock) and node.lower_name == "url":
        return next((str(part.value) for part in node.arguments if isinstance(part, StringToken)), "")
    return None


def _changed(nodes: Sequence[Node], link: Link, depth: int) -> list[Node]:
    if depth > _DEEPEST:
        return []
    found, rule = [], ""
    for node in nodes:
        if not isinstance(node, Comment | ParseError):
            found.append(_node(node, link, depth + 1))
            if isinstance(node, AtKeywordToken):
                rule = node.lower_value
            elif node.type == "{} block":
                if rule == "font-face":
                    node.content = _present(node.content)
                rule = ""
    return found


def _present(declarations: Sequence[Node]) -> list[Node]:
    """Of a font only the sources that are there: a picture in the place of the others would be no font."""
    kept = []
    for declaration in _split(declarations, ";"):
        sources = _split(declaration, ",")
        there = [source for source in sources if not any(_is_nothing(node) for node in source)]
        if there == sources:
            kept.append(declaration)
        elif there:
            name = [] if there[0] is sources[0] else _named(sources[0])
            kept.append([*name, *_joined(there, ",")])
    return _joined(kept, ";")


def _split(nodes: Sequence[Node], at: str) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, LiteralToken) and node.value == at:
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _joined(parts: Sequence[Sequence[Node]], at: str) -> list[Node]:
    return [node for part in parts for node in (LiteralToken(0, 0, at), *part)][1:]


def _named(source: Sequence[Node]) -> list[Node]:
    """What stands before the first source."""
    return [*_split(source, ":")[0], LiteralToken(0, 0, ":")]


def _is_nothing(node: Node) -> bool:
    return isinstance(node, URLToken) and node.value == NOTHING


def _node(node: Node, link: Link, depth: int) -> Node:
    if isinstance(node, StringToken):
        return StringToken(0, 0, node.value, f'"{_NOT_PLAIN.sub(_escaped, node.value)}"')
    if isinstance(node, AtKeywordToken):
        return node if node.lower_value in AT_RULES else AtKeywordToken(0, 0, "never")
    if (address := address_of(node)) is not None:
        return _url(link(address))
    if isinstance(node, FunctionBlock):
        return _function(node, link, depth)
    if hasattr(node, "content"):
        node.content = _changed(node.content, link, depth)
    return node


def _function(node: FunctionBlock, link: Link, depth: int) -> Node:
    if node.lower_name in _ASKING:
        return IdentToken(0, 0, "none")
    changes = _options if node.lower_name in _IMAGE_SETS else _changed
    return FunctionBlock(0, 0, node.name, [*changes(node.arguments, link, depth)])


def _options(nodes: Sequence[Node], link: Link, _depth: int) -> Iterator[Node]:
    """Of a set of images only addresses with their resolutions: a string is an address here, even out of a variable."""
    for node in nodes:
        if (address := address_of(node)) is not None:
            yield _url(link(address))
        elif node.type in ("dimension", "whitespace") or (isinstance(node, LiteralToken) and node.value == ","):
            yield node


def _url(address: str) -> Node:
    return URLToken(0, 0, address, f'url("{address}")')


def _escaped(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):x} "
