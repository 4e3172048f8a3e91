"""What a reader's words are about, in the reader's language and in the municipality's main one."""

from collections.abc import Mapping
from dataclasses import dataclass

from verkstad.municipalities.models import Municipality
from verkstad.search.analysis import Query
from verkstad.search.embedding import question_vector, written
from verkstad.search.intent import Wish, wish
from verkstad.search.lexicons import Words, lexicons


@dataclass(frozen=True)
class Understood:
    """words: what is known of each language; wished: what was asked for besides ``about``; queries: ``about``
    analysed per language; vector: what it means, as pgvector reads it, None when the search goes by words alone."""

    words: Mapping[str, Words]
    wished: Wish | None
    about: str
    queries: Mapping[str, Query]
    vector: str | None


def understand(municipality: Municipality, text: str, language: str, *, by_meaning: bool) -> Understood:
    words = lexicons(dict.fromkeys([language, municipality.main_language]))
    wished = wish(text, words)
    about = (wished and wished.about) or text
    vector = question_vector(about) if by_meaning else None
    queries = {code: known.analyse(about, vector) for code, known in words.items()}
    return Understood(words, wished, about, queries, written(vector) if vector else None)
