"""What is learnt is counted, once for each browser and of nobody in particular."""

from pathlib import Path

import pytest

import verkstad
from tests.factories.learning import module_document, shipped, taught
from verkstad.learning import receipts
from verkstad.learning.models import LearningCount, Way
from verkstad.learning.views import counting

SOURCE = Path(verkstad.__file__).parent
HERE = "/bjorkhamn/sv/learn/base/"
COUNT = f"{HERE}browser/count/"


@pytest.fixture
def edition(bjorkhamn):
    return taught(bjorkhamn)


def counted():
    """What was counted, of which module or lesson, how it was proved, and how often."""
    rows = LearningCount.objects.order_by("what", "module", "lesson")
    return [(row.what, row.module, row.lesson, row.way, row.number) for row in rows]


def tell(client, **said):
    return client.post(COUNT, said).status_code


def test_each_beginning_is_one_more(client, edition):
    assert [tell(client, what="started"), tell(client, what="started")] == [204, 204]
    assert counted() == [("started", "browser", "", "", 2)]


def test_each_language_is_counted_by_itself(client, bjorkhamn):
    taught(bjorkhamn, shipped(*(module_document(language=language) for language in ("sv", "da"))))
    client.post(f"{COUNT}?language=da", {"what": "started"})
    assert LearningCount.objects.get().language == "da"


def test_a_lesson_is_counted(client, edition):
    tell(client, what="reached", lesson="first")
    assert counted() == [("reached", "browser", "first", "", 1)]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"what": "passed"},
        {"what": "completed"},
        {"what": "reached"},
        {"what": "reached", "lesson": "other"},
        {"what": "started", "lesson": "first"},
        {"what": "proved"},
        {"what": "proved", "receipt": "made up"},
    ],
)
def test_nothing_else_is_counted(client, edition, said):
    assert (tell(client, **said), counted()) == (400, [])


def test_a_receipt_of_another_module_is_none_of_this(client, edition):
    other = receipts.receipt(edition, "post", Way.TEST)
    assert (tell(client, what="proved", receipt=other), counted()) == (400, [])


def test_looking_counts_nothing(client, edition):
    assert (client.get(COUNT).status_code, counted()) == (405, [])


def test_a_robot_is_not_counted(client, edition):
    client.post(COUNT, {"what": "started"}, headers={"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    assert counted() == []


def test_too_many_from_one_address_are_refused(client, edition, monkeypatch):
    monkeypatch.setattr(counting, "MOST_COUNTS", 0)
    assert (tell(client, what="started"), counted()) == (429, [])


@pytest.mark.parametrize(("answer", "what"), [("0", "passed"), ("1", "not_passed")])
def test_a_test_is_counted_where_it_is_marked(client, edition, answer, what):
    client.post(f"{HERE}browser/quiz/", {"what": answer})
    assert counted() == [(what, "browser", "", "", 1)]


def test_a_test_with_a_question_left_is_not_counted(client, edition):
    client.post(f"{HERE}browser/quiz/")
    assert counted() == []


def test_a_proof_is_counted_with_its_way(client, edition):
    tell(client, what="proved", receipt=receipts.receipt(edition, "browser", Way.PRACTICE))
    assert counted() == [("proved", "browser", "", "practice", 1)]


def test_the_last_proof_is_of_the_whole_package(client, edition):
    proofs = [receipts.receipt(edition, key, Way.TEST) for key in ("browser", "post")]
    tell(client, what="proved", receipt=proofs[0], kept=[proofs[1], "made up"])
    assert counted() == [("completed", "", "", "", 1), ("proved", "browser", "", "test", 1)]


def test_what_was_proved_whole_before_is_not_so_once_more(client, edition):
    proofs = [receipts.receipt(edition, key, Way.TEST) for key in ("browser", "post")]
    tell(client, what="proved", receipt=proofs[0], kept=proofs)
    assert counted() == [("proved", "browser", "", "test", 1)]


def test_wherever_a_browser_is_given_a_receipt_it_is_told_where_to_count_it():
    given = [text for file in SOURCE.rglob("*.html") if "data-receipt=" in (text := file.read_text(encoding="utf-8"))]
    assert [text for text in given if "data-count=" not in text] == []
