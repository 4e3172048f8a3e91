"""What can be booked, and the rooms and equipment that it takes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.appointments import access
from verkstad.appointments.actions import kinds as actions
from verkstad.appointments.forms.kinds import SERVICES, KindForm, ResourceForm
from verkstad.appointments.models import AppointmentKind
from verkstad.appointments.queries import kinds as queries
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


@staff(Role.COORDINATOR)
@with_appointments
def kinds(request: StaffRequest) -> HttpResponse:
    context = {"kinds": queries.kinds_in(request.municipality)} | frame(request, "kinds")
    return render(request, "appointments/kinds.html", context)


@staff(Role.COORDINATOR)
@with_appointments
def new_kind(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.COORDINATOR)
@with_appointments
def kind(request: StaffRequest, slug: str) -> HttpResponse:
    return _edit(request, access.get_kind(request.municipality, slug))


def _edit(request: StaffRequest, kind: AppointmentKind | None) -> HttpResponse:
    form = KindForm(request.POST or None, municipality=request.municipality, kind=kind)
    if form.is_valid():
        actions.save_kind(
            form.data_to_save(),
            municipality=request.municipality,
            services=form.chosen_services,
            resources=form.cleaned_data["resources"],
            by=request.member.actor,
        )
        messages.success(request, _("Saved."))
        return redirect("appointments:kinds")
    context = {
        "form": form,
        "kind": kind,
        "roomless": queries.places_without_resource(kind) if kind else [],
        "service_list": {"id": SERVICES, "names": list(form.slugs)},
        **frame(request, "kinds"),
    }
    return render(request, "appointments/kind.html", context)


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def retire_kind(request: StaffRequest, slug: str) -> HttpResponse:
    kind = access.get_kind(request.municipality, slug)
    actions.retire_kind(kind, by=request.member.actor)
    words = _("Nobody can book “%(name)s” any more. What is booked already stays.")
    messages.success(request, words % {"name": kind.name})
    return redirect("appointments:kinds")


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def bring_back_kind(request: StaffRequest, slug: str) -> HttpResponse:
    kind = access.get_kind(request.municipality, slug)
    actions.bring_back_kind(kind, by=request.member.actor)
    messages.success(request, _("“%(name)s” can be booked again.") % {"name": kind.name})
    return redirect("appointments:kinds")


@staff(Role.COORDINATOR)
@with_appointments
def resources(request: StaffRequest) -> HttpResponse:
    """The list, and a form for one more."""
    form = ResourceForm(request.POST or None, municipality=request.municipality)
    if form.is_valid():
        place = form.cleaned_data["place"]
        place.municipality = request.municipality
        actions.save_resource(form.text("name"), place=place, by=request.member.actor)
        messages.success(request, _("Saved. Choose under “What can be booked” what takes it."))
        return redirect("appointments:resources")
    context = {"form": form, "resources": queries.resources_in(request.municipality)} | frame(request, "resources")
    return render(request, "appointments/resources.html", context)


@staff(Role.COORDINATOR)
@with_appointments
def resource(request: StaffRequest, resource_id: int) -> HttpResponse:
    resource = access.get_resource(request.municipality, resource_id)
    form = ResourceForm(request.POST or None, municipality=request.municipality, resource=resource)
    if form.is_valid():
        actions.save_resource(form.text("name"), place=resource.place, resource=resource, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("appointments:resources")
    return render(
        request, "appointments/resource.html", {"form": form, "resource": resource} | frame(request, "resources")
    )


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def retire_resource(request: StaffRequest, resource_id: int) -> HttpResponse:
    resource = access.get_resource(request.municipality, resource_id)
    actions.retire_resource(resource, by=request.member.actor)
    words = _("Nothing more is booked in “%(name)s”. What is booked already stays.")
    messages.success(request, words % {"name": resource.name})
    return redirect("appointments:resources")


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def bring_back_resource(request: StaffRequest, resource_id: int) -> HttpResponse:
    resource = access.get_resource(request.municipality, resource_id)
    actions.bring_back_resource(resource, by=request.member.actor)
    messages.success(request, _("“%(name)s” can be booked again.") % {"name": resource.name})
    return redirect("appointments:resources")
