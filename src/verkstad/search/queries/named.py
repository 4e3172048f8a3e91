"""What documents' names have for a reader's words: put right after a slip, compounds together or apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from verkstad.municipalities.models import Municipality
from verkstad.search import fulltext
from verkstad.search.analysis import Splitter
from verkstad.search.analysis.fold import plain
from verkstad.search.analysis.languages import get_language
from verkstad.search.analysis.spelling import forms
from verkstad.search.lexicons import Words

# So many words of names may stand for one of the reader's.
_MOST_NEAR = 8
# Lists as text with spaces, for the driver's sake. LATERAL with OFFSET 0 looks each word up by its forms.
_NEAR = """
SELECT asked.language, asked.word, near.word
FROM unnest(
    string_to_array(%(languages)s, ' '), string_to_array(%(words)s, ' '), string_to_array(%(forms)s, ' ')
) AS asked (language, word, forms)
LEFT JOIN LATERAL (
    SELECT known.word FROM (
        SELECT * FROM search_documentword
        WHERE municipality_id = %(municipality)s::bigint AND forms && string_to_array(asked.forms, ',') OFFSET 0
    ) AS known
    WHERE known.language = asked.language
    ORDER BY known.word <> asked.word, known.word COLLATE "C"
    LIMIT %(most_near)s
) AS near ON true
WHERE EXISTS (SELECT FROM search_documentword WHERE municipality_id = %(municipality)s::bigint)
"""

type Near = Mapping[str, Sequence[str]]


def as_named(
    municipality: Municipality, words: Mapping[str, Sequence[str]], known: Mapping[str, Words]
) -> dict[str, list[str]]:
    """language -> what may stand for each of its words, as to_tsquery reads it; none where there are no documents. One
    query."""
    near = _near(municipality, words)
    ways = {
        language: list(_ways(found, near[language], known[language].splitter, get_language(language).stop_words))
        for language, found in words.items()
        if near
    }
    return {
        language: (found or list(map(fulltext.quoted, words[language])))[: fulltext.MOST_QUERY_WORDS]
        for language, found in ways.items()
    }


def _near(municipality: Municipality, words: Mapping[str, Sequence[str]]) -> Mapping[str, Near]:
    """language -> word, or two that stand side by side -> words of names that are at most a slip away."""
    asked = [
        (language, way)
        for language, found in words.items()
        for way in (*found, *filter(str.isalpha, map("".join, pairwise(found))))
    ]
    parameters: dict[str, Any] = {
        "municipality": municipality.pk,
        "languages": " ".join(language for language, _ in asked),
        "words": " ".join(way for _, way in asked),
        "forms": " ".join(",".join(forms(plain(way))) for _, way in asked),
        "most_near": _MOST_NEAR,
    }
    near: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, parameters)
        for language, way, word in cursor.fetchall():
            near[language][way] += [word] if word else []
    return near


def _ways(words: Sequence[str], near: Near, splitter: Splitter, stop_words: frozenset[str]) -> Iterator[str]:
    """What may stand for each word; nothing for one that was meant to be a stop word."""
    unmarked = set(map(plain, stop_words))
    joined = [near.get(first + last, ()) for first, last in pairwise(words)]
    for word, before, after in zip(words, [(), *joined], [*joined, ()], strict=True):
        meant = _meant(word, near.get(word, ()))
        if not (stop_words.isdisjoint(meant) and (meant or word not in unmarked)):
            continue
        ways = [fulltext.quoted(way) for way in dict.fromkeys((word, *meant, *before, *after))]
        apart = () if meant else _apart(word, splitter)
        yield fulltext.any_of([*ways, *(fulltext.all_of(map(fulltext.quoted, parts)) for parts in apart)])


def _meant(word: str, near: Sequence[str]) -> Sequence[str]:
    """A word that names have as it was typed is no slip; one that only lacks rings, dots and strokes has no other."""
    if word in near:
        return [word]
    return [way for way in near if plain(way) == plain(word)] or near


def _apart(word: str, splitter: Splitter) -> Iterator[Sequence[str]]:
    """A compound as all of its parts, and as two: names can have compounds of some of them."""
    if parts := splitter.split(word):
        yield parts
        yield (word.removesuffix(parts[-1]), parts[-1])
        yield (parts[0], word.removeprefix(parts[0]))
