"""Secrets in links: handed out once, known here by their hash only; and where a municipality's pages are."""

import hashlib
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from verkstad.municipalities.models import Municipality
from verkstad.municipalities.requests import PortalRequest


def new_secret() -> str:
    """For the end of an address; 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of it, 64 characters. A plain hash is enough: it cannot be found by trying."""
    return hashlib.sha256(secret.encode()).hexdigest()


def front_of(municipality: Municipality, language: str) -> str:
    """What addresses of the municipality's pages begin with, for where no request tells: ``https://town.se/sv/``.

    Raises LookupError when no host name belongs to it; the demo is reached at the port that it has by default.
    """
    host = municipality.domains.filter(is_main=True).order_by("pk").values_list("host", flat=True).first()
    if host:
        return f"{'https' if settings.SECURE_SSL_REDIRECT else 'http'}://{host}/{language}/"
    if settings.DEMO:
        return f"http://localhost:8000/{municipality.slug}/{language}/"
    raise LookupError(f"{municipality} has no host name.")


def in_language(request: PortalRequest, address: str, language: str) -> str:
    """The same page of this municipality in another language; as it is for none, and for pages elsewhere."""
    here, parts = f"{request.front}/{request.language}/", urlsplit(address)
    if not language or not parts.path.startswith(here):
        return address
    return parts._replace(path=f"{request.front}/{language}/{parts.path.removeprefix(here)}").geturl()


def front_for(request: PortalRequest, language: str) -> str:
    """What the addresses of residents' pages in the language begin with, seen from this page."""
    return request.build_absolute_uri(in_language(request, reverse("portal:start"), language))
