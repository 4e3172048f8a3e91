"""Administrators decide about people on pages of their own; coordinators invite."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.factories.identity import PASSWORD, MembershipFactory, UserFactory
from tests.staff import sign_in
from verkstad.core.models import AuditEntry, Letter
from verkstad.identity.known_devices import device_name
from verkstad.identity.models import Invitation, Membership, Role, User

STAFF = "/bjorkhamn/sv/staff/"
PEOPLE = f"{STAFF}people/"
NEW = {"email": "bo@example.org", "role": "editor", "language": "sv"}


@pytest.fixture
def administrator(client, bjorkhamn):
    return sign_in(client, Role.ADMINISTRATOR, bjorkhamn)


@pytest.fixture
def member(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn)


def page_of(member):
    return f"{PEOPLE}{member.user.public_id}/"


def link():
    """The way of the link in the one letter that has gone out."""
    return re.search(r"http://testserver(/\S+)", Letter.objects.order_by("-pk")[0].text).group(1)


def test_members_are_found_by_name(client, administrator, bjorkhamn):
    anna = MembershipFactory(municipality=bjorkhamn, user__first_name="Anna")
    assert [one.user for one in client.get(PEOPLE).context["page"]] == [anna.user, administrator.user]
    assert [one.user for one in client.get(f"{PEOPLE}?q=ann").context["page"]] == [anna.user]


def test_invited_person_joins_and_is_asked_for_a_second_factor(client, administrator):
    client.post(f"{PEOPLE}invite/", NEW)
    guest = Client()
    assert guest.get(link()).status_code == 200
    mine = {"first_name": "Bo", "last_name": "Ek", "password": "twelve letters"}
    assert guest.post(link(), mine).url == f"{STAFF}second-factor/"
    assert guest.get(f"{STAFF}second-factor/").status_code == 200
    assert Membership.objects.get(user__email="bo@example.org").role == Role.EDITOR
    assert guest.get(f"{STAFF}second-factor/app/add/").status_code == 200
    assert client.get(link()).status_code == 404


def test_letter_is_in_the_language_that_was_chosen(client, administrator):
    client.post(f"{PEOPLE}invite/", NEW | {"language": "da"})
    assert link().startswith("/bjorkhamn/da/staff/invitation/")
    assert Letter.objects.get().subject == "Invitation til Björkhamn"


@pytest.mark.parametrize("password", ["short", "password1234", "bo@example.org"])
def test_weak_password_is_refused(client, administrator, password):
    client.post(f"{PEOPLE}invite/", NEW)
    form = Client().post(link(), {"first_name": "Bo", "last_name": "Ek", "password": password}).context["form"]
    assert (list(form.errors), User.objects.filter(email="bo@example.org").count()) == (["password"], 0)


def test_who_has_an_account_signs_in_and_joins(client, administrator):
    user = UserFactory(email="bo@example.org")
    client.post(f"{PEOPLE}invite/", NEW)
    guest = Client()
    assert f"sign-in/?next={link().replace('/', '%2F')}" in guest.get(link()).text
    guest.force_login(user)
    assert guest.post(link()).url == STAFF
    assert Membership.objects.filter(user=user).exists()


def test_invitation_for_another_is_not_accepted(client, administrator, egesund):
    client.post(f"{PEOPLE}invite/", NEW)
    guest = Client()
    guest.force_login(UserFactory())
    assert guest.post(link()).status_code == 200
    assert Membership.objects.count() == 1


def test_link_made_up_leads_to_a_page_that_says_so(client, bjorkhamn):
    assert client.get(f"{STAFF}invitation/made-up/").status_code == 404


def test_members_are_not_invited_again(client, administrator, member):
    form = client.post(f"{PEOPLE}invite/", NEW | {"email": member.user.email}).context["form"]
    assert (list(form.errors), Letter.objects.count()) == (["email"], 0)


def test_invitation_is_sent_again_and_withdrawn(client, administrator):
    client.post(f"{PEOPLE}invite/", NEW)
    address = f"{PEOPLE}invitations/{Invitation.objects.get().pk}/"
    client.post(f"{address}again/")
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 2)
    client.post(f"{address}withdraw/")
    assert Invitation.objects.count() == 0


def test_coordinators_invite_up_to_editors(client, bjorkhamn):
    sign_in(client, Role.COORDINATOR, bjorkhamn)
    for role in Role:
        client.post(f"{PEOPLE}invite/", NEW | {"email": f"{role}@example.org", "role": role})
    invited = set(Invitation.objects.values_list("role", flat=True))
    assert invited == {Role.READER, Role.HELPER, Role.SERVICE_OWNER, Role.EDITOR}


def test_coordinators_do_not_touch_invitations_they_could_not_write(client, administrator, bjorkhamn):
    client.post(f"{PEOPLE}invite/", NEW | {"role": "administrator"})
    address = f"{PEOPLE}invitations/{Invitation.objects.get().pk}/"
    sign_in(client, Role.COORDINATOR, bjorkhamn)
    assert [client.post(f"{address}{act}/").status_code for act in ("again", "withdraw")] == [403, 403]


def test_letters_cannot_be_sent_without_end(client, administrator):
    answers = [client.post(f"{PEOPLE}invite/", NEW).status_code for _ in range(31)]
    assert (answers[-1], Letter.objects.count()) == (429, 30)


def test_role_is_changed(client, administrator, member):
    client.post(page_of(member), {"role": "coordinator"})
    member.refresh_from_db()
    assert member.role == Role.COORDINATOR


@pytest.mark.parametrize("act", ["suspend", "resume", "sign-out", "second-factor"])
def test_what_can_be_done_with_a_member_is_done(client, administrator, member, act):
    response = client.post(f"{page_of(member)}{act}/")
    assert (response.status_code, response.url) == (302, page_of(member))
    assert client.get(page_of(member)).status_code == 200


def test_removing_asks_first(client, administrator, member):
    assert client.get(f"{page_of(member)}remove/").status_code == 200
    assert client.post(f"{page_of(member)}remove/").url == PEOPLE
    assert list(Membership.objects.all()) == [administrator]


def test_administrator_does_not_change_what_they_may_do_themselves(client, administrator):
    client.post(f"{page_of(administrator)}suspend/")
    assert "Ingen ändrar vad de själva får göra" in client.get(PEOPLE).text


def test_member_of_another_town_is_not_found(client, administrator, egesund):
    assert client.get(page_of(MembershipFactory(municipality=egesund))).status_code == 404


class TestOwnAccount:
    PAGE = f"{STAFF}account/"

    def test_people_write_their_own_name(self, client, administrator):
        client.post(self.PAGE, {"first_name": "Anna", "last_name": "Berg"})
        assert User.objects.get().name == "Anna Berg"

    def test_language_is_chosen_among_those_of_the_municipality(self, client, administrator):
        names = {"first_name": "Anna", "last_name": "Berg"}
        assert client.post(self.PAGE, names | {"language": "da"}).url == self.PAGE.replace("/sv/", "/da/")
        assert list(client.post(self.PAGE, names | {"language": "fi"}).context["form"].errors) == ["language"]
        assert Membership.objects.get().reads == "da"
        client.post(self.PAGE, names | {"language": ""})
        assert Membership.objects.get().reads == "sv"
        acts = ["person.renamed", "member.language_chosen", "member.language_chosen"]
        assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == acts

    def test_name_is_no_address(self, client, administrator):
        form = client.post(self.PAGE, {"first_name": "See https://evil.example", "last_name": "x"}).context["form"]
        assert form.errors

    def test_sessions_are_listed_and_ended(self, client, administrator):
        for number in range(3):
            store = SessionStore()
            store.create()
            UserSession.objects.create(user=administrator.user, session_key=store.session_key, ip=f"192.0.2.{number}")
        (first, _device), *_others = client.get(self.PAGE).context["sessions"]
        self.confirm(client)
        assert first.ip in client.get(f"{self.PAGE}sessions/{first.pk}/end/").text
        client.post(f"{self.PAGE}sessions/{first.pk}/end/")
        assert UserSession.objects.count() == 2
        assert client.get(f"{self.PAGE}sessions/end-others/").status_code == 200
        client.post(f"{self.PAGE}sessions/end-others/")
        assert (UserSession.objects.count(), client.get(self.PAGE).status_code) == (0, 200)

    def confirm(self, client):
        return client.post(f"{STAFF}sign-in/confirm/?next={self.PAGE}sessions/end-others/", {"password": PASSWORD})

    def test_who_ends_sessions_shows_first_who_they_are(self, client, administrator):
        UserSession.objects.create(user=administrator.user, session_key="there", ip="192.0.2.1")
        page = f"{self.PAGE}sessions/end-others/"
        assert client.post(page).url == page
        asked = client.get(page).url
        assert asked == f"{STAFF}sign-in/confirm/?next={page.replace('/', '%2F')}"
        assert (self.confirm(client).url, UserSession.objects.count()) == (page, 1)
        client.post(page)
        assert UserSession.objects.count() == 0

    def test_session_of_somebody_else_is_not_found(self, client, administrator):
        self.confirm(client)
        other = UserSession.objects.create(user=UserFactory(), session_key="theirs", ip="192.0.2.1")
        assert client.post(f"{self.PAGE}sessions/{other.pk}/end/").status_code == 404


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("curl/8", ""),
    ],
)  # fmt: skip
def test_device_is_named_for_people(user_agent, name):
    assert device_name(user_agent) == name


QUERIES = {"people/": 7, "people/invite/": 4, "account/": 5}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), QUERIES.items())
def test_page_asks_the_database_so_many_times(
    client, administrator, bjorkhamn, django_assert_num_queries, address, queries, number
):
    for index in range(number):
        MembershipFactory(municipality=bjorkhamn)
        client.post(f"{PEOPLE}invite/", NEW | {"email": f"bo-{index}@example.org"})
        UserSession.objects.create(user=administrator.user, session_key=f"key-{index}", ip="192.0.2.1")
    client.get(f"{STAFF}{address}")
    with django_assert_num_queries(queries):
        client.get(f"{STAFF}{address}")


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_person_asks_the_database_so_many_times(
    client, administrator, member, django_assert_num_queries, number
):
    for index in range(number):
        store = SessionStore()
        store.create()
        UserSession.objects.create(user=member.user, session_key=store.session_key, ip=f"192.0.2.{index}")
    client.get(page_of(member))
    with django_assert_num_queries(7):
        client.get(page_of(member))
