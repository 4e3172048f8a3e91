"""What is missing in an edition before it is taught: what stops it, and what is only worth knowing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.core.writing import language_name
from verkstad.learning.documents import Block, Kept
from verkstad.learning.models import ModuleText, PackageEdition, Way
from verkstad.learning.proofs import practice_keys
from verkstad.practice.blocks import texts as read_texts
from verkstad.practice.reserved import real_looking


@dataclass(frozen=True, slots=True)
class Problem:
    """``text``: the module in a language that it is about, or the package as a whole; ``stops``: it cannot be taught
    so."""

    words: str
    stops: bool
    text: ModuleText | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is there beside the texts. ``videos``: captions by language, by name; ``copies``:
    keys of those that can be practised, by language."""

    languages: Sequence[str]
    country: str
    pictures: frozenset[str]
    videos: Mapping[str, Mapping[str, str]]
    copies: Mapping[str, frozenset[str]]


def problems(edition: PackageEdition, modules: Sequence[Sequence[ModuleText]], around: Around) -> Iterator[Problem]:
    """``modules`` in order, each in all its languages."""
    if not modules:
        yield Problem(_("There are no modules."), stops=True)
    written = {text.language for texts in modules for text in texts}
    for language in around.languages:
        if language not in written:
            yield _said(_("Nothing is written in %(language)s."), language)
        elif not edition.title.get(language) or not edition.about.get(language):
            yield _said(_("The title or the description of the package is missing in %(language)s."), language)
    for texts in modules:
        yield from _of_module(edition, texts, sorted(written), around)
        for text in texts:
            yield from _of_text(text, around)


def _said(words: str, language: str, text: ModuleText | None = None) -> Problem:
    return Problem(words % {"language": language_name(language)}, stops=False, text=text)


def _of_module(
    edition: PackageEdition, texts: Sequence[ModuleText], written: Sequence[str], around: Around
) -> Iterator[Problem]:
    if not any(_can_be_proved(edition, text, around) for text in texts):
        words = _("No way that counts can prove this module. Add questions or a practice copy, or let a course count.")
        yield Problem(words, stops=True, text=texts[0])
    there = {text.language: text for text in texts}
    for language in written:
        if language not in there:
            yield _said(_("It is not written in %(language)s, so another language is shown."), language, texts[0])
    for earlier, later in ((one, other) for at, one in enumerate(texts) for other in texts[at + 1 :]):
        if earlier.lessons == later.lessons and earlier.lessons:
            yield _said(_("All lessons say the same as in %(language)s."), earlier.language, later)


def _can_be_proved(edition: PackageEdition, text: ModuleText, around: Around) -> bool:
    there = around.copies.get(text.language, frozenset())
    return (
        Way.COURSE in edition.proved_by
        or (Way.TEST in edition.proved_by and bool(text.quiz))
        or (Way.PRACTICE in edition.proved_by and not there.isdisjoint(practice_keys(text)))
    )


def _of_text(text: ModuleText, around: Around) -> Iterator[Problem]:
    if not text.goal:
        yield Problem(_("It does not say what one can do afterwards."), stops=True, text=text)
    if not text.lessons:
        yield Problem(_("It has no lessons."), stops=True, text=text)
    for lesson in text.lessons:
        yield from _of_lesson(text, lesson, around)
    there = around.copies.get(text.language, frozenset())
    if lacking := [key for key in practice_keys(text) if key not in there]:
        words = _("Nobody can practise in this language here with %(keys)s, so learners do not see it.")
        yield Problem(words % {"keys": ", ".join(lacking)}, stops=False, text=text)
    for question in text.quiz:
        yield from _of_question(text, question)
    for number in _personal(text, around):
        yield Problem(_("“%(number)s” could be somebody's.") % {"number": number}, stops=True, text=text)


def _personal(text: ModuleText, around: Around) -> Iterator[str]:
    """What could be somebody's personal number. Addresses are the municipality's own, or made up."""
    for part in (*text.lessons, *text.quiz):
        captions = (around.videos.get(block["name"], {}).get(text.language, "") for block in _videos(part))
        for words in (*read_texts(part), *captions):
            yield from (found for found in real_looking(words, around.country) if "@" not in found)


def _videos(part: Kept) -> Iterator[Block]:
    """The blocks of a lesson that show one; a question has none."""
    return (block for block in part.get("body", ()) if block["kind"] == "video")


def _of_lesson(text: ModuleText, lesson: Kept, around: Around) -> Iterator[Problem]:
    if not lesson["body"]:
        yield Problem(_("The lesson “%(title)s” is empty.") % {"title": lesson["title"]}, stops=True, text=text)
    for block in lesson["body"]:
        if block["kind"] == "picture" and block["name"] not in around.pictures:
            words = _("The lesson “%(title)s” shows the picture %(name)s, which is not there.")
            yield Problem(words % {"title": lesson["title"], "name": block["name"]}, stops=True, text=text)
    for block in _videos(lesson):
        if text.language not in around.videos.get(block["name"], {}):
            words = _("The lesson “%(title)s” shows the video %(name)s, which is not there.")
            if block["name"] in around.videos:
                words = _("The video %(name)s in the lesson “%(title)s” has no captions in this language.")
            yield Problem(words % {"title": lesson["title"], "name": block["name"]}, stops=True, text=text)


def _of_question(text: ModuleText, question: Kept) -> Iterator[Problem]:
    if not any(answer["right"] for answer in question["answers"]):
        words = _("The question “%(question)s” has no right answer.")
        yield Problem(words % {"question": question["question"]}, stops=True, text=text)
    if lacking := sum(not answer["why"] for answer in question["answers"]):
        words = ngettext(
            "In the question “%(question)s” %(number)s answer does not say why.",
            "In the question “%(question)s” %(number)s answers do not say why.",
            lacking,
        )
        yield Problem(words % {"question": question["question"], "number": lacking}, stops=False, text=text)
