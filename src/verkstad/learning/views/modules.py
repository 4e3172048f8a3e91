"""A module in one language: what it says of itself, its lessons and its questions; and how all of it reads."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access, editing
from verkstad.learning.actions import modules as actions
from verkstad.learning.actions.packages import NotNow
from verkstad.learning.documents import Kept
from verkstad.learning.forms.packages import AddForm, HeadForm
from verkstad.learning.models import ModuleText
from verkstad.learning.queries.documents import head_of
from verkstad.learning.queries.reading import copies_in, languages_of
from verkstad.learning.quizzes import mark
from verkstad.learning.views.loading import REFUSALS, load, load_text
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of

# What the form for one more is called, and the page of one.
ADDS: dict[actions.Parts, tuple[str | Promise, str]] = {
    "lessons": (gettext_lazy("What the lesson is called"), "learning_staff:lesson"),
    "quiz": (gettext_lazy("What is asked"), "learning_staff:question"),
}


@staff(Role.EDITOR)
def module(request: StaffRequest, package_id: int, module_key: str, language: str) -> HttpResponse:
    text = load_text(request, package_id, module_key, language)
    form, refusal = HeadForm(request.POST or None, text=text), None
    if form.is_valid():
        based_on = request.POST.get("based_on", "")
        try:
            actions.save_head(text, form.head(), based_on=based_on, by=request.member.actor)
        except (NotNow, EditedMeanwhile) as refused:
            refusal = REFUSALS[type(refused)]
        else:
            messages.success(request, _("Saved."))
            return redirect("learning_staff:module", package_id, module_key, language)
    return _page(request, text, head=form, refusal=refusal)


@staff(Role.EDITOR)
@require_POST
def lessons(request: StaffRequest, package_id: int, module_key: str, language: str) -> HttpResponse:
    return _arranged(request, load_text(request, package_id, module_key, language), "lessons")


@staff(Role.EDITOR)
@require_POST
def questions(request: StaffRequest, package_id: int, module_key: str, language: str) -> HttpResponse:
    return _arranged(request, load_text(request, package_id, module_key, language), "quiz")


@staff(Role.EDITOR)
@require_POST
def languages(request: StaffRequest, package_id: int, module_key: str, language: str) -> HttpResponse:
    """One more ("begin:da"), or this one less."""
    text, by = load_text(request, package_id, module_key, language), request.member.actor
    do, _colon, wanted = request.POST.get("do", "").partition(":")
    try:
        if do == "begin" and wanted in request.municipality.languages:
            begun = actions.add_language(text, wanted, by=by)
            messages.success(request, _("It begins with the words of the other language. Write your own over them."))
            return redirect("learning_staff:module", package_id, module_key, begun.language)
        if do == "remove":
            actions.remove_language(text, by=by)
    except (NotNow, EditedMeanwhile) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    return redirect("learning_staff:package", package_id)


@staff(Role.READER)
def read(request: StaffRequest, package_id: int, edition: int, module_key: str, language: str) -> HttpResponse:
    """All of it as learners read it, of any edition."""
    of = access.get_edition_for_staff(load(request, package_id), edition)
    text = access.get_text_for_staff(of, module_key, language)
    context = {
        "package": of.package,
        "edition": of,
        "text": text,
        "quiz": mark(text.quiz, {}).questions,
        "copies": copies_in(text, request.municipality),
        "languages": languages_of(text),
        "trained": [COMPETENCES[code] for code in text.module.trains],
    }
    return render(request, "learning/staff_read.html", context)


def _arranged(request: StaffRequest, text: ModuleText, parts: actions.Parts) -> HttpResponse:
    """A lesson or question more, or one moved or taken away ("up:first")."""
    do, _colon, key = request.POST.get("do", "").partition(":")
    by, here = request.member.actor, (text.module.edition.package_id, text.module.key, text.language)
    label, page = ADDS[parts]
    form = AddForm(request.POST, label=label)
    if do == "add" and not form.is_valid():
        return _page(request, text, adds={parts: form})
    try:
        if do == "add":
            return redirect(page, *here, actions.add_part(text, parts, form.cleaned_data["words"], by=by))
        actions.rearrange(text, parts, _change(do, key), by=by)
    except (NotNow, EditedMeanwhile) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
        return redirect("learning_staff:package", here[0])
    return redirect(f"{reverse('learning_staff:module', args=here)}#{parts}")


def _change(do: str, key: str) -> Callable[[Sequence[Kept]], list[Kept]]:
    match do:
        case "remove":
            return lambda there: editing.without(there, key)
        case "up":
            return lambda there: editing.moved(there, key, -1)
        case _:
            return lambda there: editing.moved(there, key, 1)


def _page(
    request: StaffRequest,
    text: ModuleText,
    *,
    head: HeadForm | None = None,
    adds: Mapping[actions.Parts, AddForm] | None = None,
    refusal: str | Promise | None = None,
) -> HttpResponse:
    """With the forms that were sent."""
    written = languages_of(text)
    context = {
        "package": text.module.edition.package,
        "edition": text.module.edition,
        "text": text,
        "head": head or HeadForm(text=text),
        "adds": {**{parts: AddForm(label=label) for parts, (label, _page) in ADDS.items()}, **(adds or {})},
        "refusal": refusal,
        "based_on": fingerprint_of(head_of(text)),
        "written": written,
        "unwritten": [code for code in request.municipality.languages if code not in written],
    }
    return render(request, "learning/staff_module.html", context)
