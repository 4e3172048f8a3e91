"""What the frame of every page needs."""

from typing import Any

from django.contrib.messages import get_messages
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst

from verkstad.core.qr_code import qr_code
from verkstad.core.writing import own_name
from verkstad.identity.models import Membership
from verkstad.municipalities.requests import PortalRequest
from verkstad.portal.navigation import pages_for

LONGEST_ADDRESS = 500


def page(request: PortalRequest) -> dict[str, Any]:
    if not hasattr(request, "municipality"):
        return {}
    municipality = request.municipality
    return {
        "municipality": municipality,
        "page_languages": _languages(request),
        "view_name": request.resolver_match.view_name if request.resolver_match else "",
        "is_preview": getattr(request, "is_preview", False),
        "municipality_css": f"/look/{municipality.main_colour.removeprefix('#').lower()}.css",
        "qr_svg": SimpleLazyObject(lambda: qr_code(request.build_absolute_uri()[:LONGEST_ADDRESS])),
    }


def staff(request: PortalRequest) -> dict[str, Any]:
    """For base_staff.html; ``member`` is nobody on the pages for signing in."""
    member: Membership | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "messages": get_messages(request)}
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    return {"member": member, "messages": get_messages(request), "staff_pages": pages_for(member, view_name)}


def _languages(request: PortalRequest) -> list[dict[str, Any]]:
    """The page's own address in each language of the municipality."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [
        {
            "code": code,
            "name": capfirst(own_name(code)),
            "url": f"{request.front}/{code}{request.path_info}{query}",
            "is_current": code == request.language,
        }
        for code in request.municipality.languages
    ]
