from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.services import ChannelFactory, ServiceFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.services.models import LocalService, Service, Status


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def draft(bjorkhamn):
    return ServiceFactory(slug="bastu", municipality=bjorkhamn, status=Status.DRAFT)


def page(of="bastu", at=""):
    return f"/bjorkhamn/sv/staff/services/entry/{of}/{at}"


def told(response):
    return [str(message) for message in response.context["messages"]]


def state():
    return Service.objects.get().status


def test_buttons_publish_and_withdraw(client, editor, draft):
    response = client.post(page(at="status/"), {"do": "publish"}, follow=True)
    assert (state(), told(response)) == ("published", ["Publicerad. Nu ser invånarna den."])
    client.post(page(at="status/"), {"do": "withdraw"})
    assert state() == "withdrawn"


def test_what_cannot_be_published_says_why(client, editor, draft):
    ChannelFactory(service=draft, kind="online", url="https://example.org/", eid_need="some")
    response = client.post(page(at="status/"), {"do": "publish"}, follow=True)
    assert told(response) == ["Den kräver e-legitimation och säger inte hur man gör utan."]


def test_draft_is_deleted(client, editor, draft):
    response = client.post(page(at="status/"), {"do": "delete"})
    assert (response.url, Service.objects.count()) == ("/bjorkhamn/sv/staff/services/", 0)


def test_strange_steps_are_refused(client, editor, draft):
    assert client.post(page(at="status/"), {"do": "burn"}).status_code == 400


def test_dates_are_set_and_shown(client, editor, draft):
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (1, 9))
    client.post(page(at="dates/"), {"publish_on": soon.isoformat(), "withdraw_on": later.isoformat()})
    assert Service.objects.values_list("publish_on", "withdraw_on").get() == (soon, later)
    assert f'value="{soon.isoformat()}"' in client.get(page()).text


@pytest.mark.parametrize(
    ("publish", "withdraw", "words"),
    [(0, 9, "Välj en dag framåt i tiden."), (5, 5, "Dagen måste komma efter publiceringen.")],
)
def test_dates_that_cannot_be_are_told_beside_the_field(client, editor, draft, publish, withdraw, words):
    days = [timezone.localdate() + timedelta(days=number) for number in (publish, withdraw)]
    response = client.post(page(at="dates/"), {"publish_on": str(days[0]), "withdraw_on": str(days[1])})
    assert words in response.text
    assert Service.objects.get().publish_on is None


def test_published_service_has_a_day_to_be_withdrawn_only(client, editor, bjorkhamn):
    ServiceFactory(slug="bastu", municipality=bjorkhamn)
    soon = timezone.localdate() + timedelta(days=1)
    client.post(page(at="dates/"), {"publish_on": str(soon), "withdraw_on": str(soon)})
    assert Service.objects.values_list("publish_on", "withdraw_on").get() == (None, soon)


def test_what_could_not_be_published_on_its_day_is_told(client, editor, draft):
    Service.objects.update(publish_on=timezone.localdate() - timedelta(days=1))
    assert "Inte publicerad" in client.get(page()).text


def test_owner_is_changed_by_editors_only(client, editor, draft, bjorkhamn):
    other = MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    client.post(page(at="owner/"), {"owner": other.actor})
    assert Service.objects.get().owner == other.user
    assert client.post(page(at="owner/"), {"owner": "nobody-known"}).context["owner_form"].errors
    client.post(page(at="owner/"), {"owner": ""})
    assert Service.objects.get().owner is None
    sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    assert client.post(page(at="owner/"), {"owner": other.actor}).status_code == 403


def test_reader_looks_and_changes_nothing(client, draft, bjorkhamn):
    sign_in(client, Role.READER, bjorkhamn)
    assert "Publicera nu" not in client.get(page()).text
    assert client.post(page(at="status/"), {"do": "publish"}).status_code == 403


def test_service_owner_sees_who_owns_what_they_may_change(client, draft, bjorkhamn):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    Service.objects.update(owner=member.user)
    text = client.get(page()).text
    assert "Byt ansvarig" not in text
    assert "Publicera nu" in text


def test_shared_service_is_hidden_shown_and_noted_on(client, editor, bjorkhamn):
    ServiceFactory(slug="pass", country="SE")
    client.post(page("pass", "local/"), {"do": "hide"})
    assert "Dold här" in client.get(page("pass")).text
    client.post(page("pass", "local/"), {"do": "show"})
    client.post(page("pass", "local/"), {"do": "note", "sv": "Vi finns i stadshuset.", "da": ""})
    assert LocalService.objects.values_list("is_hidden", "note").get() == (False, {"sv": "Vi finns i stadshuset."})


def test_words_for_a_shared_service_are_shown(client, editor, bjorkhamn):
    service = ServiceFactory(slug="fk", country="SE")
    words = {"sv": ["kassan", "vab"], "da": ["orlov"]}
    LocalService.objects.create(service=service, municipality=bjorkhamn, everyday_words=words)
    assert "Vardagsord här: orlov, kassan, vab" in client.get(page("fk")).content.decode()


def test_note_that_is_too_long_is_told(client, editor, bjorkhamn):
    ServiceFactory(slug="pass", country="SE")
    response = client.post(page("pass", "local/"), {"do": "note", "sv": "x" * 1001})
    assert response.context["note_form"].errors
    assert not LocalService.objects.exists()


def test_own_service_is_not_hidden_and_shared_not_edited(client, editor, draft):
    ServiceFactory(slug="pass", country="SE")
    assert client.post(page(at="local/"), {"do": "hide"}).status_code == 403
    for at in ("status/", "dates/", "owner/", "edit/"):
        assert client.post(page("pass", at)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_for_few_and_many_rows(
    client, editor, draft, bjorkhamn, number, django_assert_num_queries
):
    for position in range(number):
        ChannelFactory(service=draft, position=position)
        MembershipFactory(municipality=bjorkhamn)
    with django_assert_num_queries(11):
        client.get(page())
