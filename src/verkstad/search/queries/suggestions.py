"""What a reader may be about to write, and words near those that found nothing sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from verkstad.municipalities.models import Municipality, Part
from verkstad.search.analysis import content_words
from verkstad.search.lexicons import Words, lexicons
from verkstad.search.phrases import folded, telling
from verkstad.services.models import shown_to

SHORTEST = 2
# Longer than any name or everyday word that somebody could be about to write.
LONGEST = 60
# Words for which near ones are looked up.
MOST_WORDS = 3
# So many ways are followed in which one word may have been meant.
_MOST_WAYS = 24

# A phrase stands on many entries: whether one of them is shown is looked up for the first phrases only.
_FIND = """
WITH shelf AS MATERIALIZED (
    SELECT id FROM search_shelf
    WHERE language = ANY(%(languages)s)
      AND (municipality_id = %(municipality)s OR region_id = %(region)s OR country = %(country)s)
), asked AS (
    SELECT * FROM unnest(%(starts)s::text[], %(patterns)s::text[], %(costs)s::int[]) AS asked (start, pattern, cost)
), found AS (
    SELECT phrase.text, min(asked.cost) AS cost, min(phrase.place) AS place, array_agg(phrase.entry_id) AS entries
    FROM shelf CROSS JOIN asked CROSS JOIN LATERAL (
        SELECT * FROM search_phrase
        WHERE shelf_id = shelf.id AND folded >= asked.start AND folded < asked.start || chr(1114111) OFFSET 0
    ) AS phrase
    WHERE asked.pattern = '' OR phrase.folded ~ asked.pattern
    GROUP BY phrase.text
)
SELECT text FROM found
WHERE EXISTS (
    SELECT FROM search_entry AS entry
    WHERE entry.id = ANY(found.entries)
      AND (%(shows_places)s OR entry.kind <> 'place')
      AND NOT (entry.kind = 'service' AND entry.object_id IN (
          SELECT service_id FROM services_localservice WHERE municipality_id = %(municipality)s AND is_hidden
      ))
)
ORDER BY cost, place > 0, length(text), text
LIMIT %(limit)s
"""


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
    """Names and everyday words that have words beginning with those of the text, the shortest first.

    Å, ä and ö may be missing; when nothing is found, each word of four letters or more may have one slip. One query
    then two.
    """
    typed = folded(text[:LONGEST])
    if len(typed) < SHORTEST:
        return []
    words = telling(typed.split(), language)
    exact = [_Asked(typed, "", 0), *_with_all([[word] for word in words], 1)]
    found = _find(municipality, language, exact, limit)
    if not found:
        known = lexicons([language])[language].own
        ways = [[word, *known.meant(word)[:_MOST_WAYS]] for word in words]
        found = _find(municipality, language, [_Asked(typed.replace(" ", ""), "", 0), *_with_all(ways, 1)], limit)
    return [Suggestion(phrase) for phrase in found]


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
    parameters = shown_to(municipality) | {
        "languages": [language, municipality.main_language],
        "shows_places": municipality.has(Part.PLACES),
        "starts": [one.start for one in asked],
        "patterns": [one.pattern for one in asked],
        "costs": [one.cost for one in asked],
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, parameters)
        return [text for (text,) in cursor.fetchall()]
