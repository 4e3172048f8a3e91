"""Devices on which somebody has signed in before: they have an allowance of tries that strangers cannot use up.

A signed cookie of staff's browsers names the device, by chance, and by a keyed hash those who have signed in on it.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "__Host-known-device" if settings.SESSION_COOKIE_SECURE else "known-device"
SALT = "verkstad.identity.known-device"
KEPT_SECONDS = 180 * 24 * 3600
MOST_PEOPLE = 10


# The first that a browser names counts: most say that they are several.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {name.split("/")[0]: name.split("/")[-1] for name in (
    "iPhone", "iPad", "Android", "Windows", "Mac OS/Mac", "CrOS/ChromeOS", "Linux",
)}  # fmt: skip


def device_name(user_agent: str) -> str:
    """What a browser says of itself, for people: “Firefox, Windows”; nothing when it says nothing that is known."""
    names = [next((name for mark, name in marks.items() if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names))


def device_of(request: HttpRequest, email: str) -> str:
    """The name of the device when the person has signed in on it before, else nothing."""
    known = _read(request)
    return known["device"] if _mark(email) in known["people"] else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    known = _read(request)
    others = [person for person in known["people"] if person != _mark(email)]
    value = signing.dumps({"device": known["device"], "people": [_mark(email), *others[: MOST_PEOPLE - 1]]}, salt=SALT)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, value, max_age=KEPT_SECONDS, secure=secure, httponly=True, samesite="Lax")


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        known: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return {"device": secrets.token_urlsafe(16), "people": []}
    return known


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:32]
