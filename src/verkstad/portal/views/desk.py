"""The desk: an enquiry logged in two taps, and sent later by a device that had no network."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import access, actions
from verkstad.measurement.models import EnquiryKind
from verkstad.places.models import Place
from verkstad.portal import desk as gathered
from verkstad.portal.desk_entries import Unreadable, log_kept, not_a_repeat, read_kept
from verkstad.portal.desk_form import MORE, DeskForm, said_of

LONGEST_QUERY = 200
WORKER = Path(settings.PACKAGE) / "static" / "verkstad" / "js" / "desk-worker.js"


@staff(Role.HELPER)
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)  # whoever comes back to the page logs another enquiry
def desk(request: StaffRequest) -> HttpResponse:
    form = DeskForm(request.POST or None, initial=_initial(request), municipality=request.municipality)
    if form.is_valid():
        entry = not_a_repeat(request.member, form.enquiry())
        told = actions.log_enquiries(request.municipality, [entry], by=request.member.actor)
        if entry.key in told.keys:
            return redirect(_address(form.cleaned_data["place"], logged=str(entry.key)))
        form.refuse(told.refused[entry.key])
    context = _page(request, form)
    context |= gathered.today_at(request.member, context["where"].place)
    context["logged"] = gathered.just_logged(request.member, request.GET.get("logged", ""))
    return render(request, "portal/desk.html", context)


@staff(Role.HELPER)
@require_GET
def shell(request: StaffRequest) -> HttpResponse:
    """The desk page as a device keeps it: without anybody's name, and without what was logged."""
    form = DeskForm(initial=_initial(request), municipality=request.municipality)
    return render(request, "portal/desk_shell.html", _page(request, form) | {"logged": None})


@staff(Role.HELPER)
@require_GET
def found(request: StaffRequest) -> HttpResponse:
    words = _words(request)
    subjects = gathered.found(request.municipality, words, request.language)
    return render(request, "portal/desk_found.html", {"found": subjects, "words": words, "chosen": ""})


@staff(Role.HELPER)
@require_GET
def services(request: StaffRequest) -> HttpResponse:
    """All services, a line each, for a device to look in without network."""
    subjects = gathered.all_services(request.municipality, request.language)
    return render(request, "portal/desk_services.html", {"subjects": subjects})


@staff(Role.HELPER)
@require_http_methods(["GET", "POST"])
def entries(request: StaffRequest) -> HttpResponse:
    """Take what a device has kept, each entry once; asked by GET, tell it the token that it has to send along."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    try:
        return JsonResponse(log_kept(request.member, read_kept(request.body)))
    except Unreadable:
        return HttpResponseBadRequest()


@staff(Role.HELPER)
@require_GET
def worker(request: StaffRequest) -> HttpResponse:
    """Stands here and not among the static files, because a worker serves only what lies below its own address."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


@staff(Role.HELPER)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, key: UUID) -> HttpResponse:
    enquiry = access.get_enquiry_for_member(request.member, key)
    [one] = gathered.in_words(request.member, [enquiry])
    initial = said_of(enquiry, one.subject.value)
    form = DeskForm(request.POST or None, initial=initial, municipality=request.municipality)
    if form.is_valid():
        entry = replace(form.enquiry(), key=enquiry.key, at=enquiry.at, source=enquiry.source)
        try:
            actions.change_enquiry(enquiry, entry, by=request.member.actor)
        except actions.Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The enquiry is changed."))
            return redirect(_address(form.cleaned_data["place"]))
    return render(request, "portal/desk_change.html", _choices(request, form, enquiry.place) | {"one": one})


@staff(Role.HELPER)
@require_POST
def remove(request: StaffRequest, key: UUID) -> HttpResponse:
    enquiry = access.get_enquiry_for_member(request.member, key)
    address = _address(enquiry.place)
    actions.delete_enquiry(enquiry, by=request.member.actor)
    messages.success(request, _("The enquiry is taken away."))
    return redirect(address)


def _initial(request: StaffRequest) -> dict[str, Any]:
    """What the address says, such as of a booked time that was kept; the rest as it usually is."""
    said = {name: value for name, value in request.GET.items() if name in DeskForm.base_fields}
    return {"kind": EnquiryKind.INFORMATION.value, "key": uuid4()} | said


def _page(request: StaffRequest, form: DeskForm) -> dict[str, Any]:
    """What the desk page and its shell have in common."""
    where = gathered.standing(request.member, form.data.get("place", request.GET.get("place")), timezone.now())
    form.initial = {"channel": where.channel.value, **form.initial, "place": where.slug}
    return _choices(request, form, where.place) | {"where": where}


def _choices(request: StaffRequest, form: DeskForm, place: Place | None) -> dict[str, Any]:
    words, chosen = _words(request), str(form["subject"].value() or "").replace("\x00", "")
    subjects = gathered.subjects(request.municipality, place, request.language, words=words, chosen=chosen)
    more = [form[name] for name in MORE]
    is_open = any(one.errors for one in more)
    return {"form": form, "more": more, "is_more_open": is_open, "words": words, "chosen": chosen} | subjects


def _words(request: StaffRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "").strip()


def _address(place: Place | None, **said: str) -> str:
    return f"{reverse('portal:desk')}?{urlencode({'place': place.slug if place else ''} | said)}"
