"""A lesson or a question of a draft as a form, with its result beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_POST

from verkstad.core.entries import EntryError
from verkstad.core.parts import place_after
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning.actions import modules as actions
from verkstad.learning.actions.packages import NotNow
from verkstad.learning.documents import Kept, read_lesson, read_question
from verkstad.learning.editing import part_of
from verkstad.learning.forms.lessons import KIND_NAMES, LessonEditor, with_blocks
from verkstad.learning.forms.questions import QuestionEditor, with_answers
from verkstad.learning.models import ModuleText
from verkstad.learning.queries.pictures import picture_names, video_names
from verkstad.learning.quizzes import mark
from verkstad.learning.views.loading import REFUSALS, load_text
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of
from verkstad.practice.queries.showing import titles_in


@dataclass(frozen=True, slots=True)
class Kind:
    """What lessons and questions are edited with."""

    parts: actions.Parts
    editor: type[LessonEditor] | type[QuestionEditor]
    with_order: Callable[[QueryDict, str], QueryDict]
    read: Callable[[Mapping[str, Any]], Kept]
    address: str
    template: str
    preview: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One of them, as it is saved."""

    kind: Kind
    text: ModuleText
    kept: Kept

    @property
    def address(self) -> tuple[Any, ...]:
        return (self.text.module.edition.package_id, self.text.module.key, self.text.language, self.kept["key"])


LESSON = Kind(
    parts="lessons",
    editor=LessonEditor,
    with_order=with_blocks,
    read=read_lesson,
    address="learning_staff:lesson",
    template="learning/staff_lesson.html",
    preview="learning/staff_lesson_preview.html",
)
QUESTION = Kind(
    parts="quiz",
    editor=QuestionEditor,
    with_order=with_answers,
    read=read_question,
    address="learning_staff:question",
    template="learning/staff_question.html",
    preview="learning/staff_question_preview.html",
)


@staff(Role.EDITOR)
def lesson(request: StaffRequest, package_id: int, module_key: str, language: str, part: str) -> HttpResponse:
    return _edited(request, _open(LESSON, load_text(request, package_id, module_key, language), part))


@staff(Role.EDITOR)
def question(request: StaffRequest, package_id: int, module_key: str, language: str, part: str) -> HttpResponse:
    return _edited(request, _open(QUESTION, load_text(request, package_id, module_key, language), part))


@staff(Role.EDITOR)
@require_POST
def lesson_preview(request: StaffRequest, package_id: int, module_key: str, language: str, part: str) -> HttpResponse:
    return _previewed(request, _open(LESSON, load_text(request, package_id, module_key, language), part))


@staff(Role.EDITOR)
@require_POST
def question_preview(request: StaffRequest, package_id: int, module_key: str, language: str, part: str) -> HttpResponse:
    return _previewed(request, _open(QUESTION, load_text(request, package_id, module_key, language), part))


def _open(kind: Kind, text: ModuleText, key: str) -> Opened:
    """Raises Http404."""
    kept = part_of(getattr(text, kind.parts), key)
    if kept is None:
        raise Http404
    return Opened(kind, text, kept)


def _edited(request: StaffRequest, opened: Opened) -> HttpResponse:
    kind, kept = opened.kind, opened.kept
    if request.method != "POST":
        return _page(request, opened, kind.editor.of(kept), kept, based_on=fingerprint_of(kept))
    do, key = request.POST.get("do", "save"), kept["key"]
    values = kind.with_order(request.POST, do)
    editor, based_on = kind.editor.typed_in(values), values.get("based_on", "")
    shown = editor.shown(key)
    if not editor.is_valid():
        if do != "save":
            editor.forgive()
        return _page(request, opened, editor, shown, based_on=based_on)
    try:
        written = kind.read(editor.written(key))
        actions.save_part(opened.text, kind.parts, written, based_on=based_on, by=request.member.actor)
    except EntryError as error:
        return _page(request, opened, editor, shown, based_on=based_on, refusal=str(error))
    except (NotNow, EditedMeanwhile) as refused:
        return _page(request, opened, editor, shown, based_on=fingerprint_of(kept), refusal=REFUSALS[type(refused)])
    here = reverse(kind.address, args=opened.address)
    return redirect(f"{here}{place_after(values, do)}")


def _previewed(request: StaffRequest, opened: Opened) -> HttpResponse:
    """What it looks like while it is written; nothing is saved."""
    shown = opened.kind.editor.typed_in(request.POST).shown(opened.kept["key"])
    context = _around(request, opened, shown) | {"is_saved": False}
    return render(request, opened.kind.preview, context)


def _page(
    request: StaffRequest,
    opened: Opened,
    editor: LessonEditor | QuestionEditor,
    shown: Kept,
    *,
    based_on: str,
    refusal: str | Promise = "",
) -> HttpResponse:
    context = _around(request, opened, shown)
    if isinstance(editor, LessonEditor):
        package = opened.text.module.edition.package
        pictures, videos = ([(name, name) for name in names(package)] for names in (picture_names, video_names))
        editor.offer(pictures, videos, list(context["copies"].items()))
    context |= {
        "editor": editor,
        "mistakes": list(editor.mistakes()),
        "refusal": refusal,
        "based_on": based_on,
        "is_saved": shown is opened.kept,
        "kinds": KIND_NAMES,
    }
    return render(request, opened.kind.template, context)


def _around(request: StaffRequest, opened: Opened, shown: Kept) -> dict[str, Any]:
    """``shown`` is what the preview shows."""
    text = opened.text
    context: dict[str, Any] = {"text": text, "package": text.module.edition.package, "edition": text.module.edition}
    if opened.kind is LESSON:
        return context | {"lesson": shown, "copies": titles_in(request.municipality, text.language)}
    every = {shown["key"]: [str(number) for number, _answer in enumerate(shown["answers"])]}
    return context | {"asked": mark([shown], {}).questions[0], "answered": mark([shown], every).questions[0]}
