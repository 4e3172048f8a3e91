"""A certificate on paper: the same HTML on a screen and in a PDF, but for where its looks come from."""

from django.template.loader import render_to_string

from verkstad.core.translated import reading_in
from verkstad.learning.models import Certificate
from verkstad.learning.queries.certificates import lines_of, trained_by
from verkstad.municipalities.sheets import Looks, frame

STYLES = "verkstad/css/certificate.css"
# Of its text, in points; the first with which all is on one page.
SIZES = (12, 10.5, 9, 7.5)


def sheet(certificate: Certificate, address: str, looks: Looks) -> str:
    """In its own language; ``address`` is where it can be checked."""
    municipality = certificate.municipality
    with reading_in(certificate.language, municipality.main_language):
        context = {
            "certificate": certificate,
            "edition": certificate.edition,
            "lines": lines_of(certificate, [certificate.language, municipality.main_language]),
            "trained": trained_by(certificate.edition),
            "code": spelled(certificate.code),
            "order": {"kind": "certificate", "language": certificate.language},
        }
        return render_to_string("learning/certificate_sheet.html", frame(municipality, address, looks) | context)


def spelled(code: str) -> str:
    """In groups of four, to be read and typed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
