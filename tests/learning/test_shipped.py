"""What comes with the program holds together: no picture, practice copy or language is missing."""

import pytest

from verkstad.learning.documents import blocks_of
from verkstad.learning.queries.shipped import shipped_packages
from verkstad.practice.queries.shipped import shipped_copies

PACKAGES = {one.package.key: one for one in shipped_packages()}


@pytest.fixture(params=PACKAGES)
def shipped(request):
    return PACKAGES[request.param]


def test_every_module_is_written_in_the_same_languages(shipped):
    [languages] = {tuple(text.language for text in texts) for texts in shipped.modules}
    assert set(languages) <= set(shipped.package.title)
    assert shipped.package.kind != "base" or languages == ("da", "en", "sv")


def test_lessons_and_questions_are_the_same_in_every_language(shipped):
    for texts in shipped.modules:
        outlines = {
            (
                tuple(lesson.key for lesson in text.lessons),
                tuple((question.key, tuple(answer.right for answer in question.answers)) for question in text.quiz),
                text.trains,
            )
            for text in texts
        }
        assert len(outlines) == 1, texts[0].key


def test_every_picture_is_there_and_is_shown(shipped):
    shown = {block["name"] for texts in shipped.modules for text in texts for block in blocks_of(text, "picture")}
    assert shown == set(shipped.pictures)


def test_what_is_practised_is_there_in_the_language_of_the_lesson(shipped):
    copies = {(one.document.key, one.document.language) for one in shipped_copies()}
    asked = {
        (block["key"], text.language)
        for texts in shipped.modules
        for text in texts
        for block in blocks_of(text, "practice")
    }
    assert asked <= copies
