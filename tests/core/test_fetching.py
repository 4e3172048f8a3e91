import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from verkstad.core import fetching
from verkstad.core.fetching import Fetched, NotAllowed, TooLarge, Unreachable, fetch, is_public

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
HERE = {ip_address("127.0.0.1"), ip_address("::1")}


class Server:
    """Answers each connection with what it was given, and keeps what it was asked."""

    def __init__(self, *answers: bytes | Iterator[bytes], tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[str] = []
        self._answers, self._tls = answers, tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        for answer in self._answers:
            try:
                sock, _ = self._listener.accept()
                with self._tls.wrap_socket(sock, server_side=True) if self._tls else sock as sock:
                    self.asked.append(sock.recv(65536).decode())
                    for part in [answer] if isinstance(answer, bytes) else answer:
                        sock.sendall(part)
            except OSError:
                continue

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def here(address, port):
    """The test's own servers may be asked, beside what everybody may."""
    return address in HERE or is_public(address, port)


def get(url, **changes):
    return fetch(url, **{"at_most_bytes": 1000, "seconds": 5, "allow": here} | changes)


def redirect(to):
    return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to.encode() + b"\r\n\r\n"


def never(host, port):
    raise AssertionError(f"{host} was asked for")


def dripping() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        time.sleep(0.02)
        yield b"."


def test_page_is_fetched():
    with Server(OK) as server:
        assert get(server.url) == Fetched(server.url, 200, "text/plain", b"hello")


def test_request_says_who_asks_and_carries_nothing_else():
    with Server(OK) as server:
        get(f"{server.url}sök?q=dagis&p=%C3%A5#top", agent="Verkstad (+mailto:it@example.org)")
    assert server.asked == [
        (
            "GET /s%C3%B6k?q=dagis&p=%C3%A5 HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{server.port}\r\n"
            "User-Agent: Verkstad (+mailto:it@example.org)\r\n"
            "Accept-Encoding: identity\r\n"
            "Connection: close\r\n\r\n"
        )
    ]


def test_head_asks_for_no_body():
    with Server(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n") as server:
        assert get(server.url, method="HEAD").body == b""
    assert server.asked[0].startswith("HEAD / ")


def test_page_that_says_it_is_not_there_is_an_answer_without_a_body():
    with Server(b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone") as server:
        assert get(server.url) == Fetched(server.url, 404, "", b"")


def test_compressed_answer_is_left_as_it_is():
    bomb = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"
    with Server(bomb) as server:
        assert get(server.url).body == b"\x1f\x8b\x08"


def test_redirects_are_followed():
    with Server(redirect("/mitt"), redirect("?å"), OK) as server:
        assert get(server.url).url == f"{server.url}mitt?å"
    assert [asked.split()[1] for asked in server.asked] == ["/", "/mitt", "/mitt?%C3%A5"]


def test_five_redirects_are_enough():
    with Server(*[redirect("/")] * 6) as server, pytest.raises(Unreachable, match="more than 5"):
        get(server.url)
    assert len(server.asked) == 6


def test_redirect_without_an_address_is_an_answer():
    with Server(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n") as server:
        assert get(server.url).status == 302


def test_body_just_as_large_as_allowed_is_read():
    with Server(OK) as server:
        assert get(server.url, at_most_bytes=5).body == b"hello"


def test_body_larger_than_allowed_is_refused():
    with Server(OK) as server, pytest.raises(TooLarge, match="4 bytes"):
        get(server.url, at_most_bytes=4)


def test_body_without_an_end_is_refused():
    with Server(dripping()) as server, pytest.raises(TooLarge):
        get(server.url, at_most_bytes=3)


def test_body_that_ends_too_early_is_not_taken_for_whole():
    with Server(OK[:-1]) as server, pytest.raises(Unreachable, match="before its end"):
        get(server.url)


def test_answer_that_never_ends_is_left_when_the_time_is_over():
    with Server(dripping()) as server, pytest.raises(Unreachable, match="too long"):
        get(server.url, seconds=0.2)


def test_time_is_for_all_redirects_together():
    def slow():
        time.sleep(0.15)
        yield redirect("/")

    with Server(*[slow() for _ in range(6)]) as server, pytest.raises(Unreachable, match="too long"):
        get(server.url, seconds=0.4)
    assert len(server.asked) < 5


def test_resolver_that_used_up_the_time_leaves_none_to_connect():
    def slow(host, port):
        time.sleep(0.05)
        return ["127.0.0.1"]

    with pytest.raises(Unreachable, match="too long"):
        get("http://example.org/", seconds=0.04, resolve=slow)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://[/\r\n\r\n",
    ],
)
def test_what_does_not_speak_http_is_unreachable(answer):
    with Server(answer) as server, pytest.raises(Unreachable):
        get(server.url)


def test_nobody_there_is_unreachable():
    with Server() as server:
        pass
    with pytest.raises(Unreachable):
        get(server.url)


def test_host_without_an_address_is_unreachable():
    with pytest.raises(Unreachable):
        get("http://example.org/", resolve=lambda host, port: [])


def test_name_that_no_resolver_understands_is_unreachable():
    with pytest.raises(Unreachable):
        get("http://example\0.org/")


def test_next_address_is_tried_when_one_does_not_answer():
    with Server(OK) as server:
        found = get(f"http://example.org:{server.port}/", resolve=lambda host, port: ["::1", "127.0.0.1"])
    assert found.body == b"hello"


# What may be asked.

NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:7f00:1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
    "2001:10::1", "2002:7f00:1::", "2002:a00:1::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_address_inside_is_not_public(address):
    assert not is_public(ip_address(address), 443)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "130.236.0.1", "2a00:801::1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2600::1"]
)
def test_address_on_the_open_internet_is_public(address):
    assert is_public(ip_address(address), 443)


@pytest.mark.parametrize("port", [0, 22, 25, 8080, 5432])
def test_port_that_web_servers_do_not_have_is_not_asked(port):
    with pytest.raises(NotAllowed):
        get(f"http://example.org:{port}/", allow=is_public, resolve=lambda host, port: ["1.1.1.1"])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "localhost",
        "①②⑦.⓪.⓪.①", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]",
        "169.254.169.254", "0xa9fea9fe", "[fe80::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
def test_machine_beside_ours_is_not_asked_whatever_it_is_called(host):
    with pytest.raises(NotAllowed):
        fetch(f"http://{host}/", at_most_bytes=1, seconds=1)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "//example.org/",
        "example.org", "", "http://", "http:///path", "https:example.org", "http://[::1", "http://example.org:port/",
        "http://example.org:99999/", "http://a..b/", f"http://{'a' * 64}.org/", "http://me:secret@example.org/",
        "http://example.org@127.0.0.1/", "http://@example.org/", "http://example.org\\@127.0.0.1/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_on_the_web_is_not_asked(url):
    with pytest.raises(NotAllowed):
        get(url, resolve=never)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "gopher://a/",
    ],
)
def test_redirect_leads_nowhere_that_may_not_be_asked(location):
    with Server(redirect(location)) as server, pytest.raises(NotAllowed):
        get(server.url)


def test_one_address_inside_is_enough_to_refuse_the_host():
    with Server(OK) as server, pytest.raises(NotAllowed):
        get(f"http://example.org:{server.port}/", resolve=lambda host, port: ["127.0.0.1", "10.0.0.1"])
    assert server.asked == []


def test_name_that_changes_its_address_is_asked_for_once():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with Server(OK) as server:
        get(f"http://rebinding.example:{server.port}/", resolve=lambda host, port: next(answers))
    assert list(answers) == [["10.0.0.1"]]
    assert f"Host: rebinding.example:{server.port}\r\n" in server.asked[0]


def test_name_is_asked_for_and_checked_again_at_a_redirect():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with Server(redirect("/")) as server, pytest.raises(NotAllowed):
        get(f"http://rebinding.example:{server.port}/", resolve=lambda host, port: next(answers))


# HTTPS.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A file with key and certificate of bjorkhamn.example, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bjorkhamn.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("bjorkhamn.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path_factory.mktemp("tls") / "bjorkhamn.pem"
    file.write_bytes(private + made.public_bytes(pem))
    return file


@pytest.fixture
def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def asked_by_name(tls, host):
    with Server(OK, tls=tls) as server:
        yield lambda: get(f"https://{host}:{server.port}/", resolve=lambda host, port: ["127.0.0.1"])


def test_certificate_is_that_of_the_name_not_of_the_address(monkeypatch, certificate, tls):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with asked_by_name(tls, "bjorkhamn.example") as ask:
        assert ask().body == b"hello"


def test_certificate_of_another_name_is_refused(monkeypatch, certificate, tls):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with asked_by_name(tls, "egesund.example") as ask, pytest.raises(Unreachable, match="Hostname mismatch"):
        ask()


def test_certificate_that_nobody_vouches_for_is_refused(tls):
    with asked_by_name(tls, "bjorkhamn.example") as ask, pytest.raises(Unreachable, match="self-signed"):
        ask()


def test_nothing_else_asks_other_hosts_by_http():
    asking = re.compile(
        r"^\s*(?:import|from) (?:http\.client|urllib\.request|urllib3|requests|httpx|aiohttp)\b", re.MULTILINE
    )
    source = Path(fetching.__file__).parent.parent
    files = [file.relative_to(source).as_posix() for file in source.rglob("*.py") if asking.search(file.read_text())]
    # The demo asks itself whether it is ready.
    assert sorted(files) == ["core/fetching.py", "portal/launch.py"]
