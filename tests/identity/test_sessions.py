"""How long somebody stays signed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.staff import sign_in
from verkstad.identity.models import Role

PAGE = "/bjorkhamn/sv/staff/"


@pytest.fixture
def visit(client, bjorkhamn, monkeypatch):
    """Open a staff page so many hours after signing in, and tell whether it came."""
    sign_in(client, Role.READER, bjorkhamn)
    began = timezone.now()

    def visit_after(hours: float) -> bool:
        monkeypatch.setattr(timezone, "now", lambda: began + timedelta(hours=hours))
        return client.get(PAGE).status_code == 200

    return visit_after


def test_session_ends_after_two_idle_hours(visit):
    assert [visit(hours) for hours in (0, 1.9, 4)] == [True, True, False]


def test_session_goes_on_while_it_is_used(visit):
    assert all(visit(hours) for hours in (0, 1.5, 3, 4.5, 6))


def test_session_ends_after_twelve_hours_however_busy(visit):
    assert [visit(hours) for hours in (*range(12), 12.1)] == [True] * 12 + [False]


def test_session_that_has_ended_is_gone_from_the_database(visit, client):
    for hours in range(14):
        visit(hours)
    assert not client.session.exists(client.session.session_key)


def test_pages_of_residents_do_not_look_at_the_session(client, bjorkhamn, django_assert_num_queries):
    sign_in(client, Role.READER, bjorkhamn)
    with django_assert_num_queries(1):
        client.get("/bjorkhamn/sv/about/")
