"""Whether the best answer has anything to do with the question.

Four letters in a row always find something ("logoped" finds "betonad undervisning"). So only whole words and parts
of compounds tell that an answer is one.
"""

from collections.abc import Collection

from verkstad.search.analysis.query import Query, QueryWord

# Below this, offer a person to ask before the answers.
WEAK = 0.5


def confidence(query: Query, found: Collection[str]) -> float:
    """The share of the query's words that a document has, from 0 to 1; 0 for a query without words.

    found: the query's terms that are in the document. Rare words count more: who has "köpa" of "köpa elefant" has less
    than half. A word of which only some parts are found counts by their
    letters: in "logopedmottagning" a document about "mottagning" has more than half of the word.
    """
    if not query.words:
        return 0.0
    asked = sum(word.rarity for word in query.words)
    return sum(word.rarity * _share(word, found) for word in query.words) / asked


def _share(word: QueryWord, found: Collection[str]) -> float:
    if any(term in found for term in word.whole):
        return 1.0
    letters = {part: len(part) - len("p:") for part in word.parts}
    return sum(letters[part] for part in word.parts if part in found) / (sum(letters.values()) or 1)
