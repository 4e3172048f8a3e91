"""Writes: what was learnt, counted without persons, and so without audit rows."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from verkstad.learning.models import Counted, ModuleText
from verkstad.learning.receipts import Receipt

# One statement, so that whoever counts at the same moment waits for the row and for nothing else.
_COUNT = """
INSERT INTO learning_learningcount (edition_id, day, what, module, lesson, way, language, number)
VALUES (%s, %s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (edition_id, day, what, module, lesson, way, language)
DO UPDATE SET number = learning_learningcount.number + 1
"""


@transaction.atomic
def count(text: ModuleText, what: Counted, *, lesson: str = "") -> None:
    """One more today, of the module in the language in which it was read."""
    _add(text, what, module=text.module.key, lesson=lesson)


@transaction.atomic
def count_proof(text: ModuleText, proof: Receipt, others: Iterable[Receipt]) -> None:
    """A receipt that a browser did not have; with the ``others`` that it had it may prove the whole package."""
    _add(text, Counted.PROVED, module=text.module.key, way=proof.way)
    had = {one.module for one in others if one.edition == proof.edition}
    keys = set(text.module.edition.modules.order_by().values_list("key", flat=True))
    if keys <= had | {proof.module} and not keys <= had:
        _add(text, Counted.COMPLETED)


def _add(text: ModuleText, what: Counted, *, module: str = "", lesson: str = "", way: str = "") -> None:
    of = text.module.edition_id, timezone.localdate(), what, module, lesson, way, text.language
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, of)
