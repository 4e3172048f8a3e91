"""A document taken apart into weighted terms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.fold import folded, respell
from verkstad.search.analysis.languages import get_language
from verkstad.search.analysis.terms import phrase_term, word_terms
from verkstad.search.analysis.tokens import tokenise

# How many times an occurrence counts.
NAME = 2.0
TEXT = 1.0
EVERYDAY_WORD = 1.0
SUBJECTS = 1.0
# Four letters in a row come from the start of the text only, where what it is about is said.
GRAM_WORDS = 60


@dataclass(frozen=True)
class Fields:
    """The texts of one document, in one language."""

    name: str
    everyday_words: Sequence[str] = ()
    summary: str = ""
    body: str = ""
    subjects: Sequence[str] = ()


def analyse_document(fields: Fields, language: str, splitter: Splitter | None = None) -> dict[str, float]:
    """term -> term frequency weighted by where it stands, before saturation (see bm25.posting_weights)."""
    splitter = splitter or shipped_splitter(language)
    names = content_words("\n".join([fields.name, *fields.everyday_words]), language)
    subjects = content_words("\n".join(fields.subjects), language)
    text = content_words(f"{fields.summary}\n{fields.body}", language)
    labels = [(word, NAME) for word in names] + [(word, SUBJECTS) for word in subjects]
    frequencies: dict[str, float] = defaultdict(float)
    for word, weight in _sums(labels + [(word, TEXT) for word in text]):
        terms = word_terms(word, language, splitter)
        for term in (terms.stem, *terms.parts, *terms.folded):
            frequencies[term] += weight
    for word, weight in _sums(labels + [(word, TEXT) for word in text[:GRAM_WORDS]]):
        for gram in word_terms(word, language, splitter).grams:
            frequencies[gram] += weight
    words = dict.fromkeys(_phrases(fields.everyday_words, language), EVERYDAY_WORD)
    return words | dict.fromkeys(_phrases([fields.name], language), NAME) | frequencies


def _phrases(labels: Iterable[str], language: str) -> Iterator[str]:
    """What the document is called, each as one term, and as typed without å, ä, ö, æ and ø."""
    for label in labels:
        if term := phrase_term(respelled_words(label, language), language):
            yield from (term, *folded(term))


def respelled_words(text: str, language: str) -> list[str]:
    """All words of a text, in the letters of the language."""
    return [respell(word, language) for word in tokenise(text)]


def content_words(text: str, language: str) -> list[str]:
    """The words of a text in the letters of the language, without stop words unless there are no others."""
    words = respelled_words(text, language)
    stop_words = get_language(language).stop_words
    return [word for word in words if word not in stop_words] or words


def _sums(weighted: Iterable[tuple[str, float]]) -> Iterable[tuple[str, float]]:
    sums: dict[str, float] = defaultdict(float)
    for word, weight in weighted:
        sums[word] += weight
    return sums.items()
