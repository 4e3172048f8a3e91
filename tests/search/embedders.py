"""An embedder for tests, that understands three things."""

from collections.abc import Iterator, Sequence
from typing import Any

from verkstad.search import embedding

THINGS = (("dagis", "förskola", "kindergarten"), ("rullstol", "hjälpmedel"), ("båt", "hamn"))


class ThreeThings:
    name = "three-things"

    def question(self, text: str) -> Sequence[float]:
        return self.passage(text)

    def passage(self, text: str) -> Sequence[float]:
        numbers = [float(any(word in text.lower() for word in words)) for words in THINGS]
        length = sum(numbers) ** 0.5 or 1.0
        return [number / length for number in numbers]


def embedding_by(name: str, settings: Any) -> Iterator[None]:
    """For a fixture to yield from: this embedder is the one that is configured."""
    settings.EMBEDDER = name
    embedding.embedder.cache_clear()
    embedding.question_vector.cache_clear()
    yield
    embedding.embedder.cache_clear()
    embedding.question_vector.cache_clear()
