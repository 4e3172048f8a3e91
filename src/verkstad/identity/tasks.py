"""What the worker does by itself."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from verkstad.identity.models import Invitation

# So long an invitation can be looked up that has been accepted, or that nobody answered.
INVITATIONS_KEPT = timedelta(days=90)


def delete_what_is_over() -> None:
    """Sessions that have ended, and invitations that are long over. What came of them stands in the audit trail."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    there = Session.objects.filter(session_key=OuterRef("session_key")).order_by()
    UserSession.objects.filter(~Exists(there), created_at__lt=now - timedelta(minutes=1)).delete()
    Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT).delete()
