"""How letters leave the outbox: never twice, and none is lost.

A letter is claimed by moving its ``due_at`` a lease ahead. Whoever dies before the letter is handed over leaves it
waiting, and it is due again when the lease is over. That it is about to be handed over is committed first: whoever dies
after that leaves a letter of which nobody knows, and it is marked so, for a person to decide.
"""

import logging
import smtplib
import time
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from verkstad.core import outbox_server
from verkstad.core.models import Letter
from verkstad.core.outbox import State, mark_sent
from verkstad.core.outbox_server import MailServer, NoAnswer, Refused, Unreachable
from verkstad.core.processes import undisturbed

log = logging.getLogger(__name__)

# Longer than a worker that lives can need for one letter.
LEASE = timedelta(minutes=10)
# The worker has other things to do as well.
SECONDS_PER_TURN = 10
# A letter waits as long again as it has waited, within these.
SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT_FOR_SERVER = timedelta(minutes=15)
LONGEST_WAIT_AFTER_REFUSAL = timedelta(hours=24)
GIVEN_UP_AFTER = timedelta(days=4)
LONGEST_ERROR = 500
# Seven bits ask no extension of any server on the way.
AS_MAIL = SMTP.clone(cte_type="7bit")


def send_due() -> None:
    """Send what is due, letter after letter, for a while. The demo sends nothing: its letters go to its mailbox."""
    _mark_unsure()
    if settings.DEMO:
        mark_sent(_due(State.WAITING))
    elif settings.MAIL_SERVER:
        until = time.monotonic() + SECONDS_PER_TURN
        while time.monotonic() < until and (letter := _claim()):
            _send(letter, settings.MAIL_SERVER)


def warn_without_server() -> None:
    """Say in the log that letters wait for a setting."""
    if not settings.DEMO and not settings.MAIL_SERVER:
        waiting = Letter.objects.filter(state=State.WAITING).count()
        log.warning(
            "The setting VERKSTAD_MAIL_URL names no mail server: e-mail is not sent, letters waiting: %d", waiting
        )


def _due(state: State) -> QuerySet[Letter]:
    return Letter.objects.filter(state=state, due_at__lte=timezone.now())


def _mark_unsure() -> None:
    _due(State.HANDING_OVER).update(state=State.UNSURE, last_error="")


def _claim() -> Letter | None:
    with transaction.atomic(durable=True):
        letter = _due(State.WAITING).select_for_update(skip_locked=True).order_by("due_at", "pk").first()
        if letter:
            letter.attempts, letter.due_at = letter.attempts + 1, timezone.now() + LEASE
            letter.save(update_fields=["attempts", "due_at"])
    return letter


def _send(letter: Letter, server: MailServer) -> None:
    try:
        message = _compose(letter)
    except ValueError as error:
        _settle(letter, State.GIVEN_UP, error)
        return
    try:
        with outbox_server.opened(server, _address(message, "From")) as smtp:
            outbox_server.name_recipient(smtp, _address(message, "To"))
            with undisturbed():
                _hand_over(letter, smtp, message.as_bytes())
    except Unreachable as error:
        # One letter asks for all: the server would say the same to each.
        due_at = _next_try(letter, LONGEST_WAIT_FOR_SERVER)
        _settle(letter, State.WAITING, error, due_at)
        _due(State.WAITING).update(due_at=due_at)
        log.warning("The mail server does not take letters, trying again at %s: %s", due_at, error)
    except Refused as error:
        _settle_refused(letter, error)


def _hand_over(letter: Letter, smtp: smtplib.SMTP, message: bytes) -> None:
    if not _mine(letter).filter(state=State.WAITING).update(state=State.HANDING_OVER):
        return  # The lease ran out and another worker has it.
    try:
        outbox_server.hand_over(smtp, message)
    except Refused as error:
        _settle_refused(letter, error)
    except NoAnswer as error:
        _settle(letter, State.UNSURE, error)
    else:
        mark_sent(_mine(letter))


def _mine(letter: Letter) -> QuerySet[Letter]:
    """The letter as long as nobody else has claimed it since."""
    return Letter.objects.filter(pk=letter.pk, attempts=letter.attempts)


def _settle_refused(letter: Letter, error: Refused) -> None:
    is_over = error.is_lasting or timezone.now() > letter.created_at + GIVEN_UP_AFTER
    due_at = _next_try(letter, LONGEST_WAIT_AFTER_REFUSAL)
    _settle(letter, State.GIVEN_UP if is_over else State.WAITING, error, due_at)


def _settle(letter: Letter, state: State, error: Exception, due_at: datetime | None = None) -> None:
    _mine(letter).update(state=state, last_error=str(error)[:LONGEST_ERROR], due_at=due_at or letter.due_at)


def _next_try(letter: Letter, longest_wait: timedelta) -> datetime:
    now = timezone.now()
    return now + min(max(now - letter.created_at, SHORTEST_WAIT), longest_wait)


def _compose(letter: Letter) -> EmailMessage:
    """As it is sent, each time with the same identity: a mailbox that gets it again can tell."""
    domain = settings.MAIL_FROM.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<{letter.public_id}@{domain}>",
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    message = mail.EmailMessage(letter.subject, letter.text, settings.MAIL_FROM, [letter.to], headers=headers)
    return message.message(policy=AS_MAIL)


def _address(message: EmailMessage, header: str) -> str:
    """Without the name, as servers want it; non-ASCII domains are in the form of the DNS already."""
    return str(message[header].addresses[0].addr_spec)
