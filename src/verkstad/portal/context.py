"""What the frame of every page needs."""

import re
from functools import lru_cache
from typing import Any

import zxingcpp
from django.contrib.messages import get_messages
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

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


@lru_cache(maxsize=1024)
def qr_code(address: str) -> SafeString:
    """The address as an SVG of squares without a size of its own."""
    image = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    height, width = image.shape
    dark = ((run.start(), len(run[0])) for run in re.finditer(rb"\x00+", bytes(memoryview(image))))
    lines = "".join(f"M{start % width} {start // width}.5h{length}" for start, length in dark)
    return format_html('<svg viewBox="0 0 {} {}"><path stroke="#000" d="{}"/></svg>', width, height, lines)
