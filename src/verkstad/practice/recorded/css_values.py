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


def harmless(nodes: Sequence[Node], link: Link) -> str:
    """``link`` makes of each address the one that is written in its place."""
    text: str = tinycss2.serialize(_changed(nodes, link, 0))
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
    return [_node(node, link, depth + 1) for node in nodes if not isinstance(node, Comment | ParseError)]


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
