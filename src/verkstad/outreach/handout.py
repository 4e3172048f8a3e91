"""The sheet that those who were taught take home: what it was, where to go on, and the code of who taught them."""

from django.template.loader import render_to_string
from django.utils.translation import get_language

from verkstad.learning.models import PackageEdition
from verkstad.learning.queries.reading import modules_of
from verkstad.municipalities.sheets import Looks, frame
from verkstad.outreach.models import Ambassador
from verkstad.places.printing.orders import SIZES as SHEET_SIZES
from verkstad.places.printing.orders import Kind

SIZES = SHEET_SIZES[Kind.FLYER]


def handout(ambassador: Ambassador, edition: PackageEdition, addresses: tuple[str, str], looks: Looks) -> str:
    """The HTML in the language of the request. ``addresses``: where the code leads, and where one can go on."""
    code, learn = addresses
    language = get_language() or ambassador.municipality.main_language
    context = {
        "ambassador": ambassador,
        "edition": edition,
        "modules": modules_of(edition, [language, ambassador.municipality.main_language]),
        "learn": learn.partition("://")[2],
        "order": {"kind": Kind.FLYER, "language": language},
    }
    return render_to_string("outreach/handout.html", frame(ambassador.municipality, code, looks) | context)
