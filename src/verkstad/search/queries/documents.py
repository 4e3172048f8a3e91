"""Documents that have the reader's words."""

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Case, Count, Expression, F, FloatField, IntegerField, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Left

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality, Part
from verkstad.search import fulltext
from verkstad.search.answers import DocumentHit, Group, Piece
from verkstad.search.models import Document, Kind

# When no document has all the words, the newest of those with some are compared.
_MOST_COMPARED = 500
_SNIPPET_FROM = 10_000

type Words = Mapping[str, Sequence[str]]


def document_group(municipality: Municipality, text: str, languages: Sequence[str], first: int, size: int) -> Group:
    """``size`` documents after the ``first``: those with all the words, else those with at least half of them.

    One query, or two. None when the municipality has switched documents off.
    """
    words = {language: fulltext.query_words(text[:_SNIPPET_FROM], language) for language in languages}
    words = {language: found for language, found in words.items() if found}
    if not words or not municipality.has(Part.DOCUMENTS):
        return Group(Kind.DOCUMENT, [], 0, has_more=False)
    own = Document.objects.filter(municipality=municipality)
    page = slice(first, first + size)
    rows = _ranked(own.filter(_matching(words, "&")), words, "-rank")[page]
    if not rows:
        rows = _ranked(_half(own, words), words, "-matched", "-rank")[page]
    total = rows[0].total if rows else 0
    return Group(Kind.DOCUMENT, [_hit(row) for row in rows], total, has_more=total > first + size)


def _matching(words: Words, operator: str) -> Q:
    return reduce(
        or_, (Q(language=code, vector=fulltext.query(found, code, operator)) for code, found in words.items())
    )


def _half(documents: QuerySet[Document], words: Words) -> QuerySet[Document]:
    newest = documents.filter(_matching(words, "|")).order_by("-date", "-pk")[:_MOST_COMPARED]
    matched = reduce(add, (_has(code, word) for code, found in words.items() for word in found))
    needed = Case(
        *(When(language=code, then=Value((len(found) + 1) // 2)) for code, found in words.items()),
        output_field=IntegerField(),
    )
    return Document.objects.filter(pk__in=newest.values("pk")).annotate(matched=matched).filter(matched__gte=needed)


def _has(language: str, word: str) -> Expression:
    has = Q(language=language, vector=fulltext.query([word], language))
    return Case(When(has, then=1), default=0, output_field=IntegerField())


def _ranked(documents: QuerySet[Document], words: Words, *order: str) -> QuerySet[Document]:
    any_word = {code: fulltext.query(found, code, "|") for code, found in words.items()}
    rank = [When(language=code, then=SearchRank(F("vector"), asked)) for code, asked in any_word.items()]
    snippet = [When(language=code, then=_headline(asked, code)) for code, asked in any_word.items()]
    return (
        documents.annotate(
            rank=Case(*rank, output_field=FloatField()),
            snippet=Case(*snippet, output_field=TextField()),
            total=Window(Count("*")),
        )
        .defer("text", "vector")
        .order_by(*order, "-date", "pk")
    )


def _headline(asked: SearchQuery, language: str) -> SearchHeadline:
    return SearchHeadline(
        Left("text", _SNIPPET_FROM),
        asked,
        config=fulltext.configuration(language),
        start_sel=fulltext.MATCH_START,
        stop_sel=fulltext.MATCH_STOP,
        min_words=15,
        max_words=30,
    )


def _hit(row: Document) -> DocumentHit:
    return DocumentHit(
        object_id=row.pk,
        title=Text(row.title, row.language),
        url=row.url,
        date=row.date,
        document_kind=row.kind,
        snippet=pieces(row.snippet),
    )


def pieces(snippet: str) -> tuple[Piece, ...]:
    """The snippet cut at the marks around the words that match."""
    parts = re.split(f"[{fulltext.MATCH_START}{fulltext.MATCH_STOP}]", " ".join(snippet.split()))
    return tuple(Piece(part, matches=place % 2 == 1) for place, part in enumerate(parts) if part)
