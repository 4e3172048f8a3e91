"""Writes: how many cases were completed digitally."""

from collections.abc import Sequence
from operator import attrgetter

from django.db import transaction

from verkstad.core import audit, bulk
from verkstad.measurement.digital_use import Use
from verkstad.measurement.models import DigitalUse
from verkstad.municipalities.models import Municipality


@transaction.atomic
def save_digital_use(municipality: Municipality, uses: Sequence[Use], *, source: str, by: str = audit.SYSTEM) -> None:
    """What the source told before of the same service and month is replaced.

    Always in the same order, so that two who tell the same at once wait for one another instead of both forever.
    """
    rows = [
        DigitalUse(
            municipality=municipality, service_id=use.service_id, month=use.month, source=source, cases=use.cases
        )
        for use in sorted(uses, key=attrgetter("service_id", "month"))
    ]
    bulk.upsert(rows, unique=["municipality", "service", "month", "source"], update=["cases"])
    details = {"source": source, "rows": len(rows)}
    audit.record("digital_use.saved", target=municipality, by=by, municipality=municipality.slug, **details)
