"""The catalogue's own words as a splitter of compounds and a corrector of slips, kept in memory until they change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.db import connection

from verkstad.search.analysis import (
    Everyday,
    Query,
    Speller,
    Splitter,
    also_meant,
    analyse_query,
    shipped_everyday,
    word_list,
)
from verkstad.search.analysis.terms import word_terms
from verkstad.search.embedding import embedder
from verkstad.search.models import Lexicon
from verkstad.search.slips import KnownWords
from verkstad.search.told import shipped_told

# A word of the catalogue that no word list knows counts as one in a million.
OWN_ZIPF = 3.0


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of a language, and the analysis of a question by it."""

    language: str
    fingerprint: str
    splitter: Splitter
    speller: Speller
    everyday: Everyday
    own: KnownWords

    def analyse(self, text: str) -> Query:
        return analyse_query(text, self.language, self.splitter, self.speller, everyday=self.everyday)

    def with_told(self, query: Query, vector: Sequence[float], strength: float) -> Query:
        """The query with what a problem means that is told in other words than anybody foresaw."""
        model = embedder()
        told = shipped_told(self.language, model.name) if model else None
        return also_meant(query, told.fitting(vector, strength), self.language, self.splitter) if told else query


_kept: dict[str, Words] = {}
_building = Lock()
# So long a search trusts what this process knows of a language's words, while what it looks through is kept up within a
# minute; and when that was last compared with the database.
TRUSTED_SECONDS = 1.0
_compared: dict[str, float] = {}


def trusted_lexicons(languages: Collection[str]) -> dict[str, Words]:
    """As lexicons, mostly without a query."""
    since = monotonic() - TRUSTED_SECONDS
    if all(_compared.get(language, 0) > since for language in languages):
        return {language: _kept[language] for language in languages}
    return lexicons(languages)


def lexicons(languages: Iterable[str]) -> dict[str, Words]:
    """One query, and one more for each language whose words have changed since this process last asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT language, fingerprint FROM search_lexicon")
        prints = dict(cursor.fetchall())
    found = {language: _words(language, prints.get(language, "")) for language in languages}
    _compared.update(dict.fromkeys(found, monotonic()))
    return found


def _words(language: str, fingerprint: str) -> Words:
    # One thread at a time: what is thrown away because another was faster takes as much memory as what is kept.
    with _building:
        kept = _kept.get(language)
        if kept is None or kept.fingerprint != fingerprint:
            word_terms.cache_clear()  # it would keep the former splitter in memory
            kept = _kept[language] = _built(language, fingerprint)
        return kept


def _built(language: str, fingerprint: str) -> Words:
    own = Lexicon.objects.get(language=language).words if fingerprint else {}
    everyday = shipped_everyday(language)
    speller = Speller(own, everyday.speller)
    splitter = Splitter({**dict.fromkeys(own, OWN_ZIPF), **word_list(language)}, language)
    return Words(language, fingerprint, splitter, speller, everyday, KnownWords(own))
