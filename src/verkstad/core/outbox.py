"""The outbox: a letter is a row, written in the transaction of what it tells of and sent by the worker afterwards.

Here is what others call. How a letter leaves, and why never twice, is in ``outbox_delivery``.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from verkstad.core import audit
from verkstad.core.models import Letter

State = Letter.State
# A human must look at these; nothing happens to them by itself.
STUCK = (State.UNSURE, State.GIVEN_UP)
UNDER_WAY = (State.WAITING, State.HANDING_OVER)


class NotPossible(Exception):
    """The letter is no longer in a state in which this can be done with it."""


def write_letter(
    *,
    to: str,
    subject: str,
    text: str,
    language: str,
    kind: str,
    key: str = "",
    municipality: str = "",
    is_secret: bool = False,
) -> None:
    """Put a letter in the outbox, inside the transaction of the act it tells of: they happen together or not at all.

    ``to`` is one address, ``subject`` one line and ``text`` plain text, both in ``language``. ``kind`` is a slug that
    staff can filter by. With a ``key`` the same letter is written once however often this is called.
    ``is_secret`` when the text lets its reader in somewhere: staff cannot read it, and it is wiped once it is sent.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A letter is written in the transaction of what it tells of.")
    validate_email(to)
    if len(subject.splitlines()) != 1:
        raise ValueError("The subject of a letter is one line.")
    now = timezone.now()
    letter = Letter(to=to, subject=subject, text=text, language=language, kind=kind, municipality=municipality)
    letter.key, letter.is_secret, letter.created_at, letter.due_at = key or str(letter.public_id), is_secret, now, now
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def letters_of(municipality: str, *, state: str = "", words: str = "") -> QuerySet[Letter]:
    """Latest first; ``words`` stand in the subject or in the address."""
    letters = Letter.objects.filter(municipality=municipality).order_by("-created_at", "-pk")
    if state:
        letters = letters.filter(state=state)
    for word in words.split():
        letters = letters.filter(Q(subject__icontains=word) | Q(to__icontains=word))
    return letters


def count_stuck(municipality: str) -> int:
    """How many letters a person must decide about."""
    return Letter.objects.filter(municipality=municipality, state__in=STUCK).count()


@transaction.atomic
def send_again(letter: Letter, *, by: str) -> None:
    """Somebody decides that a letter that has not arrived, or perhaps not, is sent; one that waits is sent now."""
    _lock(letter, among=(*STUCK, State.WAITING))
    letter.state, letter.due_at = State.WAITING, timezone.now()
    letter.save(update_fields=["state", "due_at"])
    audit.record("letter.sent_again", target=letter, by=by, municipality=letter.municipality)


@transaction.atomic
def confirm_arrival(letter: Letter, *, by: str) -> None:
    """Somebody knows that a letter that perhaps was sent has arrived."""
    _lock(letter, among=(State.UNSURE,))
    mark_sent(Letter.objects.filter(pk=letter.pk))
    audit.record("letter.arrival_confirmed", target=letter, by=by, municipality=letter.municipality)


def mark_sent(letters: QuerySet[Letter]) -> None:
    """Done with. What lets its reader in somewhere is wiped, but for the demo, where the mailbox is read."""
    wiped = (
        {}
        if settings.DEMO
        else {"text": Case(When(is_secret=True, then=Value("")), default="text", output_field=TextField())}
    )
    letters.update(state=State.SENT, sent_at=timezone.now(), last_error="", **wiped)


def delete_old_letters() -> None:
    """Letters that nothing will happen to any more go after settings.LETTERS_KEPT_DAYS."""
    before = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS)
    Letter.objects.filter(created_at__lt=before).exclude(state__in=UNDER_WAY).delete()


def _lock(letter: Letter, among: Collection[str]) -> None:
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
    if letter.state not in among:
        raise NotPossible(letter.state)
