"""Verkstad's own search, exactly as `verkstad evaluate-search` measures it."""

from django.conf import settings

from verkstad.search.embedding import embedder, question_vector
from verkstad.search.evaluation import Asked, Collection, ask, indexed


class Verkstad:
    """With vectors of what texts mean, or by words alone."""

    def __init__(self, *, embeddings: bool) -> None:
        self.name = "Verkstad" if embeddings else "Verkstad, by words alone"
        self._embedder = settings.EMBEDDER if embeddings else ""

    def missing(self) -> str:
        return ""

    def ask(self, collection: Collection, language: str) -> tuple[list[Asked], float]:
        settings.EMBEDDER = self._embedder
        embedder.cache_clear()
        question_vector.cache_clear()  # no question's vector is remembered from another round
        with indexed(collection, language, lambda done, of: None) as (municipality, index_seconds):
            return ask(collection, municipality, language), index_seconds
