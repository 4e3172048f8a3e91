"""The municipalities' own sign-ins (OpenID Connect), read from a file so that no secret is in the database."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class SignInProvider:
    """Where the people of one municipality sign in.

    ``email_domains``: addresses in them count as verified also when the provider does not say so. ``required``: claims
    and the value that each must have, or contain when it is a list.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    email_domains: tuple[str, ...] = ()
    required: Mapping[str, str] = field(default_factory=dict)

    def lets_in(self, claims: Mapping[str, Any]) -> bool:
        return all(
            value == claims.get(name) or value in _several(claims.get(name)) for name, value in self.required.items()
        )


def read(path: str) -> dict[str, SignInProvider]:
    """By the slug of the municipality; none when no file is named. Raises ImproperlyConfigured."""
    if not path:
        return {}
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"VERKSTAD_SIGN_IN_PROVIDERS names {path}, which cannot be read: {error}") from error
    return {slug: _provider(slug, table) for slug, table in tables.items()}


def _provider(slug: str, table: Any) -> SignInProvider:
    known = {one.name for one in fields(SignInProvider)}
    needed = known - {"email_domains", "required"}
    if not isinstance(table, dict) or not needed <= table.keys() <= known:
        raise ImproperlyConfigured(
            f"VERKSTAD_SIGN_IN_PROVIDERS: [{slug}] must hold {', '.join(sorted(needed))}; "
            "it may hold email_domains and required, and nothing else."
        )
    address = urlsplit(table["issuer"])
    if address.scheme != "https" and address.hostname not in HERE:
        raise ImproperlyConfigured(f"VERKSTAD_SIGN_IN_PROVIDERS: the issuer of [{slug}] must begin with https://.")
    domains = tuple(table.get("email_domains", ()))
    return SignInProvider(**table | {"issuer": table["issuer"].rstrip("/"), "email_domains": domains})


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
