"""The way between staff pages. A page stands here when it has an address without arguments."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import Membership, Role


@dataclass(frozen=True, slots=True)
class StaffPage:
    name: str | Promise
    view: str
    least: Role


PAGES = (StaffPage(_("Start"), "portal:staff-start", Role.READER),)


def pages_for(member: Membership, view_name: str) -> list[dict[str, Any]]:
    return [
        {"name": page.name, "url": reverse(page.view), "is_current": page.view == view_name}
        for page in PAGES
        if member.has(page.least)
    ]
