"""Fetches addresses that somebody else wrote, and is not led to the machines beside ours by them (SSRF).

A host name is asked for once. All addresses it has must be on the open Internet, and the connection goes to one of
those very addresses, so that a name that changes its mind in between changes nothing. Redirects are followed by hand,
and each goes the same way. Nothing is decompressed, and no cookie, no password and no proxy takes part.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import cast
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

type Address = IPv4Address | IPv6Address
type Allow = Callable[[Address, int], bool]
type Resolve = Callable[[str, int], Iterable[str]]

PORTS = {"http": 80, "https": 443}
REDIRECTS = 5

_ON_THE_INTERNET = IPv6Network("2000::/3")
# They carry an IPv4 address: that of IPv4 behind NAT64 is asked about instead (RFC 6052), the other is out of use.
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
# A public address at which machines in Microsoft's cloud find their own secrets.
_AZURE = IPv4Address("168.63.129.16")


class NotFetched(Exception):
    """Why there is nothing to read: one of the three below."""


class NotAllowed(NotFetched):
    """The address, or one it redirects to, is not one that may be asked."""


class Unreachable(NotFetched):
    """Nobody answered, or not in time, or not in HTTP, or only with further redirects."""


class TooLarge(NotFetched):
    """There is an answer, but more of it than was asked for."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """``url`` is where it was found after redirects. ``body`` is empty unless ``status`` is from 200 to 299."""

    url: str
    status: int
    content_type: str
    body: bytes


def is_public(address: Address, port: int) -> bool:
    """Whether it is on the open Internet, for everybody, at a port that web servers have."""
    return port in PORTS.values() and _is_on_the_internet(address)


def _is_on_the_internet(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and address != _AZURE
    if carried := address.ipv4_mapped or (IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None):
        return _is_on_the_internet(carried)
    return address in _ON_THE_INTERNET and address.is_global and address not in _6TO4


def resolve(host: str, port: int) -> Iterator[str]:
    """The addresses of a host as text; how long that may take is the resolver's own setting."""
    for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield str(found[4][0])


@dataclass(frozen=True, slots=True)
class _Asking:
    """How far one fetch may go, through all its redirects."""

    method: str
    at_most_bytes: int
    deadline: float
    agent: str
    allow: Allow
    resolve: Resolve

    def seconds_left(self) -> float:
        if (left := self.deadline - time.monotonic()) <= 0:
            raise TimeoutError
        return left


def fetch(
    url: str,
    *,
    at_most_bytes: int,
    seconds: float,
    method: str = "GET",
    agent: str = "Verkstad",
    allow: Allow = is_public,
    resolve: Resolve = resolve,
) -> Fetched:
    """Ask for an http or https address; raises NotAllowed, Unreachable or TooLarge.

    ``seconds`` is for all of it, redirects included. ``agent`` tells those who are asked who asks. ``allow`` and
    ``resolve`` are there for tests, whose servers are on the machine itself.
    """
    asking = _Asking(method, at_most_bytes, time.monotonic() + seconds, agent, allow, resolve)
    for _ in range(REDIRECTS + 1):
        answer, url = _ask(url, asking)
        if not url:
            return answer
    raise Unreachable(f"It redirects more than {REDIRECTS} times.")


def _ask(url: str, asking: _Asking) -> tuple[Fetched, str]:
    """One answer, and the address it redirects to if it does."""
    target = _target(url)
    try:
        with closing(_connect(target, asking)) as sock:
            connection = http.client.HTTPConnection(target.host)
            connection.sock = cast(socket.socket, _TimedSocket(sock, asking))
            headers = {"Host": target.named, "User-Agent": asking.agent, "Accept-Encoding": "identity"}
            connection.request(asking.method, target.path, headers=headers | {"Connection": "close"})
            with connection.getresponse() as response:
                return _read(url, response, asking)
    except TimeoutError as error:
        raise Unreachable("It took too long.") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unreachable(str(error) or type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def _target(url: str) -> _Target:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise NotAllowed("It is not an address on the web.") from error
    if parts.scheme not in PORTS or not host:
        raise NotAllowed("Only addresses that begin with http:// or https:// and a host are asked.")
    if "@" in parts.netloc:
        raise NotAllowed("An address with a password in it is not asked.")
    path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return _Target(parts.scheme, host, PORTS[parts.scheme] if port is None else port, path)


def _connect(target: _Target, asking: _Asking) -> socket.socket:
    sock = _connect_to_one(_checked(target, asking), target.port, asking)
    if target.scheme == "http":
        return sock
    with closing(sock):
        sock.settimeout(asking.seconds_left())
        return ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)


def _checked(target: _Target, asking: _Asking) -> list[str]:
    """The addresses of the host, all of which may be asked."""
    found = list(dict.fromkeys(asking.resolve(target.host, target.port)))
    for address in found:
        if not asking.allow(ip_address(address), target.port):
            raise NotAllowed(f"{target.named} is not on the open Internet.")
    return found


def _connect_to_one(addresses: Iterable[str], port: int, asking: _Asking) -> socket.socket:
    failure: OSError = OSError("The host has no address.")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=asking.seconds_left())
        except OSError as error:
            failure = error
    raise failure


def _read(url: str, response: http.client.HTTPResponse, asking: _Asking) -> tuple[Fetched, str]:
    body = b""
    if asking.method != "HEAD" and 200 <= response.status < 300:
        body = response.read(asking.at_most_bytes + 1)
        if len(body) > asking.at_most_bytes:
            raise TooLarge(f"It is larger than {asking.at_most_bytes} bytes.")
        if response.length:
            raise Unreachable("The answer ended before its end.")
    return Fetched(url, response.status, response.headers.get("Content-Type", ""), body), _redirect(url, response)


def _redirect(url: str, response: http.client.HTTPResponse) -> str:
    """The next address, or nothing. Headers are read as Latin-1, but who writes "å" there means UTF-8."""
    location = response.headers.get("Location", "") if response.status in (301, 302, 303, 307, 308) else ""
    return urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace")) if location else ""


class _TimedSocket:
    """What http.client needs of a socket, each step of which takes no longer than is left of the whole."""

    def __init__(self, sock: socket.socket, asking: _Asking) -> None:
        self._sock = sock
        self._asking = asking

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._asking.seconds_left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._sock, self._asking))

    def close(self) -> None:
        """Whoever opened it closes it."""


class _TimedStream(io.RawIOBase):
    def __init__(self, sock: socket.socket, asking: _Asking) -> None:
        self._sock = sock
        self._asking = asking

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # all that is ever given
        self._sock.settimeout(self._asking.seconds_left())
        return self._sock.recv_into(buffer)
