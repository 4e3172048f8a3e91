"""A resident's words taken apart into weighted terms."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.document import content_words, respelled_words
from verkstad.search.analysis.everyday import PART, Everyday, Fitting
from verkstad.search.analysis.spelling import Speller
from verkstad.search.analysis.terms import WordTerms, phrase_term, word_terms

# However much is pasted into the search box, the work is bounded.
MOST_CHARACTERS = 2_000
MOST_WORDS = 24
MOST_TERMS = 200
MOST_MEANT = 80
JOINED_WEIGHT = 0.8
# Divided by the number of slips.
CORRECTED_WEIGHT = 0.8
# A word at least as common as one in a million is not taken for a slip.
COMMON_ZIPF = 3.0


@dataclass(frozen=True, slots=True)
class QueryWord:
    """typed: the word in the letters of the language; whole: terms of which one in a document means that the
    document has the word; parts: terms of its innermost parts; corrections: what may have been meant; rarity: how
    telling it is."""

    typed: str
    whole: frozenset[str]
    parts: tuple[str, ...]
    corrections: tuple[str, ...]
    rarity: float


@dataclass(frozen=True)
class Query:
    """terms: term -> weight, at most MOST_TERMS; words: the distinct words that are searched for, in their order;
    fitting: what catalogues call it; meant: the terms of the official words there."""

    terms: Mapping[str, float]
    words: Sequence[QueryWord]
    fitting: Sequence[Fitting] = ()
    meant: Mapping[str, float] = field(default_factory=dict)


@dataclass
class _Weights:
    telling: dict[str, float] = field(default_factory=dict)
    grams: dict[str, float] = field(default_factory=dict)

    def add(self, terms: WordTerms, weight: float) -> None:
        _raise(self.telling, (terms.stem, *terms.parts), weight)
        _raise(self.grams, terms.grams, weight)


def analyse_query(
    text: str,
    language: str,
    splitter: Splitter | None = None,
    speller: Speller | None = None,
    *,
    everyday: Everyday | None = None,
) -> Query:
    """The terms of the first MOST_WORDS distinct words; grams are the first to go when there are too many terms.

    speller: knows the words of the index; without it nothing is corrected. everyday: knows what catalogues call
    what people say; without it only what was typed is searched for.
    """
    splitter = splitter or shipped_splitter(language)
    text = text[:MOST_CHARACTERS]
    typed = list(dict.fromkeys(content_words(text, language)))[:MOST_WORDS]
    weights = _Weights()
    words = [_query_word(word, language, splitter, speller, weights) for word in typed]
    joined = [word_terms(word, language, splitter).stem for word in splitter.joined(typed)]
    _raise(weights.telling, joined, JOINED_WEIGHT)
    _raise(weights.telling, _phrases(respelled_words(text, language), words, language), 1.0)
    said = everyday.fitting(_typed(words)) if everyday else []
    query = Query(dict(islice((weights.telling | weights.grams).items(), MOST_TERMS)), words)
    return also_meant(query, said, language, splitter)


def also_meant(query: Query, fitting: Sequence[Fitting], language: str, splitter: Splitter) -> Query:
    """The query with these rows' official words too."""
    meant = Counter(query.meant)
    meant.update(_meant(fitting, language, splitter))
    return replace(query, fitting=[*query.fitting, *fitting], meant=dict(meant.most_common(MOST_MEANT)))


def _typed(words: Iterable[QueryWord]) -> dict[str, float]:
    """stem -> how surely it was typed: whole words and what they may be slips of, then parts of compounds."""
    parts = {part[2:]: PART for word in words for part in word.parts}
    return parts | {term[2:]: 1.0 for word in words for term in word.whole}


def _meant(fitting: Iterable[Fitting], language: str, splitter: Splitter) -> dict[str, float]:
    """The terms of the rows' official words; each word of a phrase has its share of the phrase's weight."""
    weights: dict[str, float] = {}
    for found in fitting:
        for phrase in found.row.official:
            words = content_words(phrase, language)
            for terms in (word_terms(word, language, splitter) for word in words):
                _raise(weights, (terms.stem, *terms.parts), found.fit / len(words))
            if whole := phrase_term(words, language):
                _raise(weights, [whole], found.fit)
    return weights


def _phrases(all_words: Sequence[str], words: Sequence[QueryWord], language: str) -> list[str]:
    """All that was typed as one phrase, then without stop words, then as it may have been meant."""
    meant = [next(iter(word.corrections), word.typed) for word in words]
    ways = (all_words, [word.typed for word in words], meant)
    return [term for way in ways if (term := phrase_term(way, language))]


def _query_word(word: str, language: str, splitter: Splitter, speller: Speller | None, weights: _Weights) -> QueryWord:
    terms = word_terms(word, language, splitter)
    weights.add(terms, 1.0)
    whole = [terms.stem]
    if word.isascii() and terms.leaves:
        whole.append(f"f:{terms.stem[2:]}")
        _raise(weights.telling, whole, 1.0)
    corrections = _corrections(word, splitter, speller) if speller else []
    for correction, distance in corrections:
        corrected = word_terms(correction, language, splitter)
        weights.add(corrected, CORRECTED_WEIGHT / distance)
        whole.append(corrected.stem)
    meant = tuple(correction for correction, _ in corrections)
    rarity = min(map(splitter.rarity, (word, *meant)))
    return QueryWord(word, frozenset(whole), terms.leaves, meant, rarity)


def _corrections(word: str, splitter: Splitter, speller: Speller) -> list[tuple[str, int]]:
    if speller.knows(word) or splitter.knows(word, COMMON_ZIPF) or splitter.split(word):
        return []
    return speller.corrections(word)


def _raise(weights: dict[str, float], terms: Iterable[str], weight: float) -> None:
    for term in terms:
        weights[term] = max(weight, weights.get(term, 0.0))
