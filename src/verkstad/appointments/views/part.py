"""Staff pages of a part that can be switched off."""

from functools import wraps

from django.http.response import HttpResponseBase
from django.shortcuts import render

from verkstad.identity.access import View
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.models import Part


def with_appointments(view: View) -> View:
    """For a view behind ``staff``: where the municipality has no appointments the page says so, and what to do."""

    @wraps(view)
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.municipality.has(Part.APPOINTMENTS):
            return view(request, *args, **kwargs)
        return render(request, "appointments/off.html", {"may_switch_on": request.member.has(Role.ADMINISTRATOR)})

    return page


def frame(request: StaffRequest, tab: str) -> dict[str, object]:
    """What schedule.html needs: which of its pages this is, and whether the others are for the member."""
    return {"tab": tab, "may_decide": request.member.has(Role.COORDINATOR)}
