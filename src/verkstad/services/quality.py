"""How good a service's entry is: the mean of parts that anybody can see, and so what to do next. Pure.

After the quality score of data·inclusion (https://github.com/gip-inclusion/data-inclusion-schema, ``score_qualite``):
a part is worth 0 to 1, and one that does not concern the service is not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from verkstad.services.data import ServiceData, TextData
from verkstad.services.plain import LONGEST_SENTENCE, Facts, lix_of, sentences, words
from verkstad.services.plain.warnings import links, meets_a_person, needs_eid

# As easy as it needs to be, and as heavy as it can be (LIX).
EASY, HEAVIEST = 40, 60
# Reviewed within the first it is fresh, after the second it is worth nothing, in months.
FRESH, STALE = 6, 24
ENOUGH_LETTERS = 200
ENOUGH_WORDS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """``share`` is 0 to 1."""

    code: str
    share: float


@dataclass(frozen=True, slots=True)
class Quality:
    """``score`` is 0 to 100; ``parts`` are those that concern the service, the worst first."""

    score: int
    parts: tuple[Part, ...]

    @property
    def to_do(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.share < 1)


def quality(data: ServiceData, facts: Facts) -> Quality:
    shares = [(code, measure(data, facts)) for code, measure in _PARTS.items()]
    parts = [Part(code, share) for code, share in shares if share is not None]
    score = round(100 * sum(part.share for part in parts) / len(parts))
    return Quality(score, tuple(sorted(parts, key=lambda part: part.share)))


def _main(data: ServiceData, facts: Facts) -> TextData:
    """The main language's text, or one without a word where there is none."""
    texts = {text.language: text for text in data.texts}
    return texts.get(facts.main_language) or TextData(facts.main_language, name="", summary="")


def _contact(data: ServiceData, facts: Facts) -> float:
    """A person to talk to; a letter is half of that."""
    if meets_a_person(data):
        return 1
    return 0.5 if any(channel.kind in ("email", "post") for channel in data.channels) else 0


def _alternative(data: ServiceData, facts: Facts) -> float | None:
    """Half for saying what to do without e-ID in each language, half for somebody to turn to."""
    if not needs_eid(data):
        return None
    told = _share_of_texts(data, lambda text: bool(text.without_eid.strip()))
    return told / 2 + meets_a_person(data) / 2


def _recent(data: ServiceData, facts: Facts) -> float:
    """By the text that was reviewed longest ago."""
    days = [text.reviewed_on for text in data.texts]
    if not days or None in days:
        return 0
    months = _months(min(day for day in days if day), facts.today)
    return min(1, max(0, (STALE - months) / (STALE - FRESH)))


def _months(start: date, end: date) -> float:
    return (end - start).days * 12 / 365.25


def _languages(data: ServiceData, facts: Facts) -> float | None:
    """Of those the municipality has beside its main one; a text that is older than the main one is half."""
    others = [language for language in facts.languages if language != facts.main_language]
    if not others:
        return None
    there = {text.language for text in data.texts}
    return sum((language in there) * (0.5 if language in facts.older else 1) for language in others) / len(others)


def _plain(data: ServiceData, facts: Facts) -> float | None:
    texts = [f"{text.description}\n\n{text.what_you_need}\n\n{text.without_eid}" for text in data.texts]
    shares = [share for text in texts if (share := _ease(text)) is not None]
    return sum(shares) / len(shares) if shares else None


# A text is the same for as long as nobody changes it, and reading it takes longer than all the rest.
@lru_cache(maxsize=4096)
def _ease(text: str) -> float | None:
    """Light words, in sentences that are short; nothing for a text without words."""
    found = [words(sentence) for sentence in sentences(text)]
    if not any(found):
        return None
    weight = min(1, max(0, (HEAVIEST - lix_of(found)) / (HEAVIEST - EASY)))
    return weight * sum(len(sentence) <= LONGEST_SENTENCE for sentence in found) / len(found)


def _easy(data: ServiceData, facts: Facts) -> float:
    return _share_of_texts(data, lambda text: bool(text.plain.strip()))


def _told(data: ServiceData, facts: Facts) -> float:
    main = _main(data, facts)
    return min(1, len(main.description + main.what_you_need) / ENOUGH_LETTERS)


def _everyday(data: ServiceData, facts: Facts) -> float:
    return min(1, len(_main(data, facts).everyday_words) / ENOUGH_WORDS)


def _cost(data: ServiceData, facts: Facts) -> float:
    return data.cost_amount is not None or bool(_main(data, facts).cost.strip())


def _time(data: ServiceData, facts: Facts) -> float:
    return data.processing_days is not None or bool(_main(data, facts).processing_time.strip())


def _links(data: ServiceData, facts: Facts) -> float | None:
    found = links(data)
    return sum(link not in facts.dead_links for link in found) / len(found) if found else None


def _found(data: ServiceData, facts: Facts) -> float:
    return bool(data.life_events or data.subjects)


def _share_of_texts(data: ServiceData, holds: Callable[[TextData], bool]) -> float:
    return sum(map(holds, data.texts)) / len(data.texts) if data.texts else 0


# Of equally bad ones, the first is the most important to somebody who needs the service.
_PARTS: dict[str, Callable[[ServiceData, Facts], float | None]] = {
    "contact": _contact,
    "alternative": _alternative,
    "links": _links,
    "recent": _recent,
    "told": _told,
    "plain": _plain,
    "languages": _languages,
    "cost": _cost,
    "time": _time,
    "easy": _easy,
    "everyday": _everyday,
    "found": _found,
}
