"""The mail server that letters are handed to: what it is set to be, and its answers in three words.

``Unreachable`` tells nothing of the letter, ``Refused`` is about the letter, and after ``NoAnswer`` nobody knows.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.mail.utils import DNS_NAME
from django.core.validators import validate_email

# For each answer. A server may look through the whole letter before the last one.
PATIENCE_SECONDS = 30
# The lasting kind of refusal (RFC 5321, 4.2.1); those below are worth another try.
LASTING = 500

PORTS = {"smtp": 587, "smtps": 465}


class Unreachable(Exception):
    """The server is not there or does not let us in, whatever the letter."""


class Refused(Exception):
    """The server has said no to this letter; ``is_lasting`` when it would say so again."""

    def __init__(self, code: int, words: bytes | str) -> None:
        super().__init__(_said(code, words))
        self.is_lasting = code >= LASTING


class NoAnswer(Exception):
    """The letter was handed over, and no answer came."""


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str  # "first" before a word is said, "then" by STARTTLS, or "off"


def read(url: str, sender: str) -> MailServer | None:
    """The server that VERKSTAD_MAIL_URL names, such as ``smtp://user:password@host:587``; None when it is empty."""
    if not url:
        return None
    if not sender:
        raise ImproperlyConfigured("VERKSTAD_MAIL_URL is set, so VERKSTAD_MAIL_FROM must say who letters come from.")
    try:
        return _read(urlsplit(url))
    except (ValueError, KeyError):
        # The parser's own words may hold a piece of the password, so they are not told.
        raise ImproperlyConfigured(
            "VERKSTAD_MAIL_URL cannot be read: write smtp://user:password@host:587 or smtps://user:password@host:465, "
            "with / ? # @ [ ] in the password as %2F %3F %23 %40 %5B %5D, or smtp://host:25?tls=off without password."
        ) from None


def _read(parts: SplitResult) -> MailServer:
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    tls = "first" if parts.scheme == "smtps" else options.pop("tls", "then")
    server = MailServer(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
    )
    is_clear = not options and server.host and tls in {"first", "then", "off"}
    # Servers are told the password in ASCII, and only where nobody listens.
    is_safe = (server.user + server.password).isascii() and not (tls == "off" and server.password)
    if not (is_clear and is_safe):
        raise ValueError
    return server


def read_sender(sender: str) -> str:
    """The sender as VERKSTAD_MAIL_FROM gives it, or empty; what no mail server takes is refused."""
    try:
        if sender:
            validate_email(parseaddr(sender)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"VERKSTAD_MAIL_FROM must be an address such as Björkhamn <noreply@bjorkhamn.se>, not “{sender}”."
        ) from error
    return sender


@contextmanager
def opened(server: MailServer, sender: str) -> Iterator[smtplib.SMTP]:
    """A connection on which the server has let us in and taken the sender, or Unreachable."""
    with ExitStack() as stack:
        try:
            smtp = stack.enter_context(closing(_connect(server)))
            _enter(smtp, server, sender)
        except smtplib.SMTPResponseException as error:
            raise Unreachable(_said(error.smtp_code, error.smtp_error)) from error
        except OSError as error:
            raise Unreachable(str(error)) from error
        yield smtp
        with suppress(OSError):
            smtp.quit()


def _connect(server: MailServer) -> smtplib.SMTP:
    name = DNS_NAME.get_fqdn()
    if server.tls == "first":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=PATIENCE_SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, name, timeout=PATIENCE_SECONDS)


def _enter(smtp: smtplib.SMTP, server: MailServer, sender: str) -> None:
    if server.tls == "then":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if server.user:
        smtp.login(server.user, server.password)
    code, words = smtp.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, words, sender)


def name_recipient(smtp: smtplib.SMTP, to: str) -> None:
    """The last word before the letter itself: whoever breaks off here has sent nothing."""
    try:
        code, words = smtp.rcpt(to)
    except OSError as error:
        raise Refused(0, str(error)) from error
    if code not in {250, 251}:
        raise Refused(code, words)


def hand_over(smtp: smtplib.SMTP, message: bytes) -> None:
    """The letter itself. Returns when the server has taken it."""
    try:
        code, words = smtp.data(message)
    except smtplib.SMTPDataError as error:
        raise Refused(error.smtp_code, error.smtp_error) from error
    except OSError as error:
        raise NoAnswer(str(error)) from error
    if code >= 400:
        raise Refused(code, words)
    if code != 250:
        raise NoAnswer(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code or ''} {said}".strip()
