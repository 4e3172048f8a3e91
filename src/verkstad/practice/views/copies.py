"""One copy: what is shown, what is being written, and what may be done with them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import editing
from verkstad.practice.actions import copies as actions
from verkstad.practice.forms.copies import CheckedForm, FactsForm, WordsForm
from verkstad.practice.models import Edition, PracticeCopy
from verkstad.practice.queries.listing import edition_worked_on, latest_edition, shown_edition
from verkstad.practice.views.loading import load, load_to_edit
from verkstad.practice.views.overview import overview_page

type Find = Callable[[PracticeCopy], Edition | None]
type Words = str | Promise

ACTS: dict[str, tuple[Find, Callable[..., object], Words]] = {
    "drop": (edition_worked_on, actions.drop_draft, gettext_lazy("The draft is thrown away.")),
    "review": (edition_worked_on, actions.ask_for_review, gettext_lazy("It waits for a second person now.")),
    "back": (edition_worked_on, actions.back_to_draft, gettext_lazy("It is a draft again.")),
    "withdraw": (shown_edition, actions.withdraw, gettext_lazy("Residents no longer see it. Nothing is lost.")),
    "checked": (
        shown_edition,
        lambda edition, by: actions.mark_checked(edition, on=timezone.localdate(), by=by),
        gettext_lazy("Noted: it was compared with the real service today."),
    ),
}
REFUSALS: dict[type[Exception], Words] = {
    actions.NotNow: gettext_lazy("Somebody else was quicker. This is how it is now."),
    actions.NotADraft: gettext_lazy("It waits for a second person, so it cannot be changed now."),
    actions.NotReady: gettext_lazy("First put right what stands under “To put right”."),
    actions.NeedsSecondPerson: gettext_lazy("It was recorded, so somebody else than you has to publish it."),
}


@staff(Role.READER)
def copy(request: StaffRequest, copy_id: int) -> HttpResponse:
    return overview_page(request, load(request, copy_id))


@staff(Role.SERVICE_OWNER)
@require_POST
def act(request: StaffRequest, copy_id: int) -> HttpResponse:
    """What the button is for: begin a draft or drop it, have it reviewed or send it back, withdraw, say it is true."""
    copy, do, by = load_to_edit(request, copy_id), request.POST.get("do", ""), request.member.actor
    try:
        if do not in ACTS:
            actions.start_draft(copy, by=by)
        else:
            find, done, words = ACTS[do]
            edition = find(copy)
            if edition is None:
                raise actions.NotNow
            done(edition, by=by)
            messages.success(request, str(words))
    except tuple(REFUSALS) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    return redirect("practice:copy", copy_id) if copy.pk else redirect("practice:list")


@staff(Role.SERVICE_OWNER)
@require_POST
def publish(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load_to_edit(request, copy_id)
    form, edition = CheckedForm(request.POST), edition_worked_on(copy)
    if not form.is_valid():
        return overview_page(request, copy, checked_form=form)
    try:
        if edition is None:
            raise actions.NotNow
        actions.publish(edition, checked_on=form.cleaned_data["checked_on"], by=request.member.actor)
        messages.success(request, _("Residents can practise with it now."))
    except tuple(REFUSALS) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    return redirect("practice:copy", copy_id)


@staff(Role.SERVICE_OWNER)
@require_POST
def facts(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load_to_edit(request, copy_id)
    form = FactsForm(request.POST, member=request.member, copy=copy)
    if not form.is_valid():
        return overview_page(request, copy, facts_form=form)
    service, owner = form.cleaned_data["service"], form.owner_chosen
    actions.change_copy(copy, service=service, owner=owner, by=request.member.actor)
    messages.success(request, _("Saved."))
    return redirect("practice:copy", copy_id)


@staff(Role.SERVICE_OWNER)
def words(request: StaffRequest, copy_id: int) -> HttpResponse:
    """What stands around the screens of the draft."""
    copy = load_to_edit(request, copy_id)
    edition = edition_worked_on(copy) or latest_edition(copy)
    form = WordsForm(request.POST or None, edition=edition)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.edit_draft(copy, lambda document: editing.with_words(document, **said), by=request.member.actor)
            messages.success(request, _("Saved."))
        except actions.NotADraft as refusal:
            messages.warning(request, str(REFUSALS[type(refusal)]))
        return redirect("practice:copy", copy_id)
    return render(request, "practice/staff_words.html", {"copy": copy, "edition": edition, "form": form})


@staff(Role.SERVICE_OWNER)
def remove(request: StaffRequest, copy_id: int) -> HttpResponse:
    """First asks whether it is this one."""
    copy = load_to_edit(request, copy_id)
    if request.method == "POST":
        actions.remove_copy(copy, by=request.member.actor)
        messages.success(request, _("The copy is removed."))
        return redirect("practice:list")
    return render(request, "practice/staff_remove.html", {"copy": copy, "edition": latest_edition(copy)})
