"""Visits to staff pages: when a member was last here, when it has lasted too long, and who is asked again."""

from collections.abc import Callable
from datetime import timedelta

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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


class AskAgainMiddleware:
    """Leads a form that came too long after signing in back to its page, which asks who is there, and to be sent again.

    django-allauth would keep the form and send it by itself, to an address without the municipality in front.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReauthenticationRequired) and request.method == "POST":
            return HttpResponseRedirect(request.get_full_path())
        return None
