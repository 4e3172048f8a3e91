"""tantivy: any word, BM25, with its own stemmer and stop words of the language; the index is in memory."""

import time
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from engines import Find, asked, plain_words, whole_text
from verkstad.search.analysis import Fields
from verkstad.search.evaluation import BEST, Asked, Collection
from verkstad.search.fulltext import configuration

# The longest word that is kept, as in tantivy's own analyser for English.
_LONGEST_WORD = 40
_MEMORY = 50_000_000


class Tantivy:
    name = "tantivy, any word, its stemmer"

    def missing(self) -> str:
        return "" if find_spec("tantivy") else "the package tantivy (`uv run --group benchmark`)"

    def ask(self, collection: Collection, language: str) -> tuple[list[Asked], float]:
        start = time.perf_counter()
        find = _indexed(collection.corpus, configuration(language))
        index_seconds = time.perf_counter() - start
        return asked(collection, find), index_seconds


def _indexed(corpus: Sequence[tuple[str, Fields]], stemmer: str) -> Find:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("key", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", tokenizer_name=stemmer)
    index = tantivy.Index(schema.build())
    index.register_tokenizer(stemmer, _analyser(stemmer))
    writer = index.writer(_MEMORY, 1)
    for key, fields in corpus:
        writer.add_document(tantivy.Document(key=[key], text=[whole_text(fields)]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(question: str) -> list[str]:
        query = index.parse_query(" ".join(plain_words(question)), ["text"])
        return [searcher.doc(address)["key"][0] for _, address in searcher.search(query, BEST).hits]

    return find


def _analyser(language: str) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    plain = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD)).filter(Filter.lowercase())
    return plain.filter(Filter.stopword(language)).filter(Filter.stemmer(language)).build()
