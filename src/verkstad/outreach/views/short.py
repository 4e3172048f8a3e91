"""The short addresses on the material of campaigns."""

import re
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix

from verkstad.core.http import CountedResponse
from verkstad.municipalities.requests import PortalRequest
from verkstad.outreach import access
from verkstad.outreach.actions.campaigns import count_visit

# Programs that say what they are: those that search, and those that show what a link leads to.
_PROGRAM = re.compile(r"bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|slurp|curl|wget|python", re.IGNORECASE)


def follow(request: PortalRequest, code: str) -> HttpResponse:
    """Leads on to the page, and counts that somebody came."""
    material = access.get_material_by_code(request.municipality, code.lower())
    address = f"{get_script_prefix()}{material.leads_to}"
    headers = {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}
    if request.method != "GET" or not _is_somebody(request):
        return HttpResponseRedirect(address, headers=headers)
    return CountedResponse(status=302, headers={**headers, "Location": address}, count=partial(count_visit, material))


def _is_somebody(request: HttpRequest) -> bool:
    """Not a program, and no browser that fetches ahead what perhaps nobody opens."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    browser = request.headers.get("User-Agent", "")
    return bool(browser) and "prefetch" not in ahead and not _PROGRAM.search(browser)
