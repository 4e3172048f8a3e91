from decimal import Decimal

import pytest

from verkstad.learning.quizzes import mark

ANSWERS = [{"text": text, "why": "", "right": text != "C"} for text in "ABC"]
ONE = {"key": "one", "question": "?", "several": False, "answers": [ANSWERS[2], ANSWERS[0]]}
SEVERAL = {"key": "several", "question": "?", "several": True, "answers": ANSWERS}


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [(["0", "1"], True), (["0"], False), (["0", "1", "2"], False), ([], False), (["0", "1", "x"], True)],
)
def test_all_right_answers_and_no_other_are_right(chosen, is_right):
    assert mark([SEVERAL], {"several": chosen}).questions[0].is_right == is_right


@pytest.mark.parametrize(("pass_mark", "is_passed"), [("0.5", True), ("0.51", False)])
def test_share_of_right_answers_decides(pass_mark, is_passed):
    marked = mark([ONE, SEVERAL], {"one": ["1"]})
    assert (marked.right, marked.is_whole, marked.is_passed(Decimal(pass_mark))) == (1, False, is_passed)


def test_no_questions_are_never_passed():
    assert not mark([], {}).is_passed(Decimal("0.1"))
