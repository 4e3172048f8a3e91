"""What may still be about somebody in a recorded screen, for a person to look at. Nothing is changed by it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import phonenumbers
import zxingcpp
from PIL import Image

from verkstad.practice.recorded import identity_numbers
from verkstad.practice.recorded.given_names import GIVEN_NAMES
from verkstad.practice.recorded.tree import Element, Tree, leaves

LONGEST_EXCERPT = 120
_SOURCES = ("src", "srcset", "poster", "href", "xlink:href")
# A date or the number of a case, which in a country of eight digits could be telephones.
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d[-/]")
# Alone they are what stands beside a field or on a button.
_WORDS_TOO = {"Bo", "Dag", "Else", "Line", "Liv", "Max", "Mina", "Per", "Sten", "Stig", "Tor"}
_E_MAIL = re.compile(r"[^\s@<>()\"]+@[\w-]+(?:\.[\w-]+)+")
# Two words of which the second begins with a capital too; that tells Mina Ek from Mina sidor.
_NAME = re.compile(r"(?<!\w)(?P<given>[^\W\d_]+)(?:-\w+)?(?=\s+(?P<next>[^\W\d_][\w-]*))")
# Texts, and the attributes in which people read one.
READ = {"", "value", "alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-valuetext"}
_PICTURES = {"img", "image", "canvas", "video", "input"}


class Why(StrEnum):
    DIFFERS = "differs"  # between the two walks, and is nothing that the made-up people have
    NUMBER = "number"  # an identity number whose check digits are right
    NUMBER_SHAPE = "number_shape"  # only looks like one; numbers of test people are often wrong
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    PICTURE = "picture"
    CODE = "code"  # a QR code or another that machines read


@dataclass(frozen=True, slots=True)
class Flag:
    """``screen`` counts from 0; ``node`` is the number in its tree, or none when it stands in no node."""

    screen: int
    node: int | None
    why: Why
    excerpt: str


def in_texts(screens: Iterable[Tree | None], country: str) -> Iterator[Flag]:
    """``country`` is whose telephone numbers are looked for; with more, every case number would be one."""
    for screen, tree in enumerate(screens):
        for leaf, text in leaves(tree) if tree else ():
            if leaf.name in READ:
                for why, found in sorted(set(found_in(text, country))):
                    yield Flag(screen, leaf.number, why, found[:LONGEST_EXCERPT])


def found_in(text: str, country: str) -> Iterator[tuple[Why, str]]:
    for number, is_right in identity_numbers.found(text):
        yield Why.NUMBER if is_right else Why.NUMBER_SHAPE, number
    yield from ((Why.EMAIL, match.group()) for match in _E_MAIL.finditer(text))
    for match in phonenumbers.PhoneNumberMatcher(text, country):
        if not _OF_A_YEAR.match(match.raw_string):
            yield Why.PHONE, match.raw_string
    yield from ((Why.NAME, name) for name in _names(text))


def _names(text: str) -> Iterator[str]:
    if text.strip() in GIVEN_NAMES - _WORDS_TOO:
        yield text.strip()
    for match in _NAME.finditer(text):
        if match["given"] in GIVEN_NAMES and match["next"][0].isupper():
            yield f"{match.group()} {match['next']}"


def in_pictures(
    screens: Iterable[Tree | None], shown: Callable[[int, str], str], assets: Mapping[str, bytes]
) -> Iterator[Flag]:
    """Each picture once, where it is first seen; ``shown`` tells the hash of what a screen's address shows."""
    seen: set[str] = set()
    for screen, tree in enumerate(screens):
        for node in tree.nodes() if tree else ():
            if not isinstance(node, Element) or not (address := _picture(node)):
                continue
            name = shown(screen, address)
            if (name or address) in seen:
                continue
            seen.add(name or address)
            codes = _codes(assets[name]) if name else ()
            yield from (Flag(screen, node.number, Why.CODE, code[:LONGEST_EXCERPT]) for code in codes)
            yield Flag(screen, node.number, Why.PICTURE, node.attributes.get("alt", "")[:LONGEST_EXCERPT])


def _picture(node: Element) -> str:
    if node.name not in _PICTURES:
        return ""
    return node.picture or next((node.attributes[name] for name in _SOURCES if node.attributes.get(name)), "")


def _codes(picture: bytes) -> list[str]:
    try:
        with Image.open(BytesIO(picture)) as opened:
            return [code.text for code in zxingcpp.read_barcodes(opened.convert("L"))]
    except (OSError, ValueError, Image.DecompressionBombError):
        return []
