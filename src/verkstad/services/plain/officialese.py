"""Words that offices use and people do not, each with plainer ones, from ``officialese.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_LISTS = Path(__file__).with_name("officialese.yaml")


@dataclass(frozen=True, slots=True)
class HardWord:
    """``word`` as it stands in the text, and what to write instead."""

    word: str
    plainer: str


def hard_words(text: str, language: str) -> list[HardWord]:
    """Each once, in the order of the text; none in a language that there is no list for."""
    pattern, entries = _list_of(language)
    lower = text.lower()
    found: dict[str, HardWord] = {}
    for match in pattern.finditer(lower):
        word = text[match.start() : match.end()] if len(text) == len(lower) else match[0]
        plainer = next(plainer for entry, plainer in entries if entry.fullmatch(match[0]))
        found.setdefault(match[0], HardWord(word, plainer))
    return list(found.values())


@cache
def _list_of(language: str) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """One pattern for all entries, and one for each: with a group for each, the one would be thirty times as slow."""
    patterns = {_pattern(forms): plainer for forms, plainer in _lists().get(language, {}).items()}
    pattern = re.compile(rf"\b(?:{'|'.join(patterns) or '(?!)'})\b")
    return pattern, [(re.compile(entry), plainer) for entry, plainer in patterns.items()]


def _pattern(forms: str) -> str:
    """From "inge / inges / erhåll*", where the star is any ending."""
    return "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for form in forms.split(" / "))


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    return lists
