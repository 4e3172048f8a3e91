"""What the staff pages have in common, and where an ambassador logs: on a staff page, or behind a secret link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from verkstad.core import audit
from verkstad.core.http import kept_private
from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.identity.access import View, staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.models import Part
from verkstad.municipalities.requests import PortalRequest
from verkstad.outreach import access
from verkstad.outreach.models import Ambassador

# From one address, of each process: an association that logs together has one.
MOST_WITH_A_KEY = 120
_with_a_key = CallsThisMinute()


@dataclass(frozen=True, slots=True)
class Log:
    """Where an ambassador logs. ``key`` is that of the secret link, or none for a member."""

    ambassador: Ambassador
    by: str
    key: UUID | None = None

    def url(self, page: str, *arguments: object) -> str:
        if self.key:
            return reverse(f"teaching:{page}", args=[self.key, *arguments])
        return reverse(f"outreach:{page}", args=arguments)

    @property
    def frame(self) -> str:
        return "outreach/log_by_link.html" if self.key else "outreach/staff.html"


type LogView = Callable[..., HttpResponseBase]


def with_learning(view: View) -> View:
    """For a view behind ``staff``: where learning is switched off the page says so, and what to do."""

    @wraps(view)
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.municipality.has(Part.LEARNING):
            return view(request, *args, **kwargs)
        return render(request, "outreach/off.html", {"may_switch_on": request.member.has(Role.ADMINISTRATOR)})

    return page


def of_member(view: LogView) -> View:
    """The page of the ambassador that the member is; nobody else has one."""

    @staff(Role.READER)
    @with_learning
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        log = Log(access.get_own(request.member), request.member.actor)
        return view(request, log, *args, **kwargs)

    return page


# Only who has the secret knows the address, which is what opens it; nobody is signed in, and no cookie is looked at.
def of_key(view: LogView) -> LogView:
    """The page of the volunteer whose secret stands in the address."""

    @csrf_exempt
    @kept_private
    def page(request: PortalRequest, key: UUID, *args: object, **kwargs: object) -> HttpResponseBase:
        if _with_a_key.count(request) > MOST_WITH_A_KEY:
            return too_many(request)
        log = Log(access.get_by_log_key(request.municipality, key), audit.RESIDENT, key)
        return view(request, log, *args, **kwargs)

    return page


def tabs(request: StaffRequest, tab: str) -> dict[str, Any]:
    """What staff.html needs: which of its pages this is, and which of the others are for the member."""
    return {
        "tab": tab,
        "is_ambassador": access.find_ambassador(request.member) is not None,
        "may_decide": request.member.has(Role.COORDINATOR),
    }
