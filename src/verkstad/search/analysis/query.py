"""A resident's words taken apart into weighted terms."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.document import content_words
from verkstad.search.analysis.terms import WordTerms, word_terms
from verkstad.search.analysis.tokens import tokenise

# However much is pasted into the search box, the work is bounded.
MOST_CHARACTERS = 2_000
MOST_WORDS = 24
MOST_TERMS = 200
JOINED = 0.8


@dataclass(frozen=True)
class Query:
    """terms: term -> weight; words: the distinct words that are searched for, as typed, with their terms."""

    terms: Mapping[str, float]
    words: Mapping[str, WordTerms]


def analyse_query(text: str, language: str, splitter: Splitter | None = None) -> Query:
    """At most MOST_TERMS terms of the first MOST_WORDS distinct words; the telling terms come first."""
    splitter = splitter or shipped_splitter(language)
    words = list(dict.fromkeys(content_words(tokenise(text[:MOST_CHARACTERS]), language)))[:MOST_WORDS]
    terms = {word: word_terms(word, language, splitter) for word in words}
    joined = [word_terms(word, language, splitter).stem for word in splitter.joined(words)]
    weights = {term: JOINED for term in joined} | {term: 1.0 for term in _distinct_terms(list(terms.values()))}
    return Query(dict(islice(weights.items(), MOST_TERMS)), terms)


def _distinct_terms(words: Collection[WordTerms]) -> Iterator[str]:
    for word in words:
        yield word.stem
        yield from word.parts
        if word.stem.isascii():
            yield f"f:{word.stem[2:]}"
    for word in words:
        yield from word.grams
