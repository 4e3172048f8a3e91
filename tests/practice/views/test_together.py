"""What pages of practising tell is counted, with a script and without; a code leads to the group it belongs to."""

import re
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.practice import make_copy, screen, step
from verkstad.practice import completion
from verkstad.practice.actions import counts
from verkstad.practice.models import Learner, PracticeCount, PracticeGroup
from verkstad.practice.views import together

FRONT = "/bjorkhamn/sv/practice"


@pytest.fixture
def copy(bjorkhamn):
    """Two steps on one screen and one on the next."""
    return make_copy(bjorkhamn, screen(steps=(step("a"), step("b"))), screen("end", steps=(step("c"),)))


@pytest.fixture
def group(copy):
    return counts.open_group(copy, tutor=MembershipFactory(municipality=copy.municipality).user)


@pytest.fixture
def tell(client, copy):
    return lambda **said: client.post(f"{FRONT}/move/count/?language=sv", said)


@pytest.fixture
def press(client, copy):
    """The button of a step's page without a script."""
    return lambda **said: client.post(f"{FRONT}/move/next/?language=sv", said)


def numbers():
    return {(row.what, row.step): row.number for row in PracticeCount.objects.order_by("pk")}


def learners():
    return [(row.key, row.step, bool(row.finished_at)) for row in Learner.objects.order_by("pk")]


def test_what_the_page_tells_is_counted(tell):
    answers = [tell(what="started"), tell(what="reached", step="b"), tell(what="hint", step="b")]
    assert [answer.json() for answer in answers] == [{}, {}, {}]
    assert numbers() == {("started", ""): 1, ("reached", "b"): 1, ("hint", "b"): 1}


def test_end_is_answered_with_a_receipt(tell, copy):
    assert completion.read(tell(what="finished").json()["receipt"]).copy == copy


@pytest.mark.parametrize(
    "said", [{}, {"what": "x"}, {"what": "hint", "step": "x"}, {"what": "started", "group": "abcdef"}]
)
def test_what_makes_no_sense_is_refused_and_not_counted(tell, said):
    assert (tell(**said).status_code, numbers()) == (400, {})


def test_group_knows_where_its_learners_are(tell, group):
    one, other = uuid4(), uuid4()
    tell(what="started", group=group.code, learner=one.hex)
    tell(what="reached", step="c", group=group.code, learner=one.hex)
    tell(what="finished", group=group.code, learner=other.hex)
    assert learners() == [(one, "c", False), (other, "", True)]


def test_who_is_in_a_group_that_is_over_is_counted_and_gets_the_receipt(tell, group):
    counts.close_group(group)
    answer = tell(what="finished", group=group.code, learner=uuid4().hex)
    assert ("receipt" in answer.json(), numbers(), learners()) == (True, {("finished", ""): 1}, [])


def test_who_finds_the_group_full_practises_alone(tell, group, monkeypatch):
    monkeypatch.setattr(counts, "MOST_LEARNERS", 0)
    answer = tell(what="started", group=group.code, learner=uuid4().hex)
    assert (answer.status_code, numbers(), learners()) == (200, {("started", ""): 1}, [])


def test_group_does_not_see_what_is_done_in_another_copy(client, group):
    make_copy(group.municipality, screen(steps=(step("other"),)), key="other")
    client.post(f"{FRONT}/other/count/", {"what": "started", "group": group.code, "learner": uuid4().hex})
    assert learners() == []


def test_whole_class_may_tell_and_whoever_floods_is_asked_to_wait(tell, press, monkeypatch):
    monkeypatch.setattr(together, "_counts", together.CallsThisMinute())
    monkeypatch.setattr(together, "MOST_COUNTS", 2)
    answers = [tell(what="started"), press(number=2), tell(what="started"), press(number=2)]
    assert [answer.status_code for answer in answers] == [200, 302, 429, 429]


def test_steps_without_a_script_are_counted_too(press):
    answers = [press(number=number) for number in (1, 2, 3)]
    assert [answer.url for answer in answers] == [
        f"{FRONT}/move/try/?language=sv&step=2#coach",
        f"{FRONT}/move/try/?language=sv&step=3#coach",
        f"{FRONT}/move/done/?language=sv",
    ]
    assert numbers() == {("started", ""): 1, ("reached", "b"): 1, ("reached", "c"): 1, ("finished", ""): 1}


@pytest.mark.parametrize("number", ["", "0", "x", "-1"])
def test_odd_step_leads_back_to_the_first(press, number):
    assert (press(number=number).url, numbers()) == (f"{FRONT}/move/try/", {})


def test_step_after_the_last_is_the_end(press):
    assert press(number=99).url == f"{FRONT}/move/done/?language=sv"


def test_learner_without_a_script_is_one_in_the_group_from_page_to_page(client, group, press):
    page = client.get(client.get(f"{FRONT}/group/{group.code}/").url)
    for _turn in range(2):
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        page = client.get(press(**fields).url)
    assert [where for _key, where, _end in learners()] == ["c"]


def test_page_without_a_group_has_no_number_in_its_addresses(client, copy):
    page = client.get(f"{FRONT}/move/try/?step=2&learner=x")
    assert 'href="?language=sv&amp;step=1#coach"' in page.text


def test_counting_asks_for_a_post(client, copy):
    assert [client.get(f"{FRONT}/move/{name}/").status_code for name in ("count", "next")] == [405, 405]


def test_code_leads_to_the_copy_in_its_language(client, group):
    address = urlsplit(client.get(f"{FRONT}/group/{group.code.upper()}/").url)
    assert (address.path, parse_qs(address.query)) == (
        f"{FRONT}/move/try/",
        {"language": ["sv"], "group": [group.code]},
    )


def test_code_may_be_typed_as_it_stands_on_the_screen(client, group):
    PracticeGroup.objects.update(code="abc23d")
    assert "group=abc23d" in client.get(f"{FRONT}/group/", {"code": " ABC-23 d"}).url


def test_odd_signs_in_a_code_are_left_out(client, copy):
    assert client.get(f"{FRONT}/group/?code=%00a%E2%80%AE").context["wrong_code"] == "a"


def test_wrong_code_is_answered_on_the_page_where_it_was_typed(client, copy):
    page = client.get(f"{FRONT}/group/", {"code": "zzzzzz"})
    assert (page.status_code, page.context["wrong_code"], "Anmäl flytt" in page.text) == (404, "zzzzzz", True)


def test_no_code_shows_what_there_is_to_practise(client, copy):
    page = client.get(f"{FRONT}/group/")
    assert (page.status_code, page.context["wrong_code"]) == (200, "")


@pytest.mark.parametrize("town", ["egesund/da", "bjorkhamn/sv"])
def test_code_of_another_town_or_of_a_group_that_is_over_leads_nowhere(client, group, egesund, town):
    if town == "bjorkhamn/sv":
        counts.close_group(group)
    assert client.get(f"/{town}/practice/group/{group.code}/").status_code == 404


def test_no_group_is_found_where_practising_is_switched_off(client, group):
    group.municipality.parts = []
    group.municipality.save()
    assert client.get(f"{FRONT}/group/{group.code}/").status_code == 404


def test_codes_are_not_found_by_trying(client, copy, monkeypatch):
    monkeypatch.setattr(together, "_codes", together.CallsThisMinute())
    monkeypatch.setattr(together, "MOST_CODES", 2)
    statuses = [client.get(f"{FRONT}/group/", {"code": f"abcde{number}"}).status_code for number in range(3)]
    assert statuses == [404, 404, 429]
