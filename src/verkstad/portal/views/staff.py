"""Where members begin: what is theirs to do."""

from django.http import HttpResponse
from django.shortcuts import render

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


@staff(Role.READER)
def start(request: StaffRequest) -> HttpResponse:
    return render(request, "portal/staff_start.html")
