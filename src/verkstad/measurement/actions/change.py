"""Writes: an enquiry that was logged wrongly."""

from django.db import transaction

from verkstad.core import audit
from verkstad.measurement.entries import NAMES, Checks, EnquiryData, kept_since
from verkstad.measurement.models import Enquiry


@transaction.atomic
def change_enquiry(enquiry: Enquiry, data: EnquiryData, *, by: str = audit.SYSTEM) -> None:
    """Let the enquiry be as ``data`` says, whose key is its own; raises Refused."""
    municipality = enquiry.municipality
    changed = [name for name in NAMES if getattr(enquiry, name) != getattr(data, name)]
    row = Checks(municipality, [data]).row(data, by=enquiry.logged_by)
    row.pk, row.created_at = enquiry.pk, enquiry.created_at
    row.save(force_update=True)
    audit.record("enquiry.changed", target=row, by=by, municipality=municipality.slug, changed=changed)


@transaction.atomic
def delete_enquiry(enquiry: Enquiry, *, by: str = audit.SYSTEM) -> None:
    """Take it away, also out of all counts."""
    audit.record("enquiry.deleted", target=enquiry, by=by, municipality=enquiry.municipality.slug)
    enquiry.delete()


def delete_old_enquiries() -> None:
    """Those that have been kept as long as settings.ENQUIRIES_KEPT_MONTHS says. One statement is the transaction."""
    Enquiry.objects.filter(day__lt=kept_since().date()).delete()
