"""PostgreSQL's full text search as Django offers it: a stored vector with a GIN index, best by ts_rank first."""

import time
from collections.abc import Callable
from functools import reduce
from operator import or_

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import connection, models, transaction

from engines import asked, plain_words, whole_text
from verkstad.search.evaluation import BEST, Asked, Collection
from verkstad.search.fulltext import configuration

type Combine = Callable[[str, str], SearchQuery]


class Text(models.Model):
    key = models.TextField()
    text = models.TextField()
    vector = SearchVectorField(null=True)

    class Meta:
        app_label = "benchmarks"
        indexes = [GinIndex(fields=["vector"], name="benchmark_vector")]

    def __str__(self) -> str:
        return self.key


def all_words(text: str, config: str) -> SearchQuery:
    """What Django makes of a question when nothing else is said."""
    return SearchQuery(text, config=config)


def any_word(text: str, config: str) -> SearchQuery:
    return reduce(or_, (SearchQuery(word, config=config) for word in plain_words(text)))


class PostgreSQL:
    def __init__(self, name: str, combine: Combine) -> None:
        self.name = f"PostgreSQL full text, {name}"
        self._combine = combine

    def missing(self) -> str:
        return ""

    def ask(self, collection: Collection, language: str) -> tuple[list[Asked], float]:
        config = configuration(language)
        with transaction.atomic():
            with connection.schema_editor() as editor:
                editor.create_model(Text)
            start = time.perf_counter()
            Text.objects.bulk_create(Text(key=key, text=whole_text(fields)) for key, fields in collection.corpus)
            Text.objects.update(vector=SearchVector("text", config=config))
            index_seconds = time.perf_counter() - start
            answers = asked(collection, lambda question: self._find(question, config))
            transaction.set_rollback(True)
        return answers, index_seconds

    def _find(self, question: str, config: str) -> list[str]:
        query = self._combine(question, config)
        found = Text.objects.filter(vector=query).order_by(SearchRank("vector", query).desc(), "pk")
        return list(found.values_list("key", flat=True)[:BEST])
