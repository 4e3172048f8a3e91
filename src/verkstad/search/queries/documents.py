"""Documents that have the reader's words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality, Part
from verkstad.search import fulltext
from verkstad.search.answers import DocumentHit, Group, Piece
from verkstad.search.lexicons import Words
from verkstad.search.models import Kind
from verkstad.search.queries.named import as_named

# Of more documents than this, the newest are ranked.
MOST_RANKED = 1_000
# A snippet comes from the beginning of a text, for minutes can be a book.
SNIPPET_FROM = 10_000
_MARKS = fulltext.MATCH_START + fulltext.MATCH_STOP
_ENDS = (".", "!", "?", ":", "…")
_HEADLINE = f"StartSel={fulltext.MATCH_START}, StopSel={fulltext.MATCH_STOP}, MinWords=15, MaxWords=30"

# LATERAL with OFFSET 0 looks the words up in their index whatever the plan that is kept for the statement. The reader's
# language and the municipality's are two at most: told so, the database keeps its plan instead of making one each time.
# Without bigint the driver's small number keeps the index from telling municipalities apart.
# Documents with all the words as they were typed; when there are none, those with all as names have them; when there
# are none of these, those with at least half of them, most words first. Of those whose name and date have them all,
# what is called so and nothing more comes first, and of minutes that are called alike the newest.
_MATCHING = """
    SELECT
        document.id, document.date, document.title, document.vector, asked.language, asked.{query} AS wanted,
        asked.any_query, asked.needed
    FROM asked
    CROSS JOIN LATERAL (
        SELECT * FROM search_document
        WHERE municipality_id = %(municipality)s::bigint AND language = asked.language AND vector @@ asked.{query}
        OFFSET 0
    ) AS document
    WHERE {unless}
    ORDER BY document.date DESC, document.id DESC
    LIMIT %(most_ranked)s
"""
_FIND = """
WITH asked AS (
    SELECT language, config::regconfig, needed, to_tsquery(config::regconfig, typed) AS typed,
        to_tsquery(config::regconfig, all_query) AS all_query, to_tsquery(config::regconfig, any_query) AS any_query
    FROM unnest(
        %(languages)s::text[], %(configs)s::text[], %(typed)s::text[], %(all_query)s::text[], %(any_query)s::text[],
        %(needed)s::int[]
    ) AS asked (language, config, typed, all_query, any_query, needed)
    LIMIT 2
), word AS (
    SELECT language, to_tsquery(config::regconfig, word) AS word
    FROM unnest(%(word_languages)s::text[], %(word_configs)s::text[], %(words)s::text[])
        AS word (language, config, word)
), typed AS MATERIALIZED (
    {matching_typed}
), named AS MATERIALIZED (
    {matching_named}
), partly AS (
    {matching_partly}
), counted AS (
    SELECT id, date, vector, language, any_query, needed, (
        SELECT count(*) FROM word WHERE word.language = partly.language AND partly.vector @@ word.word
    ) AS matched
    FROM partly
), found AS (
    SELECT id, date, 0 AS matched, {name_words} AS name_words, ts_rank(vector, any_query) AS rank FROM typed
    UNION ALL
    SELECT id, date, 0, {name_words}, ts_rank(vector, any_query) FROM named
    UNION ALL
    SELECT id, date, matched, NULL, ts_rank(vector, any_query) FROM counted WHERE matched >= needed
), page AS (
    SELECT *, count(*) OVER () AS total,
        row_number() OVER (
            ORDER BY matched DESC, name_words, CASE WHEN name_words IS NOT NULL THEN date END DESC, rank DESC,
                date DESC, id
        ) AS position
    FROM found
)
SELECT page.total, document.id, document.title, document.language, document.url, document.date, document.kind,
    ts_headline(asked.config, left(document.text, %(snippet_from)s), asked.any_query, %(headline)s)
FROM page
JOIN search_document AS document ON document.id = page.id
JOIN asked ON asked.language = document.language
WHERE page.position > %(first)s AND page.position <= %(last)s
ORDER BY page.position
""".format(  # noqa: S608 -- our own statements
    name_words="CASE WHEN ts_filter(vector, '{a,b}') @@ wanted THEN cardinality(string_to_array(title, ' ')) END",
    matching_typed=_MATCHING.format(query="typed", unless="true"),
    matching_named=_MATCHING.format(query="all_query", unless="%(is_named)s AND NOT EXISTS (SELECT FROM typed)"),
    matching_partly=_MATCHING.format(
        query="any_query", unless="NOT EXISTS (SELECT FROM typed) AND NOT EXISTS (SELECT FROM named)"
    ),
)


def document_group(
    municipality: Municipality, text: str, known: Mapping[str, Words], first: int, size: int, *, forgiving: bool
) -> Group:
    """``size`` documents after the ``first``; none when the municipality has switched documents off.

    One query. Who is ``forgiving`` asks one more: what names have for the words. ``known`` are the languages, with what
    is known of their words.
    """
    words = {language: fulltext.query_words(text[:SNIPPET_FROM], language) for language in known}
    words = {language: found for language, found in words.items() if found}
    if not words or not municipality.has(Part.DOCUMENTS):
        return Group(Kind.DOCUMENT, [], 0)
    typed = {
        language: list(map(fulltext.quoted, found[: fulltext.MOST_QUERY_WORDS])) for language, found in words.items()
    }
    named = as_named(municipality, words, known) if forgiving else typed
    if not named:
        return Group(Kind.DOCUMENT, [], 0)
    rows = _found(typed, named, {"municipality": municipality.pk, "first": first, "last": first + size})
    return Group(Kind.DOCUMENT, [_hit(row) for row in rows], rows[0][0] if rows else 0)


def _found(
    typed: Mapping[str, Sequence[str]], named: Mapping[str, Sequence[str]], limits: Mapping[str, int]
) -> list[tuple[Any, ...]]:
    """language -> the words as they were typed, and what stands for each in names; both as to_tsquery reads them."""
    pairs = [(language, word) for language, words in named.items() for word in words]
    parameters: dict[str, Any] = {
        **limits,
        "languages": list(typed),
        "configs": [fulltext.configuration(language) for language in typed],
        "typed": [fulltext.all_of(words) for words in typed.values()],
        "is_named": named != typed,
        "all_query": [fulltext.all_of(named[language]) for language in typed],
        "any_query": [fulltext.any_of(named[language]) for language in typed],
        "needed": [(len(named[language]) + 1) // 2 for language in typed],
        "word_languages": [language for language, _ in pairs],
        "word_configs": [fulltext.configuration(language) for language, _ in pairs],
        "words": [word for _, word in pairs],
        "most_ranked": MOST_RANKED,
        "snippet_from": SNIPPET_FROM,
        "headline": _HEADLINE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _hit(row: tuple[Any, ...]) -> DocumentHit:
    _total, pk, title, language, url, day, kind, snippet = row
    return DocumentHit(
        object_id=pk, title=Text(title, language), url=url, date=day, document_kind=kind, snippet=pieces(snippet)
    )


def pieces(snippet: str) -> tuple[Piece, ...]:
    """The snippet cut at the marks around the words that match; "…" when it ends inside a sentence."""
    words = " ".join(snippet.split())
    if words and not words.rstrip(_MARKS).endswith(_ENDS):
        words += " …"
    parts = re.split(f"[{_MARKS}]", words)
    return tuple(Piece(part, matches=place % 2 == 1) for place, part in enumerate(parts) if part)
