"""Where screens are shown: in a frame on a host of its own, without cookies, that may ask nobody for anything.

The address of a screen is signed: it tells nothing, nobody can make one up, and the frame needs to know neither
municipality nor person. Three locks together hold whatever is inside: the sandbox (an origin of its own, no
forms, no windows), its policy (fetches from nowhere else) and that of the page around it (leads nowhere else).
docs/adr/0038 says why.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.csp import CSP, build_policy

from verkstad.municipalities.middleware import script_prefix
from verkstad.practice.models import Screen

_SIGNER = signing.Signer(salt="practice.frame")
# In the demo a browser calls this machine by either name; what one may keep, the other does not get.
_OTHER_LOOPBACK = {"127.0.0.1": "localhost"}


@dataclass(frozen=True, slots=True)
class Framed:
    """What the address of a frame says: the screen, whose page it stands on, whether it is only a picture, and what is
    pointed out in it."""

    screen: int
    page: str
    still: bool = False
    pointed: str = ""


def address(request: HttpRequest, screen: Screen, *, still: bool = False, pointed: str = "") -> str:
    """Of the screen, on the host of frames. ``still``: without player and steps, as a picture of it."""
    page = request.build_absolute_uri("/").rstrip("/")
    token = _SIGNER.sign_object([screen.pk, page, still, pointed], compress=True)
    with script_prefix("/"):
        return f"{origin(request)}{reverse('practice-frame', args=[token])}"


def read(token: str) -> Framed:
    """What the address says; raises Http404 for one that we did not make."""
    try:
        return Framed(*_SIGNER.unsign_object(token))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise Http404 from error


def origin(request: HttpRequest) -> str:
    """Where frames come from: scheme, host and port."""
    if settings.PRACTICE_HOST:
        return f"{request.scheme}://{settings.PRACTICE_HOST}"
    host, colon, port = request.get_host().partition(":")
    other = _OTHER_LOOPBACK.get(host, "127.0.0.1" if host.endswith("localhost") else host)
    return f"{request.scheme}://{other}{colon}{port}"


def page_policy(request: HttpRequest) -> str:
    """For a page of ours with a frame in it."""
    return build_policy(settings.SECURE_CSP | {"frame-src": [origin(request)]})


def frame_policy(request: HttpRequest, framed: Framed, *, nonce: str = "", has_own_styles: bool = False) -> str:
    """For what is in the frame; without ``nonce`` no script runs, and only what was recorded has styles in it.

    The host is named, because WebKit's 'self' is nothing in an origin of one's own.
    """
    here = f"{request.scheme}://{request.get_host()}"
    policy: dict[str, list[str]] = {
        "default-src": [CSP.NONE],
        "img-src": [here, "data:"],
        "font-src": [here, "data:"] if has_own_styles else [here],
        "style-src": [here, CSP.UNSAFE_INLINE] if has_own_styles else [here],
        "script-src": [CSP.NONCE] if nonce else [CSP.NONE],
        "connect-src": [CSP.NONE],
        "form-action": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "frame-ancestors": [framed.page],
    }
    return f"{build_policy(policy, nonce)}; sandbox{' allow-scripts' if nonce else ''}"
