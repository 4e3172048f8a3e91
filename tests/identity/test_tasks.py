"""The worker clears away what is over."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories.identity import UserFactory
from verkstad.identity.models import Invitation
from verkstad.identity.tasks import delete_what_is_over


def test_sessions_that_have_ended_go(db):
    user, now = UserFactory(), timezone.now()
    stores = [SessionStore(), SessionStore()]
    for store in stores:
        store.create()
        values = {"session_key": store.session_key, "ip": "192.0.2.1", "created_at": now - timedelta(hours=1)}
        UserSession.objects.create(user=user, **values)
    Session.objects.filter(session_key=stores[0].session_key).update(expire_date=now - timedelta(seconds=1))
    delete_what_is_over()
    assert [UserSession.objects.get().session_key, Session.objects.get().session_key] == [stores[1].session_key] * 2


def test_invitations_go_ninety_days_after_they_expired(bjorkhamn):
    for days in (89, 91):
        over = timezone.now() - timedelta(days=days)
        values = {"email": f"{days}@example.org", "role": "reader", "hash": str(days), "expires_at": over}
        Invitation.objects.create(municipality=bjorkhamn, **values)
    delete_what_is_over()
    assert Invitation.objects.get().hash == "89"
