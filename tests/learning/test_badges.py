"""Badges, checked here and by others: the schema of Open Badges, and a program that has never heard of us."""

import json
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree
from jsonschema import Draft201909Validator

from tests.factories.certificates import certify
from tests.factories.learning import taught
from tests.factories.municipalities import DomainFactory
from verkstad.learning.actions import certificates, issuer_keys
from verkstad.learning.badge_picture import baked
from verkstad.learning.queries.certificates import badge_of
from verkstad.learning.queries.issuer_keys import keys_of
from verkstad.learning.queries.verifying import Verdict, check

HERE = Path(__file__).parent
OTHERS = HERE / "open_badges"
INSTALLED = HERE.parents[1] / ".cache" / "npm" / "verifier"
CONTEXTS = {
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
}
HOST = "lar.bjorkhamn.example"
NO_PICTURES = ["<svg/>", "<svg>", "<a>" * 20_000, '<!DOCTYPE a [<!ENTITY b "b">]><svg>&b;</svg>']
ISSUER = f"did:web:{HOST}:issuers:bjorkhamn"


@pytest.fixture
def certificate(bjorkhamn, settings):
    DomainFactory(municipality=bjorkhamn, host=HOST)
    settings.SECURE_SSL_REDIRECT = True
    return certify(taught(bjorkhamn))


@pytest.fixture
def as_others_see(client):
    """A badge with all that can be fetched about it today."""

    def case(badge):
        list_address = badge["credentialStatus"]["statusListCredential"]
        documents = {name: json.loads((OTHERS / file).read_text()) for name, file in CONTEXTS.items()}
        for name, address in ((ISSUER, f"https://{HOST}/issuers/bjorkhamn/did.json"), (list_address, list_address)):
            response = client.get(address.removeprefix(f"https://{HOST}"), headers={"host": HOST}, secure=True)
            documents[name] = json.loads(response.content)
        return {"credential": badge, "documents": documents}

    return case


def others_say(*cases):
    """What is wrong with each, in one go, because to start the program takes longer than to check a badge."""
    command = ["node", str(HERE / "verifier" / "verify.mjs"), str(INSTALLED)]
    run = subprocess.run(command, input=json.dumps(cases), text=True, capture_output=True, check=True)
    return json.loads(run.stdout)


def baked_into(picture):
    """Read as any program would: the element's text, at the place where the standard wants it."""
    first = ElementTree.fromstring(picture)[0]
    assert (first.tag, first.attrib) == ("{https://purl.imsglobal.org/ob/v3p0}credential", {})
    return json.loads(first.text)


def we_say(badge, municipality):
    return check(json.dumps(badge), municipality)[0]


def changed(badge):
    """By one letter."""
    return json.loads(json.dumps(badge).replace("Grundpaketet", "Grundpaketen"))


def test_badge_is_as_the_schema_asks(certificate):
    schema = json.loads((OTHERS / "ob_v3p0_achievementcredential_schema.json").read_text())
    assert [error.message for error in Draft201909Validator(schema).iter_errors(badge_of(certificate))] == []


def test_schema_would_tell_what_is_missing(certificate):
    schema = json.loads((OTHERS / "ob_v3p0_achievementcredential_schema.json").read_text())
    badge = badge_of(certificate)
    del badge["credentialSubject"]["achievement"]["criteria"]
    assert not Draft201909Validator(schema).is_valid(badge)


def test_badge_tells_what_was_passed_and_no_name(certificate):
    badge = badge_of(certificate)
    achievement = badge["credentialSubject"]["achievement"]
    assert (badge["id"], badge["issuer"]["id"], achievement["name"], achievement["alignment"][0]["targetCode"]) == (
        f"https://{HOST}/certificates/{certificate.code}/", ISSUER, "Grundpaketet", "1.1",
    )  # fmt: skip
    assert "Åsa" not in json.dumps(badge, ensure_ascii=False)


def test_name_can_be_checked_until_it_is_taken_away(certificate):
    identifier = badge_of(certificate)["credentialSubject"]["identifier"][0]
    assert (identifier["identityType"], identifier["salt"]) == ("name", certificate.salt)
    certificates.take_name_away(certificate)
    certificate.refresh_from_db()
    assert "identifier" not in badge_of(certificate)["credentialSubject"]


def test_tampering_and_revocation_are_seen_here_and_elsewhere(certificate, as_others_see, bjorkhamn):
    badge = badge_of(certificate)
    before = [as_others_see(badge), as_others_see(changed(badge))]
    ours = [we_say(badge, bjorkhamn), we_say(changed(badge), bjorkhamn)]
    certificates.revoke(certificate, "Issued by mistake", by="maja")
    assert others_say(*before, as_others_see(badge)) == ["", "Invalid signature.", "revoked"]
    assert [*ours, we_say(badge, bjorkhamn)] == [Verdict.HOLDS, Verdict.CHANGED, Verdict.REVOKED]


def test_badge_baked_into_a_picture_is_the_same_here_and_elsewhere(certificate, as_others_see, bjorkhamn):
    certificate.edition.title = {"sv": "Grundpaketet ]]> & <b>för alla som arbetar i äldreomsorgen</b>"}
    picture = baked(certificate)
    badge = baked_into(picture)
    assert badge == badge_of(certificate)
    assert others_say(as_others_see(badge), as_others_see(changed(badge))) == ["", "Invalid signature."]
    said = [check(text, bjorkhamn)[0] for text in (picture, picture.replace("Grundpaketet ]]\\u003e", "Grundpaketen"))]
    assert said == [Verdict.HOLDS, Verdict.CHANGED]


def test_badges_outlive_their_key_unless_it_is_revoked(certificate, as_others_see, bjorkhamn):
    old = badge_of(certificate)
    issuer_keys.rotate(bjorkhamn)
    rotated, new = as_others_see(old), badge_of(certificate)
    ours = [we_say(old, bjorkhamn)]
    issuer_keys.revoke(keys_of(bjorkhamn).last())
    key = old["proof"]["verificationMethod"]
    assert others_say(rotated, as_others_see(new), as_others_see(old)) == ["", "", f"no key {key}"]
    assert [*ours, we_say(new, bjorkhamn), we_say(old, bjorkhamn)] == [
        Verdict.HOLDS, Verdict.HOLDS, Verdict.KEY_REVOKED,
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "Person"}', "[" * 100_000, *NO_PICTURES])
def test_what_is_no_badge_is_told(bjorkhamn, content):
    assert check(content, bjorkhamn) == (Verdict.NO_BADGE, None)


def test_badge_of_others_is_not_ours(certificate, egesund, bjorkhamn):
    badge = badge_of(certificate)
    assert we_say(badge, egesund) == Verdict.NOT_OURS
    assert we_say(badge | {"proof": []}, bjorkhamn) == Verdict.NOT_OURS


def test_badge_of_a_certificate_that_is_gone_is_not_ours(certificate, bjorkhamn):
    badge = badge_of(certificate)
    certificate.delete()
    assert we_say(badge, bjorkhamn) == Verdict.NOT_OURS
