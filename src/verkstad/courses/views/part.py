"""Staff pages of courses: where learning is switched off they say so."""

from functools import wraps

from django.http.response import HttpResponseBase
from django.shortcuts import render

from verkstad.identity.access import View
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.models import Part


def with_courses(view: View) -> View:
    """For a view behind ``staff``."""

    @wraps(view)
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.municipality.has(Part.LEARNING):
            return view(request, *args, **kwargs)
        return render(request, "courses/staff_off.html", {"may_switch_on": request.member.has(Role.ADMINISTRATOR)})

    return page


def frame(request: StaffRequest, tab: str) -> dict[str, object]:
    """What staff_frame.html needs: which of its pages this is, and what the member may do."""
    member = request.member
    return {
        "tab": tab,
        "may_help": member.has(Role.HELPER),
        "may_plan": member.has(Role.EDITOR),
        "may_decide": member.has(Role.COORDINATOR),
    }
