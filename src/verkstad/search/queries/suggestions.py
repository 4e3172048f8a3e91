"""What a reader may be about to write, and words near those that found nothing sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from verkstad.municipalities.models import Municipality, Part
from verkstad.search.analysis import content_words
from verkstad.search.lexicons import Words, lexicons
from verkstad.search.phrases import folded, telling
from verkstad.search.sayings import shipped_sayings
from verkstad.services.models import shown_to

SHORTEST = 2
# Longer than any name or everyday word that somebody could be about to write.
LONGEST = 60
# Words for which near ones are looked up.
MOST_WORDS = 3
# The same phrase stands on several entries.
_REPEATED = 5
# Few of so many are hidden.
_MOST_LOOKED_AT = 400
# So many ways are followed in which one word may have been meant.
_MOST_WAYS = 24
# So many everyday words are looked at for those that lead to something.
_MOST_SAYINGS = 20

_SHELVES = """
WITH shelf AS MATERIALIZED (
    SELECT id FROM search_shelf
    WHERE section = 'catalogue' AND language = ANY(%(languages)s)
      AND (municipality_id = %(municipality)s OR region_id = %(region)s OR country = %(country)s)
)
"""
_IS_SHOWN = """
    (%(shows_places)s OR entry.kind <> 'place')
    AND NOT (entry.kind = 'service' AND entry.object_id IN (
        SELECT service_id FROM services_localservice WHERE municipality_id = %(municipality)s AND is_hidden
    ))
"""
# Which of them are shown is looked up for the first ones only; OFFSET 0 keeps the database from doing it for all at
# once, in an order of its own.
_FIND = rf"""
{_SHELVES}, asked AS (
    SELECT * FROM unnest(%(starts)s::text[], %(patterns)s::text[], %(costs)s::int[]) AS asked (start, pattern, cost)
), phrase AS (
    SELECT phrase.text, 0 AS times, asked.cost, phrase.place, phrase.entry_id
    FROM shelf CROSS JOIN asked CROSS JOIN LATERAL (
        SELECT * FROM search_phrase
        WHERE shelf_id = shelf.id AND folded >= asked.start AND folded < asked.start || chr(1114111) OFFSET 0
    ) AS phrase
    WHERE asked.pattern = '' OR phrase.folded ~ asked.pattern
    UNION ALL
    SELECT frequent.text, frequent.times, asked.cost, (NOT starts_with(folded, asked.start))::int, entry.id
    FROM search_frequentsearch AS frequent
    JOIN asked ON frequent.folded ~ ('\m' || asked.start) AND frequent.folded ~ asked.pattern
    JOIN search_entry AS entry USING (kind, object_id) JOIN shelf ON shelf.id = entry.shelf_id
    WHERE frequent.municipality_id = %(municipality)s AND frequent.language = ANY(%(languages)s)
), sorted AS (
    SELECT text, entry_id FROM phrase
    ORDER BY cost, place > 0, times DESC, length(text), text COLLATE "C", entry_id
    LIMIT %(looked_at)s
)
SELECT text FROM sorted
WHERE EXISTS (SELECT FROM search_entry AS entry WHERE entry.id = sorted.entry_id AND {_IS_SHOWN} OFFSET 0)
LIMIT %(rows)s
"""  # noqa: S608 -- of constants
# Which of the names some entry here is called by, or begins a word of its name with.
_LEADING = f"""
{_SHELVES}
SELECT asked.number FROM unnest(%(numbers)s::int[], %(names)s::text[]) AS asked (number, name)
WHERE EXISTS (
    SELECT FROM shelf CROSS JOIN LATERAL (
        SELECT entry_id FROM search_phrase
        WHERE shelf_id = shelf.id AND folded >= asked.name AND folded < asked.name || '!' OFFSET 0
    ) AS phrase JOIN search_entry AS entry ON entry.id = phrase.entry_id
    WHERE {_IS_SHOWN}
)
"""  # noqa: S608 -- of constants


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """Phrases that can begin with ``start`` and fit the pattern; what costs less is shown first."""

    start: str
    pattern: str
    cost: int


def suggestions(municipality: Municipality, text: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Names, everyday words and frequent searches that have words beginning with those of the text.

    Those that begin as it does come first, and of these what people often look for, then the shortest. When there
    are too few, what people say elsewhere for something that is here. Å, ä and ö may be missing; when nothing is
    found, each word of four letters or more may have one slip. At most four queries, most often one.
    """
    typed = folded(text[:LONGEST])
    if len(typed) < SHORTEST:
        return []
    words = telling(typed.split(), language)
    scattered = _with_all([[word] for word in words], 1) if words != [typed] else []
    found = _find(municipality, language, [_Asked(typed, "", 0), *scattered], limit)
    if len(found) < limit:
        found += _sayings(municipality, language, typed, limit - len(found))
    if not found:
        known = lexicons([language])[language].own
        ways = [[word, *known.meant(word)[:_MOST_WAYS]] for word in words]
        asked = [_Asked(typed.replace(" ", ""), "", 0), *_with_all(ways, 1)]
        found = _find(municipality, language, asked, limit)
    return [Suggestion(phrase) for phrase in dict.fromkeys(found)]


def _sayings(municipality: Municipality, language: str, typed: str, limit: int) -> list[str]:
    """Shipped everyday words of which the official word leads to something here; one query."""
    sayings = [
        saying
        for code in dict.fromkeys([language, municipality.main_language])
        for saying in shipped_sayings(code).beginning(typed, _MOST_SAYINGS)
    ]
    if not sayings:
        return []
    asked = [(number, name) for number, saying in enumerate(sayings) for name in saying.official]
    parameters = _here(municipality, language) | {
        "numbers": [number for number, _ in asked],
        "names": [name for _, name in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEADING, parameters)
        leading = {number for (number,) in cursor.fetchall()}
    return list(dict.fromkeys(saying.text for number, saying in enumerate(sayings) if number in leading))[:limit]


def nearest_words(municipality: Municipality, text: str, words: Words, limit: int = 5) -> list[str]:
    """Names and everyday words near the longest words of the text; each leads to something. One query.

    Near is what the word may be a slip of, then a part of it, then what begins as it does.
    """
    longest = sorted(set(content_words(text[:1000], words.language)), key=len)[-MOST_WORDS:]
    asked = [asked for word in longest for asked in _near(word[:LONGEST], words)]
    return _find(municipality, words.language, asked, limit) if asked else []


def _near(word: str, words: Words) -> Iterable[_Asked]:
    bare = folded(word)
    ways = [
        [bare],
        [folded(correction) for correction, _ in words.speller.corrections(word)],
        [folded(part) for part in words.splitter.split(word)],
        [words.own.longest(bare)],
    ]
    return [_Asked(way, "", cost) for cost, same in enumerate(ways) for way in same if len(way) > SHORTEST]


def _with_all(ways: Sequence[Sequence[str]], cost: int) -> list[_Asked]:
    """Phrases that have, of each word, one of its ways. They are looked up by the longest word."""
    longest = max(ways, key=lambda same: len(same[0]))
    others = [same for same in ways if same is not longest]
    pattern = "".join(rf"(?=.*\m({'|'.join(same)}))" for same in others)
    return [_Asked(way, f"^{pattern}" if pattern else "", cost) for way in longest if len(way) >= SHORTEST]


def _find(municipality: Municipality, language: str, asked: Sequence[_Asked], limit: int) -> list[str]:
    """The texts of phrases of what the municipality shows, in the reader's language and its main one."""
    parameters = _here(municipality, language) | {
        "starts": [one.start for one in asked],
        "patterns": [one.pattern for one in asked],
        "costs": [one.cost for one in asked],
        "rows": limit * _REPEATED,
        "looked_at": _MOST_LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, parameters)
        rows = [text for (text,) in cursor.fetchall()]
    distinct: dict[str, str] = {}
    for text in rows:
        distinct.setdefault(text.casefold(), text)
    return list(distinct.values())[:limit]


def _here(municipality: Municipality, language: str) -> dict[str, Any]:
    return shown_to(municipality) | {
        "languages": [language, municipality.main_language],
        "shows_places": municipality.has(Part.PLACES),
    }
