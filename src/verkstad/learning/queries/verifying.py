"""Reads: whether a badge that somebody brings is one of the municipality's, unchanged and not revoked."""

from enum import Enum
from urllib.parse import urlsplit

from verkstad.learning import badges
from verkstad.learning.models import Certificate, IssuerKey
from verkstad.municipalities.models import Municipality


class Verdict(Enum):
    HOLDS = "holds"
    REVOKED = "revoked"
    CHANGED = "changed"
    KEY_REVOKED = "key-revoked"
    NOT_OURS = "not-ours"
    NO_BADGE = "no-badge"


def certificate_of(municipality: Municipality, code: str) -> Certificate | None:
    """The one that the code of a certificate names, however it is written."""
    code = "".join(letter for letter in code.lower() if letter.isalnum())
    certificates = Certificate.objects.filter(municipality=municipality, code=code)
    found = certificates.select_related("edition__package").first()
    if found is not None:
        found.municipality = municipality
    return found


def verdict_on(certificate: Certificate) -> Verdict:
    return Verdict.REVOKED if certificate.revoked_at else Verdict.HOLDS


def check(content: str, municipality: Municipality) -> tuple[Verdict, Certificate | None]:
    """Of a badge as it came, with the certificate when its signature holds."""
    document = badges.read(content)
    if document is None:
        return Verdict.NO_BADGE, None
    issuer, _hash, public = badges.signed_by(document).partition("#")
    key = IssuerKey.objects.filter(municipality=municipality, issuer=issuer, public=public).first()
    if key is None:
        return Verdict.NOT_OURS, None
    if key.revoked_at:
        return Verdict.KEY_REVOKED, None
    try:
        address = badges.check(document, public)
    except badges.NotSigned:
        return Verdict.CHANGED, None
    certificate = certificate_of(municipality, urlsplit(address).path.rstrip("/").rpartition("/")[2])
    return (verdict_on(certificate), certificate) if certificate else (Verdict.NOT_OURS, None)
