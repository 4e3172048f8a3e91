"""Keys that badges are signed with, by command and as programs elsewhere ask for them."""

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command

from tests.factories.certificates import certify
from tests.factories.municipalities import DomainFactory
from verkstad.core.models import AuditEntry
from verkstad.learning.actions import issuer_keys as actions
from verkstad.learning.models import IssuerKey
from verkstad.learning.queries import issuer_keys as queries

HOST = {"headers": {"host": "lar.bjorkhamn.example"}}


@pytest.fixture
def with_host(bjorkhamn):
    DomainFactory(municipality=bjorkhamn, host="lar.bjorkhamn.example")
    return bjorkhamn


def shown(capsys, *arguments):
    call_command("issuer_key", "bjorkhamn", *arguments)
    return [line.split("  ")[2].split()[0] for line in capsys.readouterr().out.splitlines()]


def test_command_makes_shows_replaces_and_revokes(with_host, capsys):
    assert shown(capsys) == ["in"]
    assert shown(capsys, "--rotate") == ["in", "replaced"]
    first = IssuerKey.objects.order_by("pk")[0]
    assert shown(capsys, "--revoke", str(first.pk)) == ["in", "revoked"]
    assert shown(capsys, "--revoke", str(queries.key_in_use(with_host).pk)) == ["in", "revoked", "revoked"]
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"issuer_key.made", "issuer_key.revoked"}


def test_key_is_revoked_once(with_host):
    key = actions.ensure_key(with_host)
    actions.revoke(key)
    actions.revoke(key)
    assert AuditEntry.objects.filter(action="issuer_key.revoked").count() == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["nowhere"], "There is no municipality “nowhere”."), (["bjorkhamn", "--revoke", "99"], "has no key 99.")],
)
def test_command_tells_what_is_not_there(with_host, arguments, told):
    with pytest.raises(CommandError, match=told):
        call_command("issuer_key", *arguments)


def test_municipality_without_a_host_name_cannot_sign(bjorkhamn, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Give it one first"):
        call_command("issuer_key", "bjorkhamn")


def test_secret_cannot_be_read_with_another_secret_key(with_host, settings):
    actions.ensure_key(with_host)
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        queries.signing_key(with_host)


def test_controller_tells_the_keys_that_hold(client, with_host):
    old = actions.ensure_key(with_host)
    new = actions.rotate(with_host)
    actions.revoke(actions.rotate(with_host))
    used = queries.key_in_use(with_host)
    response = client.get("/issuers/bjorkhamn/did.json", **HOST)
    assert [method["publicKeyMultibase"] for method in response.json()["verificationMethod"]] == [
        used.public, new.public, old.public,
    ]  # fmt: skip
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", ["bjorkhamn/did.json", "nowhere/did.json", "bjorkhamn/status/0.json", "nowhere/status/0.json"]
)
def test_who_never_signed_has_no_keys_and_no_list(client, with_host, address):
    assert client.get(f"/issuers/{address}", **HOST).status_code == 404


def test_list_far_away_is_not_there(client, edition):
    certify(edition)
    assert client.get("/issuers/bjorkhamn/status/1001.json", **HOST).status_code == 404
