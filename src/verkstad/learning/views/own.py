"""Staff pages: what the member has learnt, kept in the account so that it is there on any machine."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access, receipts
from verkstad.learning.actions import certificates as actions
from verkstad.learning.forms.certificates import NameForm
from verkstad.learning.queries import certificates as queries
from verkstad.learning.queries import own

MOST_RECEIPTS = 200


@staff(Role.READER)
def mine(request: StaffRequest) -> HttpResponse:
    access.learns_here(request.municipality)
    return _page(request, NameForm(initial={"name": request.member.user.name}))


def _page(request: StaffRequest, form: NameForm) -> HttpResponse:
    context = {
        "packages": own.packages_of(request.member.user, request.municipality, request.language),
        "certificates": queries.certificates_of(request.member.user_id, request.municipality),
        "form": form,
        "may_confirm": request.member.has(Role.HELPER),
    }
    return render(request, "learning/staff_mine.html", context)


@staff(Role.READER)
@require_POST
def move(request: StaffRequest) -> HttpResponse:
    """Keep in the account what the browser shows."""
    access.learns_here(request.municipality)
    shown = receipts.read_all(request.POST.getlist("receipt")[:MOST_RECEIPTS])
    kept = actions.keep_in_account(
        request.member.user, shown, municipality=request.municipality, by=request.member.actor
    )
    words = ngettext("%(number)s module is new in your account.", "%(number)s modules are new in your account.", kept)
    messages.success(request, words % {"number": kept})
    return redirect("certificates:mine")


@staff(Role.READER)
@require_POST
def get(request: StaffRequest, package: str) -> HttpResponse:
    """A certificate of what the account has."""
    editions = access.get_editions_for_certificate(request.municipality, package)
    shown = queries.receipts_in_account(request.member.user_id, request.municipality)
    edition, form = queries.edition_proved(editions, shown), NameForm(request.POST)
    if edition is None:
        messages.warning(request, _("There are modules left to prove."))
        return redirect("certificates:mine")
    if not form.is_valid():
        return _page(request, form)
    whose, by = request.member.user, request.member.actor
    made = actions.issue(edition, shown, **form.cleaned_data, language=request.language, user=whose, by=by)
    return redirect("learning:certificate", made.key)
