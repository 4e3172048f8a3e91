"""On which hosts a walk may be recorded, and on which it never is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

# Where people prove who they are or pay. What they see there is nobody's to imitate. With all below each.
NEVER_RECORDED = frozenset(
    {
        "bankid.com", "bankid.no", "freja.com", "frejaeid.com",
        "swedenconnect.se",
        "mitid.dk", "mitid-erhverv.dk", "nemlog-in.dk", "nemid.nu", "nemadgang.dk",
        "idporten.no", "buypass.no", "commfides.com", "minid.no",
        "suomi.fi", "tunnistautuminen.fi",
        "samleikin.fo", "eidas.ec.europa.eu",
        "criipto.id", "criipto.com", "idura.app", "signicat.com", "signaturgruppen.dk", "scrive.com", "grandid.com",
        "zignsec.com", "assently.com", "login.microsoftonline.com", "accounts.google.com", "okta.com",
        "auth0.com",
        "klarna.com", "klarna.net", "nets.eu", "nets.dk", "dibspayment.eu", "netaxept.no",
        "stripe.com", "stripe.network", "paypal.com", "adyen.com", "swish.nu", "getswish.se", "vipps.no",
        "vippsmobilepay.com", "mobilepay.dk", "quickpay.net", "payex.com", "swedbankpay.com", "bambora.com",
        "worldline-solutions.com", "worldline.com", "trustly.com", "trustly.net", "paytrail.com",
        "checkout.com", "qliro.com", "svea.com", "3dsecure.io",
    }
)  # fmt: skip


class Kind(StrEnum):
    SERVICE = "service"
    NEVER = "never"
    OTHER = "other"


@dataclass(frozen=True)
class Hosts:
    """``never`` adds to those that never are; names stand for all below them too."""

    service: frozenset[str]
    never: frozenset[str] = field(default=NEVER_RECORDED)

    def kind(self, address: str) -> Kind:
        """Never wins: the e-ID of a municipality may lie below its own name."""
        host = host_of(address)
        if _is_among(host, self.never):
            return Kind.NEVER
        return Kind.SERVICE if _is_among(host, self.service) else Kind.OTHER


def hosts(start: str, allowed: Iterable[str] = (), never: Iterable[str] = ()) -> Hosts:
    """Of a walk that begins at this address."""
    return Hosts(frozenset({host_of(start), *allowed} - {""}), NEVER_RECORDED | frozenset(never))


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_among(host: str, names: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[start:]) in names for start in range(len(parts)))
