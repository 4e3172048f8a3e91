"""A package as documents: what is written in YAML, comes with the program, and is checked before it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from verkstad.core.entries import Entry
from verkstad.learning.models import Kind, Way
from verkstad.practice.blocks import read_key
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.documents import load

type Block = dict[str, Any]
# A lesson or question as a table keeps it.
type Kept = dict[str, Any]

LONGEST, LONGEST_TITLE, LONGEST_TRANSCRIPT = 4000, 120, 20_000
MOST_LESSONS, MOST_BLOCKS, MOST_ITEMS, MOST_QUESTIONS = 12, 40, 20, 20


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """``modules`` are their keys, in order."""

    key: str
    kind: str
    licence: str
    author: str
    title: dict[str, str]
    about: dict[str, str]
    modules: tuple[str, ...]
    proved_by: tuple[str, ...]
    hints_allowed: int
    pass_mark: Decimal


@dataclass(frozen=True, slots=True)
class LessonDocument:
    key: str
    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnswerDocument:
    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class QuestionDocument:
    """``several``: more than one answer is right, and all those have to be ticked."""

    key: str
    question: str
    several: bool
    answers: tuple[AnswerDocument, ...]


@dataclass(frozen=True, slots=True)
class ModuleDocument:
    key: str
    language: str
    title: str
    goal: str
    minutes: int
    trains: tuple[str, ...]
    lessons: tuple[LessonDocument, ...]
    quiz: tuple[QuestionDocument, ...]

    @property
    def lessons_kept(self) -> list[dict[str, Any]]:
        """As ModuleText keeps them."""
        return [asdict(lesson) for lesson in self.lessons]

    @property
    def quiz_kept(self) -> list[dict[str, Any]]:
        return [asdict(question) for question in self.quiz]


@dataclass(frozen=True, slots=True)
class PictureDocument:
    """``kind`` is its media type."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WholePackage:
    """``modules`` in the order of the package, each in all its languages; ``pictures`` by name."""

    package: PackageDocument
    modules: tuple[tuple[ModuleDocument, ...], ...]
    pictures: Mapping[str, PictureDocument]


def read_package(text: str) -> PackageDocument:
    """What a package is, from YAML; raises EntryError, or practice's Refused for what is no YAML."""
    entry = Entry(load(text), "")
    entry.where = key = read_key(entry)
    package = PackageDocument(
        key=key,
        kind=entry.choice("kind", Kind.values),
        licence=entry.text("licence", at_most=100),
        author=entry.text("author", at_most=200),
        title=_in_languages(entry, "title"),
        about=_in_languages(entry, "about"),
        modules=_each_once(entry, "modules", entry.words("modules")),
        proved_by=_each_once(entry, "proved_by", entry.choices("proved_by", Way.values)),
        hints_allowed=_whole(entry, "hints_allowed", 0, 100),
        pass_mark=entry.decimal("pass_mark") or Decimal(0),
    )
    if not 0 < package.pass_mark <= 1:
        raise entry.error("pass_mark", _("must be a share, as 0.7"))
    if not package.modules or not package.proved_by:
        raise entry.error("modules" if package.proved_by else "proved_by", _("is missing"))
    entry.refuse_others()
    return package


def read_module(text: str) -> ModuleDocument:
    """A module in one language, from YAML; raises as read_package does."""
    entry = Entry(load(text), "")
    entry.where = key = read_key(entry)
    module = ModuleDocument(
        key=key,
        language=entry.text("language", required=True, at_most=3),
        title=entry.text("title", required=True, at_most=LONGEST_TITLE),
        goal=entry.text("goal", required=True, at_most=400),
        minutes=_whole(entry, "minutes", 1, 600),
        trains=_each_once(entry, "trains", entry.choices("trains", COMPETENCES)),
        lessons=tuple(map(_lesson, entry.entries("lessons", required=True, at_most=MOST_LESSONS))),
        quiz=tuple(map(_question, entry.entries("quiz", at_most=MOST_QUESTIONS))),
    )
    _each_once(entry, "lessons", [lesson.key for lesson in module.lessons])
    _each_once(entry, "quiz", [question.key for question in module.quiz])
    entry.refuse_others()
    return module


def read_lesson(values: Mapping[str, Any]) -> Kept:
    """One lesson, as ModuleText keeps it; raises EntryError."""
    return asdict(_lesson(Entry(values, str(values.get("title", "")))))


def read_question(values: Mapping[str, Any]) -> Kept:
    """One question, as ModuleText keeps it; raises EntryError."""
    return asdict(_question(Entry(values, str(values.get("question", "")))))


def blocks_of(module: ModuleDocument, kind: str) -> Iterator[Block]:
    """Those of a kind in all lessons."""
    return (block for lesson in module.lessons for block in lesson.body if block["kind"] == kind)


def _lesson(entry: Entry) -> LessonDocument:
    lesson = LessonDocument(
        key=read_key(entry),
        title=entry.text("title", required=True, at_most=LONGEST_TITLE),
        body=tuple(map(_block, entry.entries("body", required=True, at_most=MOST_BLOCKS))),
    )
    entry.refuse_others()
    return lesson


def _block(entry: Entry) -> Block:
    kind = entry.choice("kind", BLOCKS)
    block = {"kind": kind} | {name: value for name, value in BLOCKS[kind](entry).items() if value}
    entry.refuse_others()
    return block


def _text(entry: Entry) -> Block:
    return {"text": entry.text("text", required=True, at_most=LONGEST)}


def _picture(entry: Entry) -> Block:
    return {
        "name": read_key(entry, "name"),
        "alt": entry.text("alt", required=True, at_most=400),
        "caption": entry.text("caption", at_most=400),
    }


def _video(entry: Entry) -> Block:
    """``text`` is all that is said and shown in it."""
    return {
        "name": read_key(entry, "name"),
        "title": entry.text("title", required=True, at_most=LONGEST_TITLE),
        "text": entry.text("text", required=True, at_most=LONGEST_TRANSCRIPT),
    }


def _steps(entry: Entry) -> Block:
    items = entry.words("items")
    if not 0 < len(items) <= MOST_ITEMS:
        raise entry.error("items", _("must be %(least)s to %(most)s") % {"least": 1, "most": MOST_ITEMS})
    return {"title": entry.text("title", at_most=LONGEST_TITLE), "items": list(items)}


def _words(entry: Entry) -> Block:
    items = []
    for one in entry.entries("items", required=True, at_most=MOST_ITEMS):
        items.append({name: one.text(name, required=True, at_most=400) for name in ("word", "means")})
        one.refuse_others()
    return {"items": items}


def _practice(entry: Entry) -> Block:
    return {"key": read_key(entry)}


BLOCKS: Mapping[str, Callable[[Entry], Block]] = {
    "text": _text,
    "picture": _picture,
    "video": _video,
    "steps": _steps,
    "tip": _text,
    "careful": _text,
    "words": _words,
    "practice": _practice,
    "talk": _text,
}


def _question(entry: Entry) -> QuestionDocument:
    question = QuestionDocument(
        key=read_key(entry),
        question=entry.text("question", required=True, at_most=400),
        several=entry.flag("several"),
        answers=tuple(map(_answer, entry.entries("answers", required=True, at_most=MOST_ITEMS))),
    )
    right = sum(answer.right for answer in question.answers)
    if right == 0 or (right > 1) != question.several:
        raise entry.error(
            "answers", _("hold %(number)s that are right; “several: true” is for more than one") % {"number": right}
        )
    entry.refuse_others()
    return question


def _answer(entry: Entry) -> AnswerDocument:
    answer = AnswerDocument(
        text=entry.text("text", required=True, at_most=400),
        right=entry.flag("right"),
        why=entry.text("why", at_most=600),
    )
    entry.refuse_others()
    return answer


def _in_languages(entry: Entry, field: str) -> dict[str, str]:
    if texts := entry.translations(field):
        return texts
    raise entry.error(field, _("is missing"))


def _each_once(entry: Entry, field: str, values: Sequence[str]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise entry.error(field, _("hold the same twice"))
    return tuple(values)


def _whole(entry: Entry, field: str, least: int, most: int) -> int:
    value = entry.whole(field)
    if value is None or not least <= value <= most:
        words = {"least": least, "most": most}
        raise entry.error(field, _("must be a whole number from %(least)s to %(most)s") % words)
    return value
