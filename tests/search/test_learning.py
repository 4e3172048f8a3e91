"""What choices teach, and what they cannot."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.search import SearchFactory, make_service
from verkstad.search import actions, queries, tasks
from verkstad.search.models import Entry, Learned, Popular


@pytest.fixture
def choose(bjorkhamn):
    """Makes searches for "dagis" in which the answer was chosen at the position; one each day, latest yesterday."""

    def make(answer=7, position=3, times=3, **values):
        defaults = {"municipality": bjorkhamn, "words": "dagis", "chosen_kind": "service"}
        for day in range(1, times + 1):
            at = {"at": timezone.now() - timedelta(days=day)}
            SearchFactory(chosen_id=answer, chosen_position=position, **defaults | at | values)

    return make


def learned():
    actions.learn_from_choices()
    rows = Learned.objects.order_by("object_id").values_list("object_id", "weight")
    return {answer: round(weight, 3) for answer, weight in rows}


def test_what_is_chosen_further_down_is_learned(choose):
    choose(position=4)
    tasks.learn_from_choices()
    row = Learned.objects.get()
    assert (row.language, row.normalised, row.kind, row.object_id, row.weight) == ("sv", "dagis", "service", 7, 0.75)


def test_the_first_answer_learns_nothing_however_often_it_is_chosen(choose):
    choose(position=1, times=300)
    assert learned() == {}


def test_choices_of_an_answer_when_it_stood_first_count_neither_for_nor_against_it(choose):
    choose(position=4)
    before = learned()
    choose(position=1, times=20)
    assert (before, learned()) == ({7: 0.75}, {7: 0.75})


def test_choices_of_others_count_against_it_also_when_they_stood_first(choose):
    choose(position=4)
    choose(answer=8, position=1, times=9)
    assert learned() == {7: round(0.75 * 3 / 12, 3)}


def test_the_weight_is_the_share_that_chose_it_and_never_more_than_one(choose):
    choose(position=100, times=50)
    assert learned() == {7: 0.99}


def test_two_choices_teach_nothing(choose):
    choose(times=2)
    assert learned() == {}


def test_three_choices_on_one_day_teach_nothing(choose):
    noon = timezone.localtime().replace(hour=12) - timedelta(days=1)
    choose(at=noon)
    assert learned() == {}
    choose(at=noon - timedelta(days=1), times=1)
    assert len(learned()) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"chosen_kind": "document"},
        {"chosen_kind": "page"},
        {"filters": ["phone"]},
        {"words": "…"},
        pytest.param({"at": timezone.now() - timedelta(days=400)}, id="long ago"),
    ],
)
def test_what_is_not_learned_from(choose, values):
    choose(**values)
    assert learned() == {}


def test_searches_in_other_words_languages_and_towns_are_counted_apart(choose):
    choose(times=2)
    choose(times=1, words="förskola")
    choose(times=1, language="da")
    choose(times=1, municipality=MunicipalityFactory())
    assert learned() == {}
    choose(times=1, words="Dagis!")
    assert learned() == {7: 0.667}


def test_choices_of_places_say_nothing_about_services(choose):
    choose(position=4)
    choose(answer=9, chosen_kind="place", position=1, times=9)
    assert learned() == {7: 0.75}


def test_what_no_longer_holds_is_forgotten(choose):
    choose()
    assert learned() != {}
    Learned.objects.update(normalised="other")
    actions.learn_from_choices()
    assert list(Learned.objects.order_by("pk").values_list("normalised", flat=True)) == ["dagis"]


def order(town):
    return [str(hit.name) for group in queries.search(town, "hyra båt", "sv").groups for hit in group.hits]


def test_what_is_learned_changes_the_order_of_answers_in_that_town(bjorkhamn, choose):
    make_service("Hyra båt", municipality=bjorkhamn)
    meant = make_service("Hyra båtplats", municipality=bjorkhamn)
    actions.rebuild_index()
    before = order(bjorkhamn)
    choose(answer=meant.pk, position=10, words="Hyra båt")
    actions.learn_from_choices()
    assert (before[0], order(bjorkhamn)[0]) == ("Hyra båt", "Hyra båtplats")


def popular():
    actions.learn_from_choices()
    rows = Popular.objects.order_by("object_id").values_list("object_id", "share")
    return {answer: round(share, 2) for answer, share in rows}


def test_what_is_chosen_most_is_the_most_popular_whatever_the_words(choose):
    choose(answer=7, position=2, times=6)
    choose(answer=7, position=2, times=6, words="förskola")
    choose(answer=8, position=2, times=6)
    assert popular() == {7: 1.0, 8: 0.71}


def test_the_first_answer_is_not_made_popular_by_standing_there(choose):
    choose(position=1, times=300)
    assert popular() == {}


def test_of_answers_that_are_alike_the_popular_one_stands_first(bjorkhamn, choose):
    first, second = [make_service("Hyra båt", municipality=bjorkhamn) for _ in range(2)]
    actions.rebuild_index()
    choose(answer=first.pk, words="paddla kanot")
    before = [hit.object_id for hit in queries.search(bjorkhamn, "hyra båt", "sv").groups[0].hits]
    actions.learn_from_choices()
    after = [hit.object_id for hit in queries.search(bjorkhamn, "hyra båt", "sv").groups[0].hits]
    assert (before, after) == ([second.pk, first.pk], [first.pk, second.pk])


def test_of_answers_that_are_alike_the_fresh_one_stands_first(bjorkhamn):
    old, fresh = [make_service("Hyra båt", municipality=bjorkhamn) for _ in range(2)]
    actions.rebuild_index()
    Entry.objects.filter(object_id=old.pk).update(changed_at=timezone.now() - timedelta(days=800))
    assert [hit.object_id for hit in queries.search(bjorkhamn, "hyra båt", "sv").groups[0].hits] == [fresh.pk, old.pk]
