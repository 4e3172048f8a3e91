"""The way between staff pages. A page stands here when it has an address without arguments."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import Membership, Role


@dataclass(frozen=True, slots=True)
class StaffPage:
    name: str | Promise
    view: str
    least: Role


PAGES = (
    StaffPage(_("Start"), "portal:staff-start", Role.READER),
    StaffPage(_("Desk"), "portal:desk", Role.HELPER),
    StaffPage(_("Appointments"), "appointments:staff-day", Role.HELPER),
    StaffPage(_("Courses"), "courses:dates", Role.READER),
    StaffPage(_("Services"), "services:list", Role.READER),
    StaffPage(_("Places and hours"), "places:staff-list", Role.READER),
    StaffPage(_("Practice copies"), "practice:list", Role.READER),
    StaffPage(_("Learning"), "learning_staff:list", Role.READER),
    StaffPage(_("Certificates"), "certificates:list", Role.COORDINATOR),
    StaffPage(_("Ambassadors"), "outreach:log", Role.READER),
    StaffPage(_("Enquiries"), "measurement:overview", Role.READER),
    StaffPage(_("Searches"), "search:failed", Role.READER),
    StaffPage(_("Imports"), "services:import-list", Role.EDITOR),
    StaffPage(_("People"), "identity:people", Role.COORDINATOR),
    StaffPage(_("Settings"), "identity:settings", Role.ADMINISTRATOR),
    StaffPage(_("Who did what"), "identity:audit", Role.ADMINISTRATOR),
    StaffPage(_("E-mail"), "identity:mail", Role.ADMINISTRATOR),
    StaffPage(_("My licence"), "certificates:mine", Role.READER),
    *([StaffPage(_("Mailbox"), "identity:mailbox", Role.READER)] if settings.DEMO else []),
)


def pages_for(member: Membership, view_name: str) -> list[dict[str, Any]]:
    return [
        {"name": page.name, "url": reverse(page.view), "is_current": page.view == view_name}
        for page in PAGES
        if member.has(page.least)
    ]
