"""Pages on which those who look after services see what to do, and do it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.identity import MembershipFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import ChannelFactory, ServiceFactory, ServiceTextFactory
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services.models import LinkCheck, Service

FRONT = "/bjorkhamn/en/staff/services/review/"


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


def service(municipality, slug, *, reviewed_on=None, **changes):
    made = ServiceFactory(municipality=municipality, slug=slug, texts=(), **changes)
    ServiceTextFactory(service=made, name=slug.title(), reviewed_on=reviewed_on)
    return made


def slugs(response):
    return [row["slug"] if isinstance(row, dict) else row.slug for row in response.context["rows"]]


# What is due.


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_takes_as_many_queries_for_three_as_for_one(client, bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        service(bjorkhamn, f"entry-{number}")
    with django_assert_num_queries(9):
        assert len(slugs(client.get(FRONT))) == count


def test_editor_chooses_between_own_entries_and_all(client, bjorkhamn, editor):
    service(bjorkhamn, "mine", owner=editor.user)
    service(bjorkhamn, "other")
    assert slugs(client.get(FRONT)) == ["mine", "other"]
    assert slugs(client.get(f"{FRONT}?whose=mine")) == ["mine"]


def test_service_owner_sees_own_entries_only(client, bjorkhamn):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    service(bjorkhamn, "mine", owner=member.user)
    service(bjorkhamn, "other")
    for page in (FRONT, f"{FRONT}quality/"):
        assert slugs(client.get(f"{page}?whose=all")) == ["mine"]


@pytest.mark.usefixtures("editor")
def test_page_says_since_when_an_entry_is_due(client, bjorkhamn):
    service(bjorkhamn, "old", reviewed_on="2024-03-01", review_months=6)
    assert "Last found true on 1 March 2024, due since 1 September 2024." in client.get(FRONT).text


@pytest.mark.usefixtures("editor")
def test_only_what_can_be_taken_in_hand_is_shown(client, bjorkhamn):
    for number in range(51):
        service(bjorkhamn, f"entry-{number:02}")
    response = client.get(FRONT)
    assert len(slugs(response)) == 50
    assert "The first 50 of 51." in response.text


def test_one_tap_says_that_it_is_still_true(client, bjorkhamn, editor):
    due = service(bjorkhamn, "due", owner=editor.user)
    response = client.post(f"{FRONT}confirm/due/", {"whose": "mine"}, follow=True)
    assert response.redirect_chain == [(f"{FRONT}?whose=mine", 302)]
    assert "“Due” is noted as still true today." in response.text
    assert due.texts.get().reviewed_on == timezone.localdate()
    assert AuditEntry.objects.get(action="service.confirmed").actor == editor.actor


def test_service_owner_confirms_own_entries_only(client, bjorkhamn):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    service(bjorkhamn, "mine", owner=member.user)
    service(bjorkhamn, "other")
    assert client.post(f"{FRONT}confirm/mine/").status_code == 302
    assert client.post(f"{FRONT}confirm/other/").status_code == 403


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(("slug", "status"), [("none", 404), ("shared", 403)])
def test_what_is_not_the_municipalitys_own_is_not_confirmed_here(client, slug, status):
    ServiceFactory(country="SE", slug="shared")
    assert client.post(f"{FRONT}confirm/{slug}/").status_code == status


@pytest.mark.usefixtures("editor")
def test_looking_does_not_confirm(client, bjorkhamn):
    service(bjorkhamn, "due")
    assert client.get(f"{FRONT}confirm/due/").status_code == 405


# How good entries are.


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("count", [1, 3])
def test_quality_takes_as_many_queries_for_three_as_for_one(client, bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        service(bjorkhamn, f"entry-{number}")
    with django_assert_num_queries(8):
        assert len(slugs(client.get(f"{FRONT}quality/"))) == count


@pytest.mark.usefixtures("editor")
def test_each_entry_says_in_words_how_good_it_is_and_what_to_do_first(client, bjorkhamn):
    service(bjorkhamn, "poor")
    page = client.get(f"{FRONT}quality/").text
    assert "Needs work, 0 of 100" in page
    assert "Add a telephone number or a place to visit." in page


@pytest.mark.usefixtures("editor")
def test_page_of_one_entry_says_all_that_can_be_better(client, bjorkhamn):
    poor = service(bjorkhamn, "poor")
    poor.texts.update(description="Du kan erhålla det.")
    panel = client.get(f"{FRONT}quality/poor/").context["panel"]
    assert [part["percent"] for part in panel["to_do"]][:3] == [0, 0, 0]
    assert {
        "place": "Description, Swedish",
        "sentence": "“erhålla” is a word of offices. Plainer: få.",
        "where": "",
        "language": "sv",
    } in panel["warnings"]


# Dead links.


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ({"status": 404}, "the page is not there (404)."),
        ({"failure": "unreachable"}, ": Nobody answers at the address."),
    ],
)
def test_dead_link_is_shown_with_what_is_wrong(client, bjorkhamn, seen, said):
    ChannelFactory(service=service(bjorkhamn, "leading"), kind="online", url="https://a.example/")
    now = timezone.now()
    times = {"next_at": now, "checked_at": now, "failing_since": now - timedelta(days=2)}
    LinkCheck.objects.create(url="https://a.example/", host="a.example", **times, **seen)
    response = client.get(f"{FRONT}links/")
    assert slugs(response) == ["leading"]
    assert said in response.text


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("is_checking", [True, False])
def test_page_says_when_links_are_not_tried(client, settings, is_checking):
    settings.CHECK_LINKS = is_checking
    assert ("Links are not tried here now." in client.get(f"{FRONT}links/").text) != is_checking


# Who looks after what.


def test_what_nobody_looks_after_is_told_where_editors_look(client, bjorkhamn, editor):
    service(bjorkhamn, "orphan", owner=UserFactory())
    service(bjorkhamn, "kept", owner=editor.user)
    assert client.get(FRONT).context["orphans"] == 1
    assert [(row.services, row.is_here) for row in client.get(f"{FRONT}owners/").context["rows"]] == [
        (1, False),
        (1, True),
    ]


@pytest.mark.usefixtures("editor")
def test_entries_of_who_has_left_are_handed_over(client, bjorkhamn):
    gone, here = UserFactory(), MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    for slug in ("a", "b", "c"):
        service(bjorkhamn, slug, owner=gone)
    page = f"{FRONT}owners/{gone.public_id}/"
    assert client.get(page).context["form"].initial == {"services": ["a", "b", "c"]}
    response = client.post(page, {"services": ["a", "b"], "to": here.actor}, follow=True)
    assert f"2 entries are now with {here.user.name}." in response.text
    assert list(Service.objects.filter(owner=here.user).order_by("slug").values_list("slug", flat=True)) == ["a", "b"]


@pytest.mark.usefixtures("editor")
def test_what_nobody_looks_after_gets_somebody(client, bjorkhamn):
    here = MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    service(bjorkhamn, "a")
    client.post(f"{FRONT}owners/none/", {"services": ["a"], "to": here.actor})
    assert Service.objects.get().owner == here.user


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("role", [Role.HELPER, None])
def test_entries_go_to_people_who_look_after_services_here_only(client, bjorkhamn, role):
    stranger = MembershipFactory(municipality=bjorkhamn if role else MunicipalityFactory(), role=role or Role.EDITOR)
    service(bjorkhamn, "a")
    response = client.post(f"{FRONT}owners/none/", {"services": ["a"], "to": stranger.actor})
    assert "to" in response.context["form"].errors
    assert Service.objects.get().owner is None


@pytest.mark.usefixtures("editor")
def test_there_is_nothing_to_hand_over_from_who_looks_after_nothing(client):
    assert client.get(f"{FRONT}owners/none/").status_code == 404
