"""A real mail server on loopback. It keeps what arrives, and can be told to refuse, to break off or to stand still."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from verkstad.core.outbox_server import MailServer

HANG_UP = "hang up"
USER, PASSWORD = "bjorkhamn", "p@ss/word"


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


class PostOffice:
    def __init__(self) -> None:
        self.port = free_port()
        self.arrived: list[EmailMessage] = []
        self.asked_for: list[str] = []
        # What to answer at a stage, in place of yes.
        self.answers: dict[str, str] = {}
        # Where to stand still until told to go on; at "DATA" with the letter in hand, at "TAKEN" when it is kept.
        self.stops_at = ""
        self.has_stopped = threading.Event()
        self.go_on = threading.Event()

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, "", "", "off")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=off"

    async def handle_EHLO(self, server: Any, session: Session, envelope: Envelope, host: str, lines: list[str]):  # noqa: N802 -- aiosmtpd
        session.host_name = host
        await self._answer("EHLO", server)
        return lines

    async def handle_MAIL(self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]):  # noqa: N802 -- aiosmtpd
        envelope.mail_from = address
        return await self._answer("MAIL", server)

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]):  # noqa: N802 -- aiosmtpd
        self.asked_for.append(address)
        envelope.rcpt_tos.append(address)
        return await self._answer("RCPT", server)

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope):  # noqa: N802 -- aiosmtpd
        answer = await self._answer("DATA", server)
        if answer.startswith("250"):
            self.arrived.append(message_from_bytes(envelope.content, policy=SMTP))
            return await self._answer("TAKEN", server)
        return answer

    async def _answer(self, stage: str, server: Any) -> str:
        if self.stops_at == stage:
            self.has_stopped.set()
            await asyncio.to_thread(self.go_on.wait)
        answer = self.answers.get(stage, "250 OK")
        if answer == HANG_UP:
            server.transport.abort()
        return answer


def let_in(server: Any, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD), handled=False)


@contextmanager
def open_post_office(tls: ssl.SSLContext | None = None, *, first: bool = False) -> Iterator[PostOffice]:
    """With ``tls`` encrypted: ``first`` before a word is said, else by STARTTLS and with user and password."""
    office = PostOffice()
    options: dict[str, Any] = {}
    if tls and first:
        options = {"ssl_context": tls}
    elif tls:
        options = {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": let_in}
    controller = Controller(office, "127.0.0.1", office.port, **options)
    controller.start()
    try:
        yield office
    finally:
        office.go_on.set()
        controller.stop()
