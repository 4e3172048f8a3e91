"""What is kept of a visit to staff pages: when a member was last here, and when it has lasted too long."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from verkstad.identity.models import Membership

EVERY = timedelta(minutes=5)


class LastSeenMiddleware:
    """Stands outside the guard that lets no GET write: this is written after the page is made, not by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        member: Membership | None = getattr(request, "member", None)
        now = timezone.now()
        if member and (member.last_seen_at is None or member.last_seen_at < now - EVERY):
            Membership.objects.filter(pk=member.pk).update(last_seen_at=now)
        return response


class SessionLimitsMiddleware:
    """Ends a session that has lasted its time, however busy it was; while it is used, its idle time begins anew.

    Stands outside the guard that lets no GET write, like the session itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Pages of residents never look at the session.
        if "/staff/" in request.path and settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._keep(request)
        return self.get_response(request)

    def _keep(self, request: HttpRequest) -> None:
        session, now = request.session, timezone.now().timestamp()
        if not session.get("_auth_user_id"):
            return
        if session.setdefault("began_at", now) < now - settings.SESSION_LONGEST:
            session.flush()
        elif session.get("used_at", 0) < now - EVERY.total_seconds():
            session["used_at"] = now
