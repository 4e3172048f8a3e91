"""Whether the best answer has anything to do with the question.

Four letters in a row always find something ("logoped" finds "betonad undervisning"). So only whole words and parts
of compounds tell that an answer is one.
"""

from collections.abc import Collection

from verkstad.search.analysis.everyday import Fitting
from verkstad.search.analysis.query import Query, QueryWord

# Below this, offer a person to ask before the answers.
WEAK = 0.5
# From this fit on a row surely is what the whole question tells: measured on questions with and without an answer.
_SURELY_TOLD = 1.75


def confidence(query: Query, found: Collection[str], *, by_meaning: bool = True) -> float:
    """The share of the query's words that a document has, from 0 to 1; 0 for a query without words.

    found: the query's terms that are in the document. Rare words count more: who has "köpa" of "köpa elefant" has less
    than half. A word of which only some parts are found counts by their
    letters: in "logopedmottagning" a document about "mottagning" has more than half of the word. It has a word too
    when it is called what catalogues call it, and ``by_meaning`` half of all words when it answers what the whole
    question tells.
    """
    if not query.words:
        return 0.0
    answered = [fitting for fitting in query.fitting if _is_called(fitting, found)]
    stems = {stem for fitting in answered for stem in fitting.stems}
    asked = sum(word.rarity for word in query.words)
    has = sum(word.rarity * _share(word, found, stems) for word in query.words) / asked
    told = by_meaning and any(not fitting.stems and fitting.fit >= _SURELY_TOLD for fitting in answered)
    return max(has, WEAK) if told else has


def _is_called(fitting: Fitting, found: Collection[str]) -> bool:
    return any(stems and all(f"a:{stem}" in found for stem in stems) for stems in fitting.official)


def _share(word: QueryWord, found: Collection[str], said: Collection[str]) -> float:
    if any(term in found or term[2:] in said for term in word.whole):
        return 1.0
    letters = {part: len(part) - len("p:") for part in word.parts}
    has = (part for part in word.parts if part in found or part[2:] in said)
    return sum(letters[part] for part in has) / (sum(letters.values()) or 1)
