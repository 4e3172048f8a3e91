"""What the mail server may be set to, and how it is entered."""

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured

from tests.core.post_office import PASSWORD, USER, free_port, open_post_office
from verkstad.core.outbox_server import (
    MailServer,
    Refused,
    Unreachable,
    hand_over,
    name_recipient,
    opened,
    read,
    read_sender,
)

SENDER = "noreply@bjorkhamn.se"
LETTER = b"Subject: Hej\r\n\r\nHej!\r\n"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, "", "", "then")),
        ("smtps://mail.example", MailServer("mail.example", 465, "", "", "first")),
        ("smtp://eva:p%40ss@mail.example:2525", MailServer("mail.example", 2525, "eva", "p@ss", "then")),
        ("smtp://127.0.0.1:25?tls=off", MailServer("127.0.0.1", 25, "", "", "off")),
        ("smtp://[::1]:25/?tls=off", MailServer("::1", 25, "", "", "off")),
        ("", None),
    ],
)
def test_server_is_read(url, server):
    assert read(url, SENDER) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:many",
        "smtp://mail.example?tls=perhaps",
        "smtp://mail.example?tsl=off",
        "smtps://mail.example?tls=off",
        "smtp://eva:hem[ligt@mail.example",
        "smtp://eva:hemligt@mail.example?tls=off",
        "smtp://eva:hemlig%C3%B6@mail.example",
    ],
)
def test_server_that_cannot_be_read_is_refused_without_telling_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="VERKSTAD_MAIL_URL cannot be read: write smtp://") as refusal:
        read(url, SENDER)
    assert "hem" not in str(refusal.value)


def test_password_is_not_shown():
    assert "hemligt" not in repr(read("smtp://eva:hemligt@mail.example", SENDER))


def test_server_without_sender_is_refused():
    with pytest.raises(ImproperlyConfigured, match="VERKSTAD_MAIL_FROM must say who letters come from"):
        read("smtp://mail.example", "")


@pytest.mark.parametrize("sender", ["", SENDER, "Björkhamn <noreply@bjorkhamn.se>"])
def test_sender_is_taken_as_it_is(sender):
    assert read_sender(sender) == sender


@pytest.mark.parametrize("sender", ["Björkhamn", "noreply@", "Eva <a@b.se>, Bo <c@d.se>"])
def test_sender_that_no_server_takes_is_refused(sender):
    with pytest.raises(ImproperlyConfigured, match=f"not “{sender}”"):
        read_sender(sender)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """Of a server at 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def send(server: MailServer) -> None:
    with opened(server, SENDER) as smtp:
        name_recipient(smtp, "eva@example.se")
        hand_over(smtp, LETTER)


def test_letter_goes_encrypted_and_with_a_password(certificate, tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with open_post_office(tls) as office:
        send(MailServer("127.0.0.1", office.port, USER, PASSWORD, "then"))
    assert [mail["Subject"] for mail in office.arrived] == ["Hej"]


def test_letter_goes_to_a_server_where_all_is_encrypted(certificate, tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with open_post_office(tls, first=True) as office:
        send(MailServer("127.0.0.1", office.port, "", "", "first"))
    assert [mail["Subject"] for mail in office.arrived] == ["Hej"]


@pytest.mark.parametrize("way", ["first", "then"])
def test_server_that_nobody_vouches_for_is_told_no_password(tls, way):
    with (
        open_post_office(tls, first=way == "first") as office,
        pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        send(MailServer("127.0.0.1", office.port, USER, PASSWORD, way))


def test_server_that_cannot_encrypt_is_told_no_letter():
    with open_post_office() as office, pytest.raises(Unreachable, match="STARTTLS extension not supported"):
        send(MailServer("127.0.0.1", office.port, "", "", "then"))


def test_wrong_password_tells_nothing_of_the_letter(certificate, tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with open_post_office(tls) as office, pytest.raises(Unreachable, match=r"^535 "):
        send(MailServer("127.0.0.1", office.port, USER, "wrong", "then"))


def test_server_that_does_not_want_to_hear_the_letter_has_refused_it():
    with open_post_office() as office, opened(office.server, SENDER) as smtp, pytest.raises(Refused, match=r"^503 "):
        hand_over(smtp, LETTER)


def test_nobody_there():
    with pytest.raises(Unreachable, match="Connection refused"):
        send(MailServer("127.0.0.1", free_port(), "", "", "off"))
