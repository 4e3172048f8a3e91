"""A document taken apart into weighted terms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.fold import respell
from verkstad.search.analysis.languages import get_language
from verkstad.search.analysis.terms import word_terms
from verkstad.search.analysis.tokens import tokenise

# How many times an occurrence counts.
NAME = 2.0
TEXT = 1.0
SUBJECTS = 1.0
# Four letters in a row come from the start of the text only, where what it is about is said.
GRAM_CHARACTERS = 300


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
    names = tokenise("\n".join([fields.name, *fields.everyday_words]))
    subjects = tokenise("\n".join(fields.subjects))
    texts = tokenise(f"{fields.summary}\n{fields.body}")
    start = tokenise(f"{fields.summary}\n{fields.body}"[:GRAM_CHARACTERS])
    frequencies: dict[str, float] = defaultdict(float)
    for words, weight in ((names, NAME), (subjects, SUBJECTS), (texts, TEXT)):
        for word in content_words(words, language):
            terms = word_terms(word, language, splitter)
            for term in (terms.stem, *terms.parts, *terms.folded):
                frequencies[term] += weight
    for words, weight in ((names, NAME), (subjects, SUBJECTS), (start, TEXT)):
        for word in content_words(words, language):
            for gram in word_terms(word, language, splitter).grams:
                frequencies[gram] += weight
    return dict(frequencies)


def content_words(words: Iterable[str], language: str) -> list[str]:
    """The words respelled, without stop words; all of them when nothing else is left."""
    respelled = [respell(word, language) for word in words]
    stop_words = get_language(language).stop_words
    return [word for word in respelled if word not in stop_words] or respelled
