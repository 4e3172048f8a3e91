"""What is counted of all who learn."""

import re

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.learning.actions import counts
from verkstad.learning.forms.counting import CountForm
from verkstad.learning.models import Counted
from verkstad.learning.receipts import read_all
from verkstad.learning.views.reading import MOST_RECEIPTS, asked_for
from verkstad.municipalities.requests import PortalRequest

# From one address, of each process: a class that learns together has one.
MOST_COUNTS = 3000
_counts = CallsThisMinute()
# Those that run scripts say so, as they are asked to.
_ROBOT = re.compile(r"bot\b|crawl|spider|headless|preview|slurp", re.IGNORECASE)


@csrf_exempt  # It changes no more than a count, and residents have no cookie that a token could stand in.
@require_POST
def counted(request: PortalRequest, key: str, module_key: str) -> HttpResponse:
    """The page tells what happened for the first time in its browser."""
    if _counts.count(request) > MOST_COUNTS:
        return too_many(request)
    _edition, text = asked_for(request, key, module_key)
    form = CountForm(request.POST, text=text)
    if not form.is_valid():
        return HttpResponseBadRequest()
    said = form.cleaned_data
    if _ROBOT.search(request.headers.get("User-Agent", "")):
        return HttpResponse(status=204)
    if said["receipt"]:
        counts.count_proof(text, said["receipt"], read_all(request.POST.getlist("kept")[:MOST_RECEIPTS]))
    else:
        counts.count(text, Counted(said["what"]), lesson=said["lesson"])
    return HttpResponse(status=204)
