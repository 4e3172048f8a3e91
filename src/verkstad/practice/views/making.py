"""A new copy: by hand, from those that come with the program, or from a document."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice.actions import copies as actions
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.documents import Refused
from verkstad.practice.forms.copies import SERVICES, DocumentForm, NewCopyForm
from verkstad.practice.models import Edition
from verkstad.practice.queries.shipped import shipped_copy, shipped_for
from verkstad.practice.texts import filled


@staff(Role.SERVICE_OWNER)
def new(request: StaffRequest) -> HttpResponse:
    initial = {"language": request.municipality.main_language}
    form = NewCopyForm(request.POST or None, member=request.member, initial=initial)
    if form.is_valid():
        data = form.copy_data()
        document, by = form.document(data), request.member.actor
        return _made(request, actions.add_copy(data, document, municipality=request.municipality, by=by))
    names = {"id": SERVICES, "names": form.slugs}
    has_people = bool(form.fields["persona"].choices)  # type: ignore[attr-defined]
    context = {"form": form, "service_list": names, "has_people": has_people}
    context["may_record"] = request.member.has(Role.EDITOR)
    return render(request, "practice/staff_new.html", context)


@staff(Role.SERVICE_OWNER)
def shipped(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        key, _space, language = request.POST.get("copy", "").partition(" ")
        chosen = shipped_copy(request.municipality, key, language)
        if chosen is None:
            raise Http404
        owner = request.member.user
        taken = take_shipped(chosen, municipality=request.municipality, owner=owner, by=request.member.actor)
        return _made(request, taken)
    return render(
        request, "practice/staff_shipped.html", {"offered": shipped_for(request.municipality), "filled": filled}
    )


@staff(Role.SERVICE_OWNER)
def from_document(request: StaffRequest) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None, too_large=too_large(request))
    if form.is_valid():
        document = form.cleaned_data["document"]
        data = actions.CopyData(document.key, document.language, owner=request.member.user)
        try:
            edition = actions.add_copy(data, document, municipality=request.municipality, by=request.member.actor)
        except actions.Taken:
            form.refuse(_("There is a copy with the key %(key)s in this language already.") % {"key": document.key})
        except actions.NoPersona:
            form.refuse(_("There is no practice person with the key %(key)s here.") % {"key": document.persona})
        except Refused as refused:
            form.refuse(str(refused))
        else:
            return _made(request, edition)
    return render(request, "practice/staff_from_document.html", {"form": form})


def _made(request: StaffRequest, edition: Edition) -> HttpResponse:
    messages.success(request, _("Saved as a draft. Residents see it when you publish it."))
    return redirect("practice:copy", edition.copy_id)
