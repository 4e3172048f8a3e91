"""A tutor opens a group for a copy, shows the code, sees how far all have come, and closes it."""

from uuid import uuid4

import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.practice import make_copy, make_draft, screen, step
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.municipalities.models import Part
from verkstad.practice.actions import copies, counts
from verkstad.practice.models import Counted, Learner, PracticeGroup
from verkstad.practice.queries.groups import StepTaken
from verkstad.practice.tasks import close_forgotten_groups

FRONT = "/bjorkhamn/sv/staff/practice"


@pytest.fixture
def tutor(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


@pytest.fixture
def copy(bjorkhamn):
    steps = [step(key, goal=f"Gör {key} som {{given_name}}.") for key in "abc"]
    return make_copy(bjorkhamn, screen(steps=tuple(steps)))


@pytest.fixture
def group(tutor, copy):
    return counts.open_group(copy, tutor=tutor.user)


@pytest.fixture
def page(client, group):
    return lambda **query: client.get(f"{FRONT}/groups/{group.code}/", query)


def note(group, *happened):
    learner = uuid4()
    for what, key in happened:
        counts.note_learner(group, learner, what, step=key)


def test_opening_leads_to_the_groups_page(client, tutor, copy):
    answer = client.post(f"{FRONT}/{copy.pk}/group/")
    found = PracticeGroup.objects.get()
    assert (answer.url, found.copy, found.opened_by) == (f"{FRONT}/groups/{found.code}/", copy, tutor.user)


def test_copy_that_is_not_shown_has_no_groups(client, tutor, draft):
    answer = client.post(f"{FRONT}/{draft.copy_id}/group/")
    assert (answer.url, PracticeGroup.objects.count()) == (f"{FRONT}/{draft.copy_id}/", 0)


def test_list_has_what_is_shown_and_the_tutors_own_open_groups(client, group):
    make_draft(group.municipality, key="hidden")
    other = counts.open_group(group.copy, tutor=MembershipFactory(municipality=group.municipality).user)
    counts.close_group(counts.open_group(group.copy, tutor=group.opened_by))
    page = client.get(f"{FRONT}/groups/")
    assert ([row.copy_id for row in page.context["editions"]], page.context["groups"]) == (
        [group.copy_id],
        [(group, "Anmäl flytt")],
    )
    assert other.code not in page.text


def test_group_of_a_copy_that_is_withdrawn_is_listed_and_shown_without_steps(client, group, page):
    copies.withdraw(group.copy.editions.get())
    assert client.get(f"{FRONT}/groups/").context["groups"] == [(group, "move")]
    assert (page().context["progress"].steps, page().status_code) == ((), 200)


def test_page_shows_the_code_the_link_and_how_far_all_have_come(group, page):
    note(group, (Counted.STARTED, ""))
    note(group, (Counted.STARTED, ""), (Counted.REACHED, "b"), (Counted.HINT, "b"))
    note(group, (Counted.REACHED, "b"), (Counted.HINT, "b"), (Counted.FINISHED, ""))
    note(group, (Counted.REACHED, "gone"))
    progress = page().context["progress"]
    assert (progress.learners, progress.finished, progress.hints, progress.steps) == (
        4,
        1,
        2,
        (
            StepTaken(1, "Gör a som Karin.", 2, 2),
            StepTaken(2, "Gör b som Karin.", 1, 1),
            StepTaken(3, "Gör c som Karin.", 0, 1),
        ),
    )
    assert page().context["link"] == f"http://testserver/bjorkhamn/sv/practice/group/{group.code}/"


@pytest.mark.parametrize(("language", "expected"), [("da", "da"), ("fi", "sv")])
def test_link_is_in_the_copys_language_if_there_are_pages_in_it(client, tutor, bjorkhamn, language, expected):
    copy = make_copy(bjorkhamn, language=language)
    group = counts.open_group(copy, tutor=tutor.user)
    page = client.get(f"{FRONT}/groups/{group.code}/")
    assert page.context["typed"] == f"testserver/bjorkhamn/{expected}/practice/"


def test_page_that_asks_anew_is_answered_when_something_has_happened(group, page):
    seen = page().context["mark"]
    assert page(seen=seen).status_code == 204
    note(group, (Counted.STARTED, ""))
    assert page(seen=seen).status_code == 200


def test_closing_forgets_the_learners(client, group, page):
    note(group, (Counted.STARTED, ""))
    seen = page().context["mark"]
    assert client.post(f"{FRONT}/groups/{group.code}/").url == f"{FRONT}/groups/"
    assert (Learner.objects.count(), page(seen=seen).status_code, "hx-get" in page().text) == (0, 200, False)


def test_group_is_its_tutors_alone(client, group, bjorkhamn):
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
    assert [ask(f"{FRONT}/groups/{group.code}/").status_code for ask in (client.get, client.post)] == [404, 404]


def test_there_are_no_groups_where_practising_is_switched_off(client, tutor, copy, bjorkhamn):
    bjorkhamn.parts = [part for part in bjorkhamn.parts if part != Part.PRACTICE]
    bjorkhamn.save()
    answers = client.get(f"{FRONT}/groups/"), client.post(f"{FRONT}/{copy.pk}/group/")
    assert [answer.status_code for answer in answers] == [404, 404]


def test_groups_close_by_themselves(group):
    PracticeGroup.objects.update(opened_at="2026-01-01T00:00Z")
    close_forgotten_groups()
    assert PracticeGroup.objects.get().closed_at is not None
