"""Open Badges 3.0: made of what a certificate says, signed and checked. Nothing else knows the library for it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit
from xml.parsers.expat import ExpatError

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from openbadgeslib.baking import SVG_ELEMENT_OB3, extract_svg
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import (
    Achievement,
    Alignment,
    Evidence,
    IdentityObject,
    Issuer,
    OB3LdpSigner,
    OB3LdpVerifier,
    OpenBadgeCredential,
    add_data_integrity_proof,
    build_status_list_credential,
    multikey_from_pem,
    resolve_did,
    status_entry,
)
from openbadgeslib.ob3.status_list import DEFAULT_SIZE_BITS

# How many certificates one list of what is revoked tells of.
LIST_LENGTH = DEFAULT_SIZE_BITS
DIGCOMP = "https://doi.org/10.2760/115376"
# For how long others may rely on a list of what is revoked that they have fetched.
LIST_HOLDS = timedelta(days=1)
# A badge of eight modules has three thousand.
MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class SigningKey:
    """``address`` is how a signature names it; ``secret`` a PEM."""

    address: str
    secret: str

    @property
    def issuer(self) -> str:
        return self.address.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a badge tells, in one language. ``trains``: name by code of DigComp; ``modules``: how each was proved."""

    address: str
    name: str
    salt: str
    issued_at: datetime
    number: int
    status: str
    issuer_name: str
    issuer_address: str
    package_address: str
    title: str
    about: str
    criteria: str
    trains: dict[str, str]
    modules: Sequence[tuple[str, str]]


class NotSigned(Exception):
    """The key has not signed this: somebody has changed it, or made it up."""


def new_key() -> tuple[str, str]:
    """Public, as Multikey, and secret, as PEM."""
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return multikey_from_pem(public), secret.decode()


def issuer_at(home: str, slug: str) -> str:
    """The DID of a municipality whose pages begin with ``home``; its keys are told at /issuers/SLUG/did.json there."""
    return f"did:web:{quote(urlsplit(home).netloc, safe='')}:issuers:{slug}"


def list_at(home: str, slug: str, number: int) -> str:
    """Where it is told whether the certificate of this number is revoked."""
    front = urlsplit(home)
    return f"{front.scheme}://{front.netloc}/issuers/{slug}/status/{number // LIST_LENGTH}.json"


def controller(issuer: str, keys: Iterable[str]) -> dict[str, Any]:
    """The document behind the DID: public keys by which badges can be checked."""
    methods = [
        {"id": f"{issuer}#{key}", "type": "Multikey", "controller": issuer, "publicKeyMultibase": key} for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def badge(said: Said, key: SigningKey) -> dict[str, Any]:
    """Signed. A name is in it as a salted hash: whoever is told the name can check it, and nobody reads it."""
    credential = OpenBadgeCredential(
        id=said.address,
        issuer=Issuer(id=key.issuer, name=said.issuer_name, url=said.issuer_address),
        recipient_id=f"{said.address}#holder",
        identifiers=[IdentityObject.create(said.name, said.salt, "name")] if said.name else [],
        achievement=Achievement(
            id=said.package_address,
            name=said.title,
            description=said.about,
            criteria_narrative=said.criteria,
            achievement_type="Certificate",
            alignments=[
                Alignment(name, DIGCOMP, target_framework="DigComp", target_code=code)
                for code, name in said.trains.items()
            ],
        ),
        issuance_date=said.issued_at,
        evidence=[Evidence(name=module, narrative=how) for module, how in said.modules],
        credential_status=[status_entry(said.status, "revocation", said.number % LIST_LENGTH)],
    )
    return OB3LdpSigner(key.secret, key.address).sign(credential, created=said.issued_at)


def status_list(address: str, revoked: Iterable[int], key: SigningKey, *, now: datetime) -> dict[str, Any]:
    """Signed: which of the certificates of the list are revoked, by their place in it."""
    told = build_status_list_credential(
        key.issuer, address, "revocation", revoked, issued=now, valid_until=now + LIST_HOLDS
    )
    return add_data_integrity_proof(told, key.secret, key.address, created=now)


def read(content: str) -> dict[str, Any] | None:
    """The badge as it came, also within a picture, of which nothing is known yet; nothing when it is none."""
    try:
        document = json.loads(_baked_into(content) if content.lstrip().startswith("<") else content)
    except (ValueError, RecursionError, ExpatError):
        return None
    is_badge = isinstance(document, dict) and "OpenBadgeCredential" in str(document.get("type"))
    return document if is_badge else None


def _baked_into(picture: str) -> str:
    return extract_svg(picture.encode(), element=SVG_ELEMENT_OB3, text_fallback=True) or ""


def signed_by(document: dict[str, Any]) -> str:
    """The address of the key that it says it is signed with."""
    proof = document.get("proof")
    address = proof.get("verificationMethod") if isinstance(proof, dict) else None
    return address if isinstance(address, str) else ""


def check(document: dict[str, Any], public: str) -> str:
    """The address of the certificate, when the owner of the key has signed all of it; raises NotSigned."""
    try:
        credential = OB3LdpVerifier(resolve_did(f"did:key:{public}")).verify(document, check_status=False)
    except LibOpenBadgesException as refused:
        raise NotSigned from refused
    return str(credential.id)
