"""How searches went: what failed in a week, what is made of it, and the figures of the months."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.search import SearchFactory, make_service
from tests.factories.services import ServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.search import actions, queries
from verkstad.search.masking import normalised
from verkstad.search.models import Handled
from verkstad.search.queries.quality import Fault, failed_words, monthly_figures
from verkstad.services.actions import NotShared
from verkstad.services.models import LocalService

MONDAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture
def search(bjorkhamn):
    """Makes searches in the week of MONDAY that found nothing; values change that."""

    def make(words="dagis", times=2, **values):
        found_nothing = {"municipality": bjorkhamn, "services_found": 0, "is_weak": True, "at": NOON}
        return SearchFactory.create_batch(times, words=words, **found_nothing | values)

    return make


CHOSEN = {"chosen_kind": "service", "chosen_id": 7}


def failed(town, fault=Fault.NOTHING, **values):
    return [(row["normalised"], row["times"], row["failed"]) for row in failed_words(town, MONDAY, fault, **values)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("  Dagis,  PLATS! ", "dagis plats"),
        ("e-post", "e post"),
        ("Fo\u0308rskola", "förskola"),
        ("bastu …", "bastu"),
        ("?!…", ""),
        ("ﬁ" * 200, "fi" * 100),
    ],
)
def test_words_are_counted_together_whatever_their_signs_and_case(words, expected):
    assert normalised(words) == expected


def test_words_that_found_nothing_are_counted_together_most_first(search, bjorkhamn):
    search("Dagis!", times=1)
    search("dagis", times=2)
    search("bastu", times=2)
    assert failed(bjorkhamn) == [("dagis", 3, 3), ("bastu", 2, 2)]


def test_words_of_one_search_are_shown_only_when_asked_for(search, bjorkhamn):
    search("anna andersson", times=1)
    assert (failed(bjorkhamn), failed(bjorkhamn, least=1)) == ([], [("anna andersson", 1, 1)])


def test_each_fault_has_its_own_words(search, bjorkhamn):
    search("nothing")
    search("weak", services_found=3)
    search("unchosen", services_found=3, is_weak=False)
    search("weak but chosen", services_found=3, chosen_position=1, **CHOSEN)
    search("chosen", services_found=3, is_weak=False, chosen_position=1, **CHOSEN)
    assert {fault.value: [words for words, _, _ in failed(bjorkhamn, fault)] for fault in Fault} == {
        "weak": ["nothing", "weak"], "nothing": ["nothing"], "unchosen": ["unchosen"],
    }  # fmt: skip


def test_a_week_begins_on_monday_at_midnight_here(search, bjorkhamn):
    midnight = datetime(2026, 5, 3, 22, tzinfo=UTC)
    search("before", at=midnight - timedelta(seconds=1))
    search("first", at=midnight)
    search("last", at=midnight + timedelta(days=7, seconds=-1))
    search("after", at=midnight + timedelta(days=7))
    assert [words for words, _, _ in failed(bjorkhamn)] == ["first", "last"]


def test_words_of_another_town_and_without_letters_are_not_listed(search, bjorkhamn):
    search("dagis", municipality=MunicipalityFactory())
    search("???")
    assert failed(bjorkhamn) == []


def test_failed_words_of_this_week_are_counted_until_they_are_handled(search, bjorkhamn):
    search("nothing")
    search("weak", services_found=3)
    search("unchosen", services_found=3, is_weak=False)
    search("once", times=1)
    assert queries.count_failed(bjorkhamn, MONDAY + timedelta(days=6)) == 2
    actions.set_words_aside(bjorkhamn, language="sv", normalised="weak", by="lo")
    assert queries.count_failed(bjorkhamn, MONDAY) == 1
    assert queries.count_failed(bjorkhamn, MONDAY + timedelta(days=7)) == 0


def answer(town, service, **values):
    said = {"language": "sv", "normalised": "var är dagis", "everyday_word": "dagis", "by": "lo"}
    return actions.answer_words(town, service=service, **said | values)


def test_the_answer_gets_the_everyday_word_and_is_found_by_it(search, bjorkhamn):
    search("var är dagis")
    service = make_service("Förskola", municipality=bjorkhamn)
    handled = answer(bjorkhamn, service)
    assert (handled.everyday_word, handled.text_language) == ("dagis", "sv")
    assert service.texts.get().everyday_words == ["dagis"]
    assert (service.versions.get().made_by, failed(bjorkhamn)) == ("lo", [])


def test_a_shared_answer_is_called_so_in_this_town_only(bjorkhamn):
    service = make_service("Förskola", country="SE")
    answer(bjorkhamn, service)
    assert service.texts.get().everyday_words == []
    assert LocalService.objects.get().everyday_words == {"sv": ["dagis"]}


def test_a_service_that_is_not_shown_here_is_no_answer(bjorkhamn):
    with pytest.raises(NotShared):
        answer(bjorkhamn, make_service("Förskola", municipality=MunicipalityFactory()))
    assert Handled.objects.count() == 0


@pytest.mark.parametrize(
    ("texts", "expected"), [(("da", "en", "sv"), "da"), (("en", "sv"), "sv"), (("en", "fi"), "en")]
)
def test_the_word_is_added_in_the_readers_language_or_the_main_one_or_any(bjorkhamn, texts, expected):
    service = ServiceFactory(municipality=bjorkhamn, texts=texts)
    assert answer(bjorkhamn, service, language="da").text_language == expected


def test_a_service_without_a_text_is_no_answer(bjorkhamn):
    with pytest.raises(actions.NoTextToAddTo):
        answer(bjorkhamn, ServiceFactory(municipality=bjorkhamn, texts=()))


def test_words_are_handled_once(bjorkhamn):
    service = make_service("Förskola", municipality=bjorkhamn)
    actions.set_words_aside(bjorkhamn, language="sv", normalised="var är dagis", by="lo")
    with pytest.raises(actions.AlreadyHandled):
        answer(bjorkhamn, service)
    assert service.texts.get().everyday_words == []


@pytest.mark.parametrize("scope", ["municipality", "country"])
def test_an_answer_can_be_taken_back_with_its_word(search, bjorkhamn, scope):
    search("var är dagis")
    service = make_service("Förskola", words=["lekis"], **{scope: bjorkhamn if scope == "municipality" else "SE"})
    actions.undo_handling(answer(bjorkhamn, service), by="mi")
    assert service.texts.get().everyday_words == ["lekis"]
    assert [row.everyday_words for row in LocalService.objects.order_by("pk")] in ([], [{}])
    assert failed(bjorkhamn) == [("var är dagis", 2, 2)]


def test_a_word_that_the_service_had_before_stays(bjorkhamn):
    service = make_service("Förskola", words=["dagis"], municipality=bjorkhamn)
    actions.undo_handling(answer(bjorkhamn, service), by="mi")
    assert service.texts.get().everyday_words == ["dagis"]


def test_an_answer_whose_text_is_gone_can_be_taken_back(bjorkhamn):
    service = make_service("Förskola", municipality=bjorkhamn)
    handled = answer(bjorkhamn, service)
    service.texts.all().delete()
    actions.undo_handling(handled, by="mi")
    assert Handled.objects.count() == 0


def test_each_act_leaves_an_audit_row(bjorkhamn):
    actions.undo_handling(answer(bjorkhamn, make_service("Förskola", municipality=bjorkhamn)), by="mi")
    actions.set_words_aside(bjorkhamn, language="sv", normalised="bastu", by="bo")
    rows = AuditEntry.objects.filter(action__startswith="words.").order_by("pk")
    assert list(rows.values_list("action", "actor", "municipality", "target_name")) == [
        ("words.answered", "lo", "bjorkhamn", "var är dagis"),
        ("words.taken_up", "mi", "bjorkhamn", "var är dagis"),
        ("words.set_aside", "bo", "bjorkhamn", "bastu"),
    ]


def test_the_figures_of_a_month(search, bjorkhamn):
    search(times=1)
    search(times=1, services_found=2)
    search(times=1, services_found=2, is_weak=False, chosen_position=1, **CHOSEN)
    search(times=1, services_found=2, is_weak=False, chosen_position=2, **CHOSEN)
    search(times=3, municipality=MunicipalityFactory())
    months = monthly_figures(bjorkhamn, MONDAY)
    assert (len(months), months[0].first_day, months[-2].searches) == (12, date(2025, 6, 1), 0)
    assert (months[-1].first_day, months[-1].searches) == (date(2026, 5, 1), 4)
    assert (months[-1].with_hits, months[-1].weak, months[-1].chosen, months[-1].rank) == (0.75, 0.5, 0.5, 0.75)


def test_a_month_without_searches_has_no_shares(bjorkhamn):
    month = monthly_figures(bjorkhamn, MONDAY)[-1]
    assert (month.searches, month.with_hits, month.weak, month.chosen, month.rank) == (0, None, None, None, None)
