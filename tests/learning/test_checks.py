"""What is missing in an edition before it is taught."""

import pytest

from tests.factories.learning import LESSON, QUESTION, module_document, shipped
from tests.factories.practice import make_copy
from verkstad.learning.actions.packages import NotReady, add_package, publish, take
from verkstad.learning.models import ModuleText, PackageEdition
from verkstad.learning.queries.checking import problems_of
from verkstad.learning.queries.shipped import shipped_packages
from verkstad.municipalities.models import Part

PRACTICE = LESSON | {"body": [{"kind": "practice", "key": "move"}]}


@pytest.fixture
def swedish(bjorkhamn):
    bjorkhamn.languages = ["sv"]
    return bjorkhamn


def draft(municipality, *texts, **changes):
    return take(shipped(*texts, **changes), municipality=municipality)


def found(edition, **changes):
    """The first module with what is changed in it behind the reader's back; what stops it has a !."""
    if changes:
        ModuleText.objects.filter(module__edition=edition).update(**changes)
    return [f"{'!' if one.stops else ''}{one.words}" for one in problems_of(edition)]


def test_whole_package_lacks_nothing(swedish):
    assert found(draft(swedish)) == []


def test_package_without_modules_is_not_taught(swedish):
    edition = add_package(shipped().package, municipality=swedish, by="maja")
    assert found(edition) == ["!There are no modules.", "Nothing is written in Swedish."]
    with pytest.raises(NotReady, match="There are no modules"):
        publish(edition, by="maja")


def test_language_that_is_missing_is_told(swedish):
    swedish.languages = ["sv", "da", "en"]
    texts = [
        module_document(),
        module_document(language="da", title="Browseren", lessons=[LESSON | {"title": "Først"}]),
    ]
    edition = draft(swedish, *texts, module_document(key="post", title="Posten"))
    assert found(edition) == [
        "The title or the description of the package is missing in Danish.",
        "Nothing is written in English.",
        "It is not written in Danish, so another language is shown.",
    ]


def test_lessons_that_were_not_translated_are_told(swedish):
    swedish.languages = ["sv", "da"]
    edition = draft(swedish, module_document(), module_document(language="da", title="Browseren"))
    assert found(edition)[1:] == ["All lessons say the same as in Swedish."]


@pytest.mark.parametrize(
    ("ways", "lesson", "quiz", "lacks"),
    [
        (["test"], LESSON, [], True),
        (["test"], LESSON, [QUESTION], False),
        (["practice"], LESSON, [QUESTION], True),
        (["practice"], PRACTICE, [], False),
        (["course"], LESSON, [], False),
    ],
)
def test_module_that_no_way_can_prove_stops_it(swedish, ways, lesson, quiz, lacks):
    make_copy(swedish)
    edition = draft(swedish, module_document(lessons=[lesson], quiz=quiz), proved_by=ways)
    words = "!No way that counts can prove this module. Add questions or a practice copy, or let a course count."
    assert found(edition) == [words] * lacks


def test_practice_copy_that_is_not_there_is_told(swedish):
    edition = draft(swedish, module_document(lessons=[PRACTICE]))
    words = ["Nobody can practise in this language here with move, so learners do not see it."]
    assert found(edition) == words
    make_copy(swedish)
    assert found(edition) == []
    swedish.parts = [Part.LEARNING]
    assert found(edition) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"goal": ""}, "!It does not say what one can do afterwards."),
        ({"lessons": []}, "!It has no lessons."),
        (
            {"lessons": [LESSON | {"body": [{"kind": "text", "text": "Skriv 19850512-1234 till a@example.se."}]}]},
            "!“19850512-1234” could be somebody's.",
        ),
        ({"lessons": [LESSON | {"body": []}]}, "!The lesson “Först” is empty."),
        (
            {"lessons": [LESSON | {"body": [{"kind": "picture", "name": "x", "alt": "X"}]}]},
            "!The lesson “Först” shows the picture x, which is not there.",
        ),
        (
            {"quiz": [{"key": "a", "question": "Vad?", "several": False, "answers": []}]},
            "!The question “Vad?” has no right answer.",
        ),
        (
            {"quiz": [{"key": "a", "question": "Vad?", "answers": [{"text": "A", "right": True, "why": ""}]}]},
            "In the question “Vad?” 1 answer does not say why.",
        ),
    ],
)
def test_what_is_missing_in_a_module_is_told(swedish, changes, words):
    assert found(draft(swedish, module_document()), **changes) == [words]


def test_what_comes_with_the_program_can_be_taught_in_both_countries(bjorkhamn, egesund):
    for municipality in (bjorkhamn, egesund):
        for whole in shipped_packages():
            assert [one for one in problems_of(take(whole, municipality=municipality)) if one.stops] == []


def test_what_is_not_ready_stays_a_draft(swedish):
    edition = draft(swedish, module_document())
    ModuleText.objects.update(lessons=[])
    with pytest.raises(NotReady):
        publish(edition, by="maja")
    assert PackageEdition.objects.get().state == "draft"
