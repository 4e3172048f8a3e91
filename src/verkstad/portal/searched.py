"""The pages of the portal that the search knows, by what people call them."""

from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Part
from verkstad.search.pages import Page

PAGES = [
    Page(
        "portal:contact",
        _("Contact us"),
        _("Phone, e-mail and visiting address."),
        _("phone number, opening hours, switchboard, customer service, complain, reach a person"),
    ),
    Page(
        "portal:about",
        _("About this site"),
        _("What this site is and who runs it."),
        _("about us, cookies, privacy, personal data"),
    ),
    Page(
        "portal:accessibility",
        _("Accessibility"),
        _("How accessible this site is, and how to tell us what does not work."),
        _("accessibility statement, screen reader, text size"),
    ),
    Page(
        "portal:place-list",
        _("Get help near you"),
        _("Libraries, citizens' offices and phone lines where a person helps you."),
        _("help, drop-in, guidance, computer help"),
        Part.PLACES,
    ),
    Page(
        "course-pages:list",
        _("Courses"),
        _("Courses where you learn digital services together with others, and how to sign up."),
        _("course, study circle, lesson, teaching, sign up"),
        Part.LEARNING,
    ),
    Page(
        "portal:life-event-list",
        _("Life events"),
        _("What to do when something in life changes."),
        _("moving, having a child, retiring, bereavement"),
        Part.LIFE_EVENTS,
    ),
]
