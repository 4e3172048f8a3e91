"""The answer to a reader's words: services, what to learn them by, places and contacts, pages, documents."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality
from verkstad.places.board import Board
from verkstad.search.analysis import WEAK, confidence
from verkstad.search.answers import Answer, Group, Hit
from verkstad.search.intent import Intent
from verkstad.search.models import Kind
from verkstad.search.queries.documents import document_group
from verkstad.search.queries.finding import IN_ORDER, find, find_learnable
from verkstad.search.queries.suggestions import nearest_words
from verkstad.search.queries.understanding import Understood
from verkstad.search.queries.wishes import Asking, granted
from verkstad.search.ranking import Row

PAGE_SIZE = 10
# Nobody reads further, and no address can ask for work without end.
MOST_PAGES = 20
_MOST_GUESSES = 5
# Beside services; who asks to learn sees a page of them.
_MOST_LEARNABLE = 3
# What surely has the words may still be about something else, when another has them in its name.
_LEAST_OF_BEST = 0.45
# A compound written apart in a document's name most often leaves services so much to settle.
_SOME_DOUBT = 0.2
# What is so like the question in name and text together surely answers it, whatever the words: measured on questions
# with and without an answer, in four languages.
_ALIKE = 0.3


def search(
    municipality: Municipality,
    text: str,
    language: str,
    *,
    filters: Collection[str] = (),
    page: int = 1,
    at: datetime | None = None,
    here: Board | None = None,
) -> Answer:
    """What the municipality has on these words, in the reader's language and in its own main one.

    Three queries: services with places and pages, what to learn, documents; once a second one for the words' lexicons;
    one more where the words do not settle it and it is looked for by meaning, one for what documents' names have for
    words that services hardly have, one for the nearest words when the answer is weak, and up to three for opening
    hours and phone numbers when these are asked for.
    ``filters`` are codes of models.FILTERS and hold for services and places. ``at`` is now unless it is given,
    and ``here`` the board of then, which whoever has it need not let be asked for again.
    """
    page = min(max(page, 1), MOST_PAGES)
    first = (page - 1) * PAGE_SIZE
    asking = Asking(municipality, language, filters, at or timezone.now(), first, PAGE_SIZE, here)
    understood, found = find(municipality, text, language, filters=filters, first=first, size=PAGE_SIZE)
    wished, about = understood.wished, understood.about
    groups = [_group(kind, [row for row in found if row.kind == kind], understood) for kind in IN_ORDER]
    if wished:
        groups = granted(wished, groups, asking)
    is_weak = page == 1 and bool(text.strip()) and _is_weak(groups)
    if is_weak:
        groups = [_guesses(group) for group in groups]
    groups = _with_learning(groups, _learning(understood, text, asking), understood)
    wants_document = wished is not None and wished.intent == Intent.DOCUMENT
    # Where services have the words as they were typed, nobody waits for what documents may call them instead.
    forgiving = wants_document or understood.has_slips or understood.doubt > _SOME_DOUBT
    documents = document_group(municipality, about, understood.words, first, PAGE_SIZE, forgiving=forgiving)
    leads = documents.total > 0 and wants_document
    ordered = [documents, *groups] if leads else [*groups, documents]
    is_weak = is_weak and not leads and not (groups[0].kind == Kind.LEARNING and groups[0].hits)
    return Answer(
        text=text,
        groups=[group for group in ordered if group.hits],
        is_weak=is_weak,
        nearest=nearest_words(municipality, about, understood.words[language]) if is_weak else (),
        filters=frozenset(filters),
        page=page,
        intent=wished.intent if wished else None,
    )


def _group(kind: Kind, rows: Sequence[Row], understood: Understood) -> Group:
    return Group(kind, [_hit(kind, row, understood) for row in rows], rows[0].total if rows else 0)


def _hit(kind: Kind, row: Row, understood: Understood) -> Hit:
    # What no municipality does is only answered by who has its words.
    by_meaning = not understood.is_elsewhere
    terms = frozenset(row.terms.split())
    by_words = confidence(understood.queries[row.found_in], terms, by_meaning=by_meaning)
    is_alike = by_meaning and row.name_likeness + row.text_likeness >= _ALIKE
    return Hit(
        kind=kind,
        object_id=row.object_id,
        slug=row.slug,
        name=Text(row.name, row.language),
        summary=Text(row.summary, row.language),
        owner=Text(row.owner, row.language),
        facts=frozenset(row.facts),
        confidence=max(by_words, WEAK) if is_alike else by_words,
    )


def _learning(understood: Understood, text: str, asking: Asking) -> Group:
    """On the first page, what surely has the words: there is no end of what is a little about them."""
    if asking.first or not text.strip():
        return Group(Kind.LEARNING, [], 0)
    rows = find_learnable(
        asking.municipality, understood, text, asking.language, filters=asking.filters, most=PAGE_SIZE
    )
    best = max((row.score for row in rows), default=0)
    near = [row for row in rows if row.score >= _LEAST_OF_BEST * best]
    hits = [_hit(Kind(row.kind), row, understood) for row in near]
    sure = [hit for hit in hits if hit.confidence >= WEAK]
    shown = sure[: PAGE_SIZE if _asks_to_learn(understood) else _MOST_LEARNABLE]
    return Group(Kind.LEARNING, shown, len(shown))


def _asks_to_learn(understood: Understood) -> bool:
    return understood.wished is not None and understood.wished.intent in (Intent.LEARNING, Intent.ACTIVITY)


def _with_learning(groups: Sequence[Group], learning: Group, understood: Understood) -> list[Group]:
    """After the services, or first when that was asked for."""
    if _asks_to_learn(understood):
        return [learning, *groups]
    after = next(number for number, group in enumerate(groups) if group.kind == Kind.SERVICE) + 1
    return [*groups[:after], learning, *groups[after:]]


def _guesses(group: Group) -> Group:
    """A few of them: n-grams find something for any words, and a long list of it would look like an answer."""
    hits = group.hits[:_MOST_GUESSES]
    return Group(group.kind, hits, len(hits))


def _is_weak(groups: Sequence[Group]) -> bool:
    return all(hit.confidence < WEAK for group in groups for hit in group.hits if isinstance(hit, Hit))
