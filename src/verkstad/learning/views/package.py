"""One package: its editions, what is in the way of publishing, and what can be done with them."""

from collections.abc import Callable, Iterable

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
from verkstad.learning.actions import modules as module_actions
from verkstad.learning.actions import packages as actions
from verkstad.learning.forms.packages import AddForm, SettingsForm
from verkstad.learning.models import Package, PackageEdition, State, Way
from verkstad.learning.queries.checking import problems_of
from verkstad.learning.queries.documents import settings_of
from verkstad.learning.queries.staff import editions_of, texts_by_module
from verkstad.learning.views.loading import REFUSALS, load, load_draft
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of

ACTS: dict[str, tuple[State, Callable[..., None], str | Promise]] = {
    "drop": (State.DRAFT, actions.drop_draft, gettext_lazy("The draft is thrown away.")),
    "publish": (State.DRAFT, actions.publish, gettext_lazy("Residents can learn with it now.")),
    "withdraw": (
        State.PUBLISHED, actions.withdraw, gettext_lazy("Residents no longer see it. What they have proved stays.")
    ),
}  # fmt: skip


@staff(Role.READER)
def package(request: StaffRequest, package_id: int) -> HttpResponse:
    return _page(request, load(request, package_id), AddForm(label=_("What the module is called")))


@staff(Role.EDITOR)
@require_POST
def act(request: StaffRequest, package_id: int) -> HttpResponse:
    """What the button is for: begin a draft or drop it, publish or withdraw."""
    package = load(request, package_id)
    try:
        if words := _done(package, request.POST.get("do", ""), request.member.actor):
            messages.success(request, words)
    except (actions.NotNow, actions.NotReady) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    is_there = bool(editions_of(package))
    return redirect("learning_staff:package", package_id) if is_there else redirect("learning_staff:list")


@staff(Role.EDITOR)
def settings(request: StaffRequest, package_id: int) -> HttpResponse:
    edition = load_draft(request, package_id)
    form, based_on, refusal = SettingsForm(request.POST or None, edition=edition), "", None
    if form.is_valid():
        based_on = request.POST.get("based_on", "")
        try:
            actions.save_settings(edition, form.settings(), based_on=based_on, by=request.member.actor)
        except (actions.NotNow, EditedMeanwhile) as refused:
            refusal = REFUSALS[type(refused)]
        else:
            messages.success(request, _("Saved."))
            return redirect("learning_staff:package", package_id)
    context = {
        "form": form,
        "package": edition.package,
        "edition": edition,
        "refusal": refusal,
        "based_on": fingerprint_of(settings_of(edition)),
    }
    return render(request, "learning/staff_settings.html", context)


@staff(Role.EDITOR)
@require_POST
def modules(request: StaffRequest, package_id: int) -> HttpResponse:
    """One more, or one moved or taken away ("up:browser")."""
    edition, by = load_draft(request, package_id), request.member.actor
    do, _colon, key = request.POST.get("do", "").partition(":")
    form = AddForm(request.POST, label=_("What the module is called"))
    if do == "add" and not form.is_valid():
        return _page(request, edition.package, form)
    try:
        if do == "add":
            language = request.municipality.main_language
            text = module_actions.add_module(edition, form.cleaned_data["words"], language, by=by)
            return redirect("learning_staff:module", package_id, text.module.key, language)
        if do == "remove":
            module_actions.remove_module(edition, key, by=by)
        else:
            module_actions.move_module(edition, key, -1 if do == "up" else 1, by=by)
    except actions.NotNow as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    return redirect(f"{reverse('learning_staff:package', args=[package_id])}#modules")


def _done(package: Package, do: str, by: str) -> str:
    """What is said of it; raises NotNow and NotReady."""
    if do not in ACTS:
        actions.start_draft(package, by=by)
        return ""
    state, act, words = ACTS[do]
    edition = _in_state(editions_of(package), state)
    if edition is None:
        raise actions.NotNow
    act(edition, by=by)
    return str(words)


def _in_state(editions: Iterable[PackageEdition], state: State) -> PackageEdition | None:
    return next((one for one in editions if one.state == state), None)


def _page(request: StaffRequest, package: Package, form: AddForm) -> HttpResponse:
    editions = editions_of(package)
    draft, taught = _in_state(editions, State.DRAFT), _in_state(editions, State.PUBLISHED)
    edition, may_edit = draft or taught or editions[0], request.member.has(Role.EDITOR)
    texts = texts_by_module(edition)
    problems = problems_of(edition, texts) if draft and may_edit else []
    context = {
        "package": package,
        "edition": edition,
        "editions": editions,
        "draft": draft,
        "taught": taught,
        "stops": [one for one in problems if one.stops],
        "warnings": [one for one in problems if not one.stops],
        "modules": texts,
        "ways": [Way(way).label for way in edition.proved_by],
        "form": form,
        "may_edit": may_edit,
    }
    return render(request, "learning/staff_package.html", context)
