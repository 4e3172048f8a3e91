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
    pattern, plainer = _list_of(language)
    found: dict[str, HardWord] = {}
    for match in pattern.finditer(text):
        found.setdefault(match[0].lower(), HardWord(match[0], plainer[match.lastgroup or ""]))
    return list(found.values())


@cache
def _list_of(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern with a group for each entry, and what each group's plainer words are."""
    entries: dict[str, str] = _lists().get(language, {})
    groups = [f"(?P<w{number}>{_pattern(forms)})" for number, forms in enumerate(entries)]
    pattern = re.compile(rf"\b(?:{'|'.join(groups) or '(?!)'})\b", re.IGNORECASE)
    return pattern, {f"w{number}": plainer for number, plainer in enumerate(entries.values())}


def _pattern(forms: str) -> str:
    """From "inge / inges / erhåll*", where the star is any ending."""
    return "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for form in forms.split(" / "))


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    return lists
