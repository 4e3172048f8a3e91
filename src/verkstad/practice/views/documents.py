"""A copy as a document: out, to keep or give away, and in again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice.actions import copies as actions
from verkstad.practice.documents import Refused, dump_copy
from verkstad.practice.forms.copies import DocumentForm
from verkstad.practice.models import Edition, PracticeCopy
from verkstad.practice.queries.documents import document_of
from verkstad.practice.queries.listing import edition_worked_on, latest_edition
from verkstad.practice.views.loading import load, load_to_edit


@staff(Role.SERVICE_OWNER)
def document(request: StaffRequest, copy_id: int) -> HttpResponse:
    """What the draft says; what is sent instead takes its place."""
    copy = load_to_edit(request, copy_id)
    edition = _edition(copy)
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        initial={"text": dump_copy(document_of(edition))},
        language=copy.language,
        too_large=too_large(request),
    )
    if form.is_valid():
        try:
            actions.save_draft(copy, form.cleaned_data["document"], by=request.member.actor)
        except actions.NotADraft:
            form.refuse(_("It waits for a second person, so it cannot be changed now."))
        except actions.NoPersona as missing:
            form.refuse(_("There is no practice person with the key %(key)s here.") % {"key": missing})
        except Refused as refused:
            form.refuse(str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("practice:copy", copy_id)
    return render(request, "practice/staff_document.html", {"copy": copy, "edition": edition, "form": form})


@staff(Role.READER)
def download(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load(request, copy_id)
    name = f"{copy.key}.{copy.language}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = dump_copy(document_of(_edition(copy)))
    return HttpResponse(content, content_type="application/yaml; charset=utf-8", headers=headers)


def _edition(copy: PracticeCopy) -> Edition:
    return edition_worked_on(copy) or latest_edition(copy)
