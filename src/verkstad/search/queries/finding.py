"""What is found for a reader's words: by words first, and by meaning where the words do not settle it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from verkstad.municipalities.models import Municipality
from verkstad.search.analysis import confidence
from verkstad.search.embedding import embedder
from verkstad.search.learnable import LEARNABLE
from verkstad.search.models import Kind, Section
from verkstad.search.queries.understanding import Understood, by_meaning, understand
from verkstad.search.ranking import Row, ranked
from verkstad.search.sources import CATALOGUE, kinds_in

IN_ORDER = (Kind.SERVICE, Kind.PLACE, Kind.PAGE)
# Who has all of the words, or is called what they mean, is what was asked for. To embed a question takes as long as
# all the rest, and moves nothing to the better there.
_LEAST_DOUBT = 0.01


def find(
    municipality: Municipality, text: str, language: str, *, filters: Collection[str], first: int, size: int
) -> tuple[Understood, Sequence[Row]]:
    """Up to ``size`` services, places and pages of each kind after the ``first`` ones, and how they were looked for."""

    def rows(understood: Understood, first: int) -> Sequence[Row]:
        return ranked(
            municipality,
            understood.queries,
            text=text,
            vector=understood.vector,
            language=language,
            section=Section.CATALOGUE,
            kinds=[*kinds_in(CATALOGUE, municipality), Kind.PAGE],
            facts=filters,
            first=first,
            page_size=size,
        )

    understood = understand(municipality, text, language)
    found = rows(understood, 0)
    understood = replace(understood, doubt=1 - _confidence(understood, found))
    if embedder() and understood.doubt > _LEAST_DOUBT:
        understood = by_meaning(understood)
        found = rows(understood, 0)
    return understood, rows(understood, first) if first else found


def find_learnable(
    municipality: Municipality, understood: Understood, text: str, language: str, *, filters: Collection[str], most: int
) -> list[Row]:
    """The best of what there is to learn from, each once: in the reader's language if it is found in that too."""
    rows = ranked(
        municipality,
        understood.queries,
        text=text,
        vector=understood.vector,
        language=language,
        section=Section.LEARNING,
        kinds=kinds_in(LEARNABLE, municipality),
        facts=filters,
        first=0,
        page_size=2 * most,
    )
    found: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.language != language):
        first = found.setdefault((row.kind, row.slug), row)
        found[row.kind, row.slug] = replace(first, score=max(first.score, row.score))
    return sorted(found.values(), key=lambda row: -row.score)


def _confidence(understood: Understood, found: Sequence[Row]) -> float:
    best = max(found, key=lambda row: row.score, default=None)
    return confidence(understood.queries[best.found_in], frozenset(best.terms.split())) if best else 0.0
