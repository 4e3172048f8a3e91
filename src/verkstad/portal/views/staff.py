"""Where members begin: what is theirs to do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.queries import as_drafted
from verkstad.portal.views import pages
from verkstad.portal.work import tasks_of


@staff(Role.READER)
def start(request: StaffRequest) -> HttpResponse:
    tasks = tasks_of(request.member, timezone.localdate())
    return render(request, "portal/staff_start.html", {"tasks": tasks})


@staff(Role.ADMINISTRATOR)
def settings_preview(request: StaffRequest) -> HttpResponse:
    """The start page as residents will see it when the draft of the settings is published."""
    request.municipality = as_drafted(request.municipality)
    request.is_preview = True
    return pages.start(request)
