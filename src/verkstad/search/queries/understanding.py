"""What a reader's words are about, in the reader's language and in the municipality's main one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from verkstad.municipalities.models import Municipality
from verkstad.search.analysis import Query
from verkstad.search.elsewhere import is_elsewhere
from verkstad.search.embedding import question_vector, written
from verkstad.search.intent import Wish, wish
from verkstad.search.lexicons import Words, trusted_lexicons
from verkstad.search.told import strength


@dataclass(frozen=True)
class Understood:
    """language: the reader's; words: what is known of each language; wished: what was asked for besides ``about``;
    queries: ``about`` analysed per language; vector: what it means, as pgvector reads it, None when the search goes by
    words alone; doubt: how little the words alone settle it, from 0 to 1; is_elsewhere: that is nothing any
    municipality does."""

    language: str
    words: Mapping[str, Words]
    wished: Wish | None
    about: str
    queries: Mapping[str, Query]
    vector: str | None = None
    doubt: float = 1.0
    is_elsewhere: bool = False

    @property
    def has_slips(self) -> bool:
        """Whether a word is none that is known in any of the languages, and others are like it."""
        return all(any(word.corrections for word in query.words) for query in self.queries.values())


def understand(municipality: Municipality, text: str, language: str) -> Understood:
    """By the words alone."""
    words = trusted_lexicons(dict.fromkeys([language, municipality.main_language]))
    wished = wish(text, words)
    about = (wished and wished.about) or text
    queries = {code: known.analyse(about) for code, known in words.items()}
    return Understood(language, words, wished, about, queries)


def by_meaning(understood: Understood) -> Understood:
    """What the question means besides, the more the less its words settle it."""
    vector = question_vector(understood.about)
    if vector is None:
        return understood
    story = strength(understood.about, understood.doubt)
    queries = {
        code: understood.words[code].with_told(query, vector, story) for code, query in understood.queries.items()
    }
    asks_elsewhere = is_elsewhere(understood.about, vector, understood.language)
    return replace(understood, queries=queries, vector=written(vector), is_elsewhere=asks_elsewhere)
