"""The services that make people ask most, with the searches that failed beside them: where to begin to mend."""

from datetime import datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement.periods import latest
from verkstad.measurement.queries import Wanted
from verkstad.measurement.reports import most_asked as most_asked_services
from verkstad.search.queries import failed_words_of

MONTHS = 3


@staff(Role.READER)
def most_asked(request: StaffRequest) -> HttpResponse:
    period = latest(MONTHS, timezone.localdate())
    found = most_asked_services(request.municipality, Wanted(period), exact=False)
    since = timezone.make_aware(datetime.combine(period.first, time.min))
    failed = failed_words_of(request.municipality, [service for service, _row in found], since)
    rows = [(row, failed.get(service, [])) for service, row in found]
    return render(request, "portal/staff_most_asked.html", {"period": period, "before": period.before, "rows": rows})
