"""What whoever writes a service should look at again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from verkstad.services.data import ServiceData, TextData
from verkstad.services.plain.officialese import hard_words
from verkstad.services.plain.reading import lix, sentences, words

# Longer ones are parted, in words. The Swedish Language Council's advice is 15 to 20.
LONGEST_SENTENCE = 20
# From here a text is heavier than a newspaper (LIX, Björnsson).
HEAVY = 50
# A text of fewer words says too little to be judged as a whole, in words.
ENOUGH_WORDS = 30

READ_ON_THE_PAGE = (
    "summary", "description", "what_you_need", "plain", "cost", "processing_time", "without_eid",
)  # fmt: skip

_CAPITALS = re.compile(r"\b[^\W\d_a-zåäöæø]{2,6}\b")
# Short forms that are words by now.
_KNOWN = frozenset(
    ["CPR", "CV", "DKK", "EU", "EUR", "GPS", "ID", "IT", "OK", "PC", "PDF", "PIN", "QR", "SEK", "SMS", "TV", "USA"]
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known around a service.

    ``older`` are the languages whose text nobody has looked at since the main one was changed, ``dead_links`` the
    addresses that nobody answers at any more.
    """

    today: date
    main_language: str
    languages: tuple[str, ...]
    older: frozenset[str] = frozenset()
    dead_links: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TextWarning:
    """``code`` says what kind; ``values`` are the places in its sentence; ``where`` is the piece of text."""

    code: str
    field: str = ""
    language: str = ""
    values: Mapping[str, str | int] = MappingProxyType({})
    where: str = ""


def warnings(data: ServiceData, facts: Facts) -> list[TextWarning]:
    """What is about the whole service first, then language by language in the municipality's order."""
    texts = {text.language: text for text in data.texts}
    found = list(_of_the_whole(data, facts))
    for language in facts.languages:
        if text := texts.get(language):
            found += _of_text(text, needs_eid(data), facts)
        else:
            found.append(TextWarning("no_text", language=language))
    return found


def needs_eid(data: ServiceData) -> bool:
    return any(channel.eid_need != "none" for channel in data.channels)


def meets_a_person(data: ServiceData) -> bool:
    return any(channel.kind in ("phone", "visit") for channel in data.channels)


def links(data: ServiceData) -> list[str]:
    """The addresses that the service's page leads to."""
    urls = [channel.url for channel in data.channels] + [law.url for law in data.legal_bases]
    return [url for url in urls if url]


def _of_the_whole(data: ServiceData, facts: Facts) -> Iterator[TextWarning]:
    if needs_eid(data) and not meets_a_person(data):
        yield TextWarning("no_person", "channels")
    for link in links(data):
        if link in facts.dead_links:
            yield TextWarning("dead_link", "links", where=link)


def _of_text(text: TextData, asks_for_eid: bool, facts: Facts) -> Iterator[TextWarning]:
    language = text.language
    if language in facts.older:
        yield TextWarning("older", language=language)
    if not text.summary.strip():
        yield TextWarning("no_summary", "summary", language)
    if asks_for_eid and not text.without_eid.strip():
        yield TextWarning("no_alternative", "without_eid", language)
    if len(words(text.description)) >= ENOUGH_WORDS and (weight := lix(text.description)) >= HEAVY:
        yield TextWarning("heavy", "description", language, {"lix": weight})
    explained = "\n".join(getattr(text, name) for name in READ_ON_THE_PAGE)
    for name in READ_ON_THE_PAGE:
        yield from _of_words(getattr(text, name), name, language, explained)


def _of_words(value: str, name: str, language: str, explained: str) -> Iterator[TextWarning]:
    for sentence in sentences(value):
        if (count := len(words(sentence))) > LONGEST_SENTENCE:
            yield TextWarning("long_sentence", name, language, {"words": count}, sentence)
    for hard in hard_words(value, language):
        yield TextWarning("hard_word", name, language, {"word": hard.word, "plainer": hard.plainer}, hard.word)
    for short in dict.fromkeys(_CAPITALS.findall(value)):
        if short not in _KNOWN and f"({short})" not in explained and f"{short} (" not in explained:
            yield TextWarning("short_form", name, language, {"word": short}, short)
