"""Sheets of paper in the municipality's look: the same HTML on a screen and in a PDF, but for its style sheets."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.core.pdf import STATIC
from verkstad.core.qr_code import qr_code
from verkstad.municipalities.look import palette, stylesheet
from verkstad.municipalities.models import Municipality

STYLES = "verkstad/css/sheets.css"


@dataclass(frozen=True, slots=True)
class Looks:
    """Addresses of what a sheet looks like: our style sheet, the municipality's colours, its logo or nothing."""

    styles: str
    colours: str
    logo: str


def on_screen(municipality: Municipality, styles: str = STYLES) -> Looks:
    colours = f"/look/{municipality.main_colour.removeprefix('#').lower()}.css"
    return Looks(static(styles), colours, municipality.logo.url if municipality.logo else "")


def in_a_file(municipality: Municipality, styles: str = STYLES) -> Looks:
    """With what is not a file of ours in the addresses themselves: a PDF is made without asking anybody."""
    logo = ""
    if municipality.logo:
        with municipality.logo.open() as file:
            logo = _data(file.read())
    colours = _data(stylesheet(palette(municipality.main_colour)).encode(), "text/css")
    return Looks((STATIC / styles).as_uri(), colours, logo)


def _data(content: bytes, kind: str = "") -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def frame(municipality: Municipality, address: str, looks: Looks) -> dict[str, Any]:
    """What stands on every sheet (sheet.html, which wants an ``order`` with kind and language besides); ``address`` is
    where its code leads."""
    return {
        "municipality": municipality,
        "looks": looks,
        "printed_on": timezone.localdate(),
        "address": address.partition("://")[2],
        "qr_svg": qr_code(address, _("Code that leads to %(address)s") % {"address": address}),
    }
