"""Campaigns: what they are to reach, what they reached, and their material."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.qr_code import qr_code
from verkstad.courses.models import Audience
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.outreach import access
from verkstad.outreach.actions import campaigns as actions
from verkstad.outreach.forms.campaigns import CampaignForm, MaterialForm
from verkstad.outreach.models import Campaign, Material
from verkstad.outreach.queries import campaigns as queries
from verkstad.outreach.views.frame import tabs, with_learning
from verkstad.outreach.words import HOW_COUNTED


@staff(Role.READER)
@with_learning
def campaign_list(request: StaffRequest) -> HttpResponse:
    found = [(one, _audiences(one)) for one in queries.campaigns_of(request.municipality)]
    return render(request, "outreach/campaigns.html", {"campaigns": found} | tabs(request, "campaigns"))


@staff(Role.READER)
@with_learning
def campaign(request: StaffRequest, campaign_id: int) -> HttpResponse:
    found = access.get_campaign(request.municipality, campaign_id)
    reached = queries.reached(found)
    months = list(queries.months_of(found, timezone.localdate()))
    context = {
        "campaign": found,
        "audiences": _audiences(found),
        "rows": [(one, HOW_COUNTED[one.what]) for one in reached],
        "months": [(month, [one.months[month] for one in reached if one.is_dated]) for month in months],
        "dated": [one for one in reached if one.is_dated],
        "materials": [(one, _address(request, one)) for one in queries.materials_of(found)],
    }
    return render(request, "outreach/campaign.html", context | tabs(request, "campaigns"))


@staff(Role.COORDINATOR)
@with_learning
def new(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.COORDINATOR)
@with_learning
def edit(request: StaffRequest, campaign_id: int) -> HttpResponse:
    return _edit(request, access.get_campaign(request.municipality, campaign_id))


def _edit(request: StaffRequest, campaign: Campaign | None) -> HttpResponse:
    form = CampaignForm(request.POST or None, request=request, campaign=campaign)
    if form.is_valid():
        whose: dict[str, Any] = {"municipality": request.municipality, "campaign": campaign}
        saved = actions.save_campaign(**form.values(), **whose, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("outreach:campaign", saved.pk)
    context = {"form": form, "campaign": campaign}
    return render(request, "outreach/campaign_edit.html", context | tabs(request, "campaigns"))


@staff(Role.COORDINATOR)
@with_learning
def new_material(request: StaffRequest, campaign_id: int) -> HttpResponse:
    return _material(request, access.get_campaign(request.municipality, campaign_id), None)


@staff(Role.COORDINATOR)
@with_learning
def material(request: StaffRequest, campaign_id: int, material_id: int) -> HttpResponse:
    campaign = access.get_campaign(request.municipality, campaign_id)
    return _material(request, campaign, access.get_material(campaign, material_id))


def _material(request: StaffRequest, campaign: Campaign, material: Material | None) -> HttpResponse:
    first: dict[str, Any] = {}
    if material:
        first = {name: getattr(material, name) for name in ("kind", "channel", "printed")}
        first["leads_to"] = request.build_absolute_uri(get_script_prefix() + material.leads_to)
    form = MaterialForm(request.POST or None, request=request, initial=first)
    if form.is_valid():
        actions.save_material(campaign, form.material(), material=material, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("outreach:campaign", campaign.pk)
    address = _address(request, material) if material else ""
    words = _("Code that leads to %(address)s") % {"address": address}
    context = {"form": form, "campaign": campaign, "material": material, "address": address}
    context["qr"] = qr_code(address, words) if material else ""
    return render(request, "outreach/material.html", context | tabs(request, "campaigns"))


@staff(Role.COORDINATOR)
@require_POST
@with_learning
def remove(request: StaffRequest, campaign_id: int, material_id: int) -> HttpResponse:
    campaign = access.get_campaign(request.municipality, campaign_id)
    actions.remove_material(access.get_material(campaign, material_id), by=request.member.actor)
    messages.success(request, _("The material is taken away, and its address leads nowhere any more."))
    return redirect("outreach:campaign", campaign_id)


def _address(request: StaffRequest, material: Material) -> str:
    """Without a language: who meets it has theirs, or gets the main one."""
    path = reverse("teaching:follow", args=[material.code]).removeprefix(get_script_prefix())
    return request.build_absolute_uri(f"{request.front}/{path}")


def _audiences(campaign: Campaign) -> str:
    return ", ".join(str(Audience(one).label) for one in campaign.audiences)
