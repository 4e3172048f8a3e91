"""Notes when a member was last here."""

from collections.abc import Callable
from datetime import timedelta

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
