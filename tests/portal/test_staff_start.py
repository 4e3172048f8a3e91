"""Members begin with what is theirs to do."""

from datetime import UTC, date, datetime

import pytest

from tests.factories.core import LetterFactory
from tests.factories.search import SearchFactory
from tests.factories.services import ServiceFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.places.actions import confirm_holidays
from verkstad.portal.work import tasks_of
from verkstad.services.actions import keep_edit
from verkstad.services.queries import data_of

MAY = date(2026, 5, 4)


def words(member, today=MAY):
    return [task.words for task in tasks_of(member, today)]


@pytest.fixture
def service(bjorkhamn):
    """Reviewed long ago, and looked after by nobody."""
    service = ServiceFactory(municipality=bjorkhamn)
    service.texts.update(reviewed_on=date(2020, 1, 1))
    confirm_holidays(bjorkhamn, MAY.year, [])
    return service


def test_owner_is_told_of_their_own_services(client, bjorkhamn, service):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    assert words(member) == []
    service.owner = member.user
    service.save()
    assert words(member) == ["1 of your services is due for review"]


def test_owner_is_told_of_a_change_that_is_not_saved(client, bjorkhamn, service):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    data = data_of([service])[service.pk]
    keep_edit(service, data, based_on=0, by=member.actor)
    (task,) = tasks_of(member, MAY)
    assert task.url.endswith(f"/entry/{service.slug}/edit/")
    assert task.words == f"Your change of “{data.texts[0].name}” is not saved: somebody changed the same"


def test_coordinator_is_told_of_what_nobody_looks_after(client, bjorkhamn, service):
    member = sign_in(client, Role.COORDINATOR, bjorkhamn)
    assert [text for text in words(member) if "holidays" not in text] == [
        "1 service in all is due for review",
        "Nobody looks after 1 service",
    ]


def test_editor_is_told_in_november_to_confirm_next_years_holidays(client, bjorkhamn):
    member = sign_in(client, Role.EDITOR, bjorkhamn)
    expected = [f"The holidays of {year} are not confirmed yet" for year in (2026, 2027)]
    assert (words(member), words(member, date(2026, 11, 2))) == (expected[:1], expected)


def test_editor_is_told_of_searches_without_a_sure_answer(client, bjorkhamn):
    member = sign_in(client, Role.EDITOR, bjorkhamn)
    at = datetime(2026, 5, 4, 10, tzinfo=UTC)
    SearchFactory.create_batch(2, municipality=bjorkhamn, is_weak=True, at=at)
    assert words(member)[:1] == ["Words searched for this week without a sure answer: 1"]


def test_administrator_is_told_of_letters_that_could_not_be_sent(client, bjorkhamn):
    member = sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
    LetterFactory(municipality="bjorkhamn", state="given_up")
    assert words(member)[-1] == "1 letter could not be sent"


def test_reader_has_nothing_to_do(client, bjorkhamn, service):
    sign_in(client, Role.READER, bjorkhamn)
    page = client.get("/bjorkhamn/sv/staff/")
    assert page.context["tasks"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_so_many_times(client, bjorkhamn, django_assert_num_queries, count):
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
    for _ in range(count):
        ServiceFactory(municipality=bjorkhamn)
    with django_assert_num_queries(15):
        client.get("/bjorkhamn/sv/staff/")
