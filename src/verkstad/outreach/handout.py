"""The sheet that those who were taught take home: what it was, where to go on, and the code of who taught them."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verkstad.core.qr_code import qr_code
from verkstad.learning.models import PackageEdition
from verkstad.learning.queries.reading import modules_of
from verkstad.outreach.models import Ambassador
from verkstad.places.printing.orders import SIZES as SHEET_SIZES
from verkstad.places.printing.orders import Kind
from verkstad.places.printing.sheets import Looks

SIZES = SHEET_SIZES[Kind.FLYER]


def handout(ambassador: Ambassador, edition: PackageEdition, addresses: tuple[str, str], looks: Looks) -> str:
    """The HTML in the language of the request. ``addresses``: where the code leads, and where one can go on."""
    code, learn = addresses
    language = get_language() or ambassador.municipality.main_language
    context = {
        "municipality": ambassador.municipality,
        "ambassador": ambassador,
        "edition": edition,
        "modules": modules_of(edition, [language, ambassador.municipality.main_language]),
        "learn": learn.partition("://")[2],
        "address": code.partition("://")[2],
        "qr_svg": qr_code(code, _("Code that leads to %(address)s") % {"address": code}),
        "order": {"kind": Kind.FLYER, "language": language},
        "looks": looks,
        "printed_on": timezone.localdate(),
    }
    return render_to_string("outreach/handout.html", context)
