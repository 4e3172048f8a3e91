"""E-mail that a library sends by Django's own means goes the way of all letters."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from verkstad.core.outbox import write_letter


class IntoOutbox(BaseEmailBackend):
    """Nobody here knows what is in them, so they count as secret."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for to in message.recipients():
                write_letter(
                    to=to,
                    subject=str(message.subject),
                    text=str(message.body),
                    language=get_language() or "",
                    kind="library",
                    is_secret=True,
                )
        return len(email_messages)
