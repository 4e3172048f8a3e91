"""What a reader may be about to write, and words near those that found nothing sure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest, Length

from verkstad.municipalities.models import Municipality, Part
from verkstad.search.analysis import content_words
from verkstad.search.models import Kind, Phrase, Shelf
from verkstad.search.phrases import folded
from verkstad.services.models import LocalService, covers

SHORTEST = 2
# Longer than any name or everyday word that somebody could be about to write.
LONGEST = 60
# Words for which near ones are looked up.
MOST_WORDS = 3
# The same phrase stands on several entries.
_REPEATED = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str


def suggestions(municipality: Municipality, text: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Names and everyday words that begin with the text, then those that have something like it.

    Å, ä and ö may be missing. One query when enough begin with it, else two.
    """
    typed = folded(text[:LONGEST])
    if len(typed) < SHORTEST:
        return []
    phrases = _phrases(municipality, language)
    found = _distinct(phrases.filter(folded__startswith=typed).order_by(Length("folded"), "text"), limit)
    if len(found) < limit:
        similar = phrases.filter(folded__trigram_word_similar=typed)
        nearest = similar.order_by(TrigramWordSimilarity(typed, "folded").desc(), Length("folded"), "text")
        found = list(dict.fromkeys(found + _distinct(nearest, limit)))[:limit]
    return [Suggestion(phrase) for phrase in found]


def nearest_words(municipality: Municipality, text: str, language: str, limit: int = 5) -> list[str]:
    """Names and everyday words that look like the longest words of the text; each leads to something. One query."""
    words = sorted(set(map(folded, content_words(text[:1000], language))), key=len)[-MOST_WORDS:]
    words = [word[:LONGEST] for word in words if len(word) > SHORTEST]
    if not words:
        return []
    near = reduce(or_, (Q(folded__trigram_word_similar=word) for word in words))
    similarities = [TrigramWordSimilarity(word, "folded") for word in words]
    best = Greatest(*similarities) if len(similarities) > 1 else similarities[0]
    phrases = _phrases(municipality, language).filter(near)
    return _distinct(phrases.order_by(best.desc(), Length("folded"), "text"), limit)


def _phrases(municipality: Municipality, language: str) -> QuerySet[Phrase]:
    """Those of what the municipality shows, in the reader's language and its main one."""
    languages = {language, municipality.main_language}
    shelves = Shelf.objects.filter(covers(municipality), language__in=languages).order_by()
    hidden = LocalService.objects.filter(municipality=municipality, is_hidden=True).order_by()
    unseen = Q(entry__kind=Kind.SERVICE, entry__object_id__in=hidden.values("service"))
    if not municipality.has(Part.PLACES):
        unseen |= Q(entry__kind=Kind.PLACE)
    return Phrase.objects.filter(~unseen, shelf__in=shelves.values("pk"))


def _distinct(phrases: QuerySet[Phrase], limit: int) -> list[str]:
    rows: Iterable[str] = phrases.values_list("text", flat=True)[: limit * _REPEATED]
    return list(dict.fromkeys(rows))[:limit]
