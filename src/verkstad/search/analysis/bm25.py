"""BM25 as a sum of products, so that a database can rank with one `sum(...) group by document`.

score(document) = sum over query terms of  query weight * idf(term) * posting weight

The posting weight (the BM25 impact times the weight of the term's field) is computed once, when the document is
indexed. Fields are kept apart by the prefix of their terms and each has a length of its own.
Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); idf as in Lucene,
which is never negative.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping

FIELD_WEIGHTS: Mapping[str, float] = {"a": 1.0, "p": 0.6, "g": 0.25, "f": 0.5, "n": 1.0, "w": 1.0}
PHRASE = "w"


def saturate(tf: float, length: float, average_length: float, k1: float = 1.2, b: float = 0.75) -> float:
    """The BM25 impact of a term, between 0 and k1 + 1; the lengths are in the same unit as tf."""
    relative_length = length / average_length if average_length else 1.0
    return tf * (k1 + 1) / (tf + k1 * (1 - b + b * relative_length))


def idf(documents: int, documents_with_term: int) -> float:
    """How telling a term is: close to 0 when every document has it."""
    return math.log(1 + (documents - documents_with_term + 0.5) / (documents_with_term + 0.5))


def field_lengths(terms: Mapping[str, float]) -> dict[str, float]:
    """The sum of the term frequencies per field of one analysed document.

    Phrases have none: who is called many things is called each of them no less.
    """
    lengths: dict[str, float] = defaultdict(float)
    for term, tf in terms.items():
        if term[0] != PHRASE:
            lengths[term[0]] += tf
    return dict(lengths)


def posting_weights(terms: Mapping[str, float], average_lengths: Mapping[str, float]) -> dict[str, float]:
    """The weights to store for one analysed document."""
    lengths = field_lengths(terms)
    return {
        term: FIELD_WEIGHTS[term[0]] * saturate(tf, lengths.get(term[0], 0.0), average_lengths.get(term[0], 0.0))
        for term, tf in terms.items()
    }


class Index:
    """A small index in memory: the ranking that every other store of the same postings must give."""

    def __init__(self, documents: Mapping[str, Mapping[str, float]]) -> None:
        self.size = len(documents)
        totals: dict[str, float] = defaultdict(float)
        for terms in documents.values():
            for field, length in field_lengths(terms).items():
                totals[field] += length
        averages = {field: total / self.size for field, total in totals.items()}
        self.postings: dict[str, dict[str, float]] = defaultdict(dict)
        for key, terms in documents.items():
            for term, weight in posting_weights(terms, averages).items():
                self.postings[term][key] = weight

    def search(self, query: Mapping[str, float], limit: int = 10) -> list[tuple[str, float]]:
        """The best documents with their scores; equal scores in order of their keys."""
        scores: dict[str, float] = defaultdict(float)
        for term, weight in query.items():
            postings = self.postings.get(term, {})
            factor = weight * idf(self.size, len(postings))
            for key, posting in postings.items():
                scores[key] += factor * posting
        return heapq.nsmallest(limit, scores.items(), key=lambda item: (-item[1], item[0]))

    def found(self, key: str, query: Mapping[str, float]) -> set[str]:
        """The terms of the query that the document has."""
        return {term for term in query if key in self.postings.get(term, {})}
