import pytest

from tests.factories.learning import ANSWER, LESSON, QUESTION, module_document, package_document
from verkstad.core.entries import EntryError
from verkstad.learning.documents import AnswerDocument, blocks_of


def with_block(**block):
    return module_document(lessons=[LESSON | {"body": [block]}]).lessons[0].body[0]


def with_question(**changes):
    return module_document(quiz=[QUESTION | changes]).quiz[0]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": {}}, "base: title is missing."),
        ({"modules": []}, "base: modules is missing."),
        ({"modules": ["browser", "browser"]}, "base: modules hold the same twice."),
        ({"proved_by": []}, "base: proved_by is missing."),
        ({"proved_by": ["luck"]}, "base: proved_by is “luck”; it can be practice, course, test."),
        ({"hints_allowed": -1}, "base: hints_allowed must be a whole number from 0 to 100."),
        ({"pass_mark": 70}, "base: pass_mark must be a share, as 0.7."),
        ({"colour": "red"}, "base: colour is not a field here."),
    ],
)
def test_package_that_is_wrong_is_told_where(changes, problem):
    with pytest.raises(EntryError, match=f"^{problem}$"):
        package_document(**changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"minutes": None}, "browser: minutes must be a whole number from 1 to 600."),
        ({"trains": ["9.9"]}, "browser: trains is “9.9”; it can be 1.1, .*"),
        ({"lessons": []}, "browser: lessons is missing."),
        ({"lessons": [LESSON] * 13}, "browser: lessons are 13; 12 is the most."),
        ({"lessons": [LESSON, LESSON]}, "browser: lessons hold the same twice."),
        ({"quiz": [QUESTION, QUESTION]}, "browser: quiz hold the same twice."),
        ({"lessons": [LESSON | {"body": [{"kind": "song"}]}]}, "browser, lessons 1, body 1: kind is “song”; .*"),
        (
            {"lessons": [LESSON | {"body": [{"kind": "steps", "items": []}]}]},
            "browser, lessons 1, body 1: items must be 1 to 20.",
        ),
        (
            {"quiz": [QUESTION | {"several": "perhaps"}]},
            "browser, quiz 1: several must be true or false, not 'perhaps'.",
        ),
    ],
)
def test_module_that_is_wrong_is_told_where(changes, problem):
    with pytest.raises(EntryError, match=f"^{problem}$"):
        module_document(**changes)


@pytest.mark.parametrize(
    ("answers", "several"),
    [([ANSWER, ANSWER], False), ([ANSWER], True), ([{"text": "Nej"}], False)],
)
def test_question_has_as_many_right_answers_as_it_says(answers, several):
    with pytest.raises(EntryError, match="that are right"):
        with_question(answers=answers, several=several)


@pytest.mark.parametrize(
    "block",
    [
        {"kind": "picture", "name": "window", "alt": "Ett fönster", "caption": "Så ser det ut."},
        {"kind": "steps", "title": "Så gör du", "items": ["Öppna", "Läs"]},
        {"kind": "words", "items": [{"word": "länk", "means": "något att trycka på"}]},
        {"kind": "practice", "key": "pay-a-bill"},
        {"kind": "careful", "text": "Lämna aldrig ut en kod."},
    ],
)
def test_block_is_kept_as_it_is_written(block):
    assert with_block(**block) == block


def test_quiz_is_read_with_what_is_right_and_why():
    assert with_question().answers == (
        AnswerDocument("En webbläsare", True, "Den visar sidor."),
        AnswerDocument("En lampa", False, "Den lyser."),
    )


def test_blocks_of_a_kind_are_found_in_all_lessons():
    assert list(blocks_of(module_document(), "text")) == [{"kind": "text", "text": "Hej."}]
