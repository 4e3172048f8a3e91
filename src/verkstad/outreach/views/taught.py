"""For residents with a handout: its code, and what they may choose to tell."""

from uuid import uuid4

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from verkstad.core.codes import plain_code
from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.learning.access import learns_here
from verkstad.municipalities.requests import PortalRequest
from verkstad.outreach import access
from verkstad.outreach.actions import sequels as actions
from verkstad.outreach.forms.taught import TaughtForm

# From one address, of each process: a class that is taught together has one.
MOST_CODES = 120
_codes = CallsThisMinute()


def find(request: PortalRequest) -> HttpResponse:
    """The code is typed here."""
    learns_here(request.municipality)
    if code := plain_code(request.GET.get("code", "")):
        return taught(request, code)
    return render(request, "outreach/find.html", {"wrong": ""})


# Nobody is signed in here, and a resident has no cookie that a token could stand in: who makes others send this form
# gets no more than by pressing the button, and only so often from one address.
@csrf_exempt
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def taught(request: PortalRequest, code: str) -> HttpResponse:
    if _codes.count(request) > MOST_CODES:
        return too_many(request)
    learns_here(request.municipality)
    ambassador = access.find_by_code(request.municipality, plain_code(code))
    if ambassador is None:
        return render(request, "outreach/find.html", {"wrong": code[:20]}, status=404)
    form = TaughtForm(request.POST or None, initial={"press": uuid4()})
    context = {"form": form, "ambassador": ambassador, "is_told": False}
    if form.is_valid():
        if too_often := consume_or_429(request, action="tell_what_followed"):
            return too_often
        try:
            actions.tell(ambassador, form.cleaned_data["did"], **form.told())
        except actions.Told:
            form.add_error("did", _("This is counted already. Thank you!"))
        else:
            context["is_told"] = True
    return render(request, "outreach/taught.html", context)
