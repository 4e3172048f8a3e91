"""What staff see of searches that failed, and what they make of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.search import SearchFactory, make_service
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.search import actions
from verkstad.search.models import Handled
from verkstad.services.models import Status

FRONT = "/bjorkhamn/en/staff/search/"


def search(town, words="dagis", times=2, **values):
    found_nothing = {"services_found": 0, "is_weak": True}
    SearchFactory.create_batch(times, municipality=town, words=words, **found_nothing | values)


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


def listed(client, **asked):
    return [asked.words for _, asked in client.get(FRONT, asked).context["rows"]]


def test_this_weeks_words_that_found_nothing_are_listed(client, editor, bjorkhamn):
    search(bjorkhamn)
    search(bjorkhamn, "bastu", at=timezone.now() - timedelta(weeks=1))
    assert listed(client) == ["dagis"]


def test_another_week_and_fault_and_single_searches_can_be_chosen(client, editor, bjorkhamn):
    at = timezone.now() - timedelta(weeks=1)
    year, week, _ = timezone.localdate(at).isocalendar()
    search(bjorkhamn, "bastu", times=1, at=at, services_found=2)
    assert listed(client, week=f"{year}-W{week:02}", fault="weak", once="on") == ["bastu"]


@pytest.mark.parametrize("asked", [{"week": "2026-W99"}, {"fault": "none"}, {"week": "1999-W01", "page": "x"}], ids=str)
def test_what_makes_no_sense_is_as_if_it_were_not_asked_for(client, editor, bjorkhamn, asked):
    search(bjorkhamn)
    assert listed(client, **asked) == ["dagis"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_so_many_times(client, editor, bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        search(bjorkhamn, f"dagis {number}")
    with django_assert_num_queries(7):
        client.get(FRONT)


def test_entries_near_the_words_are_shown(client, editor, bjorkhamn):
    make_service("Förskola", words=["dagis"], municipality=bjorkhamn)
    actions.rebuild_index()
    page = client.get(f"{FRONT}words/", {"language": "sv", "words": "Dagis!"})
    assert [str(hit.name) for hit in page.context["hits"]] == ["Förskola"]


def test_entries_near_other_words_can_be_looked_for(client, editor, bjorkhamn):
    make_service("Simhallen", municipality=bjorkhamn)
    actions.rebuild_index()
    page = client.get(f"{FRONT}words/", {"language": "sv", "words": "plums", "find": "simhallen"})
    assert ([str(hit.name) for hit in page.context["hits"]], page.context["asked"].words) == (["Simhallen"], "plums")


@pytest.mark.parametrize(
    "asked", [{}, {"language": "sv", "words": "?!"}, {"language": "xx", "words": "dagis"}], ids=str
)
def test_words_that_nobody_can_have_searched_with_are_not_there(client, editor, asked):
    assert client.get(f"{FRONT}words/", asked).status_code == 404


def answer(client, service, **values):
    said = {"language": "sv", "words": "var är dagis", "everyday_word": "dagis", "service": service}
    return client.post(f"{FRONT}words/answer/", said | values)


def test_the_answer_is_told_by_a_press(client, editor, bjorkhamn):
    service = make_service("Förskola", municipality=bjorkhamn)
    assert answer(client, service.pk).url == FRONT
    assert (service.texts.get().everyday_words, Handled.objects.get().by) == (["dagis"], editor.actor)


def test_the_answer_needs_a_word_and_what_was_written_stays(client, editor, bjorkhamn):
    service = make_service("Förskola", municipality=bjorkhamn)
    page = answer(client, service.pk, everyday_word="x" * 101)
    assert list(page.context["form"].errors) == ["everyday_word"]
    assert page.context["form"]["everyday_word"].value() == "x" * 101
    assert Handled.objects.count() == 0


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30])
def test_an_answer_that_is_none_is_not_there(client, editor, number):
    assert answer(client, number).status_code == 404


def test_services_of_other_towns_and_drafts_are_no_answers(client, editor, bjorkhamn):
    theirs = make_service("Förskola", municipality=MunicipalityFactory())
    draft = make_service("Förskola", municipality=bjorkhamn)
    type(draft).objects.filter(pk=draft.pk).update(status=Status.DRAFT)
    assert [answer(client, service.pk).status_code for service in (theirs, draft)] == [404, 404]


def test_words_that_are_not_for_the_town_are_set_aside_and_brought_back(client, editor, bjorkhamn):
    search(bjorkhamn)
    said = {"language": "sv", "words": "dagis"}
    client.post(f"{FRONT}words/set-aside/", said)
    assert listed(client) == []
    client.post(f"{FRONT}words/undo/", said)
    assert listed(client) == ["dagis"]
    assert client.post(f"{FRONT}words/undo/", said).status_code == 404


def test_who_comes_second_is_told(client, editor, bjorkhamn):
    service = make_service("Förskola", municipality=bjorkhamn)
    said = {"language": "sv", "words": "var är dagis"}
    client.post(f"{FRONT}words/set-aside/", said)
    assert answer(client, service.pk).url.startswith(f"{FRONT}words/?")
    assert client.post(f"{FRONT}words/set-aside/", said).url.startswith(f"{FRONT}words/?")


def test_handled_words_are_listed_with_their_answer(client, editor, bjorkhamn):
    answer(client, make_service("Förskola", municipality=bjorkhamn).pk)
    client.post(f"{FRONT}words/set-aside/", {"language": "sv", "words": "bastu"})
    rows = client.get(f"{FRONT}handled/").context["rows"]
    assert [(row.normalised, name) for row, name in rows] == [("bastu", ""), ("var är dagis", "Förskola")]


@pytest.mark.parametrize("count", [1, 3])
def test_handled_words_ask_the_database_so_many_times(client, editor, bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        answer(client, make_service("Förskola", municipality=bjorkhamn).pk, words="dagis " + "x" * number)
    client.get(f"{FRONT}handled/")
    with django_assert_num_queries(7):
        client.get(f"{FRONT}handled/")


def test_readers_see_all_and_change_nothing(client, bjorkhamn):
    sign_in(client, Role.READER, bjorkhamn)
    search(bjorkhamn)
    pages = ["", "handled/", "figures/", "figures.csv", "words/?language=sv&words=dagis"]
    assert [client.get(FRONT + page).status_code for page in pages] == [200] * 5
    assert b"set-aside" not in client.get(FRONT).content


def test_figures_come_as_a_table(client, editor, bjorkhamn):
    search(bjorkhamn, times=1)
    search(bjorkhamn, times=1, services_found=1, is_weak=False, chosen_kind="service", chosen_id=1, chosen_position=2)
    lines = b"".join(client.get(f"{FRONT}figures.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Month;Searches;With answers;Unsure;Answer chosen;Mean of 1/position"
    assert (len(lines), lines[-1]) == (13, f"{timezone.localdate():%Y-%m};2;0.500;0.500;0.500;0.500")


def test_figures_are_drawn(client, editor, bjorkhamn):
    search(bjorkhamn)
    page = client.get(f"{FRONT}figures/")
    bar = page.context["chart"]["bars"][-1]
    assert (bar.height, bar.weak_height, page.context["months"][0][0].searches) == (120, 120, 2)
