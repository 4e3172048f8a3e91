"""What was searched for and what was chosen. No audit rows: these are counts, and nothing in them is anybody's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from verkstad.municipalities.models import Municipality
from verkstad.search.answers import Answer
from verkstad.search.masking import masked, normalised
from verkstad.search.models import Kind, Search

# Written out: a row for each search, which the ORM takes three times as long to make.
_RECORD = """
INSERT INTO search_search (
    key, municipality_id, language, words, normalised, filters, services_found, places_found, documents_found,
    is_weak, at, chosen_kind
) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '')
"""


def record_search(key: UUID, municipality: Municipality, language: str, answer: Answer) -> None:
    """Store the words without anything personal, and how much they found; ``key`` is what a choice refers to.

    One row, so one statement is the transaction.
    """
    words = masked(answer.text)
    services, places, documents = (answer.total(kind) for kind in (Kind.SERVICE, Kind.PLACE, Kind.DOCUMENT))
    values: list[Any] = [key, municipality.pk, language, words, normalised(words), sorted(answer.filters)]
    values += [services, places, documents, answer.is_weak, timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, values)


def delete_old_searches() -> None:
    """Searches older than settings.SEARCHES_KEPT_MONTHS, counted as a twelfth of a year each."""
    kept = timedelta(days=settings.SEARCHES_KEPT_MONTHS * 365 / 12)
    Search.objects.filter(at__lt=timezone.now() - kept).delete()


@transaction.atomic
def record_choice(*, key: UUID, municipality: Municipality, kind: str, object_id: int, position: int) -> bool:
    """Remember the first answer that was chosen, counted from 1; False when the key is unknown here or has a choice.

    Raises ValueError for a kind or number that no answer has.
    """
    if not (0 <= object_id < 2**63 and 0 < position < 2**15):
        raise ValueError("No answer has this number.")
    search = Search.objects.filter(key=key, municipality=municipality, chosen_kind="")
    return search.update(chosen_kind=Kind(kind), chosen_id=object_id, chosen_position=position) == 1
