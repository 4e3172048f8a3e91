"""Learning row by row, as files that begin at once however long they are."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.core.tables import csv_response
from verkstad.courses.models import Audience, SignUpState
from verkstad.identity.access import staff
from verkstad.identity.links import in_language
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import xapi
from verkstad.measurement.queries import records
from verkstad.measurement.queries.records import SignedUp
from verkstad.measurement.views.learnt import wanted_in


@staff(Role.COORDINATOR)
def sign_ups(request: StaffRequest) -> HttpResponseBase:
    """A CSV with a row for each."""
    rows = records.sign_ups(request.municipality, wanted_in(request))
    heads = [_("Course"), _("Date"), _("Place"), _("Language"), _("For whom"), _("State"), _("Occasions"), _("Came to")]
    return csv_response(f"sign-ups-{request.municipality.slug}", chain([heads], _told(rows)))


@staff(Role.COORDINATOR)
def statements(request: StaffRequest) -> HttpResponseBase:
    """What was counted up to yesterday, as xAPI reads it."""
    municipality, wanted, today = request.municipality, wanted_in(request), timezone.localdate()
    home = request.build_absolute_uri(in_language(request, reverse("portal:start"), municipality.main_language))
    of = xapi.Statements(home, municipality.time_zone)
    counted = map(of.counted, records.learning_counts(municipality, wanted, today))
    attended = map(of.attended, records.occasions(municipality, wanted, today))
    headers = {"Content-Disposition": f'attachment; filename="xapi-{municipality.slug}.json"'}
    lines = xapi.as_array(chain(counted, attended))
    return StreamingHttpResponse(lines, content_type="application/json", headers=headers)


def _told(rows: Iterable[SignedUp]) -> Iterator[list[str | int]]:
    """In words of the page's language, taken before the file begins: by then no page is being read."""
    audiences = {str(value): str(label) for value, label in Audience.choices}
    states = {str(value): str(label) for value, label in SignUpState.choices}
    return (
        [
            row.course,
            row.day.isoformat(),
            row.place,
            row.language,
            audiences[row.audience],
            states[row.state],
            row.occasions,
            row.attended,
        ]
        for row in rows
    )
