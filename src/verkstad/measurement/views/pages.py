"""What the enquiries tell: how many, about what, where, and why they could have been avoided."""

from django.http import Http404
from django.http.response import HttpResponseBase

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import practising, reports
from verkstad.measurement.chart import chart
from verkstad.measurement.views.asked import Asked
from verkstad.services.access import get_service_for_member
from verkstad.services.models import Service
from verkstad.services.queries import names_by_id


@staff(Role.READER)
def overview(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request)
    found = reports.overview(request.municipality, asked.form.wanted(), exact=asked.exact)
    return asked.answer(
        "measurement/staff_overview.html",
        [*found.tables, found.trend],
        headline=found.headline,
        chart=chart(found.trend, found.labels),
    )


@staff(Role.READER)
def services(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request)
    tables = reports.by_service(request.member, asked.form.wanted(), exact=asked.exact)
    return asked.answer("measurement/staff_services.html", tables, at_most=reports.MOST_ASKED)


@staff(Role.READER)
def service(request: StaffRequest, slug: str) -> HttpResponseBase:
    try:
        found = get_service_for_member(request.member, slug)
    except Service.DoesNotExist as error:
        raise Http404 from error
    asked = Asked(request)
    wanted = asked.form.wanted(found.pk)
    told = reports.overview(request.municipality, wanted, exact=asked.exact)
    places = reports.by_place(request.municipality, wanted, exact=asked.exact)
    why, _services = reports.avoidable(request.municipality, wanted, exact=asked.exact)
    digital = reports.digital_use(request.municipality, wanted, found.pk, exact=asked.exact)
    practised = practising.of_service(request.municipality, found.pk, wanted.period, exact=asked.exact)
    tables = [*told.tables, places, why, *practised, *([digital] if digital else []), told.trend]
    return asked.answer(
        "measurement/staff_service.html",
        tables,
        name=names_by_id([found.pk])[found.pk].name,
        headline=told.headline,
        chart=chart(told.trend, told.labels),
        digital=digital,
        digital_chart=chart(digital, told.labels) if digital else None,
    )


@staff(Role.READER)
def places(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request)
    table = reports.by_place(request.municipality, asked.form.wanted(), exact=asked.exact)
    return asked.answer("measurement/staff_places.html", [table])


@staff(Role.READER)
def where(request: StaffRequest) -> HttpResponseBase:
    """Which places people turn to about what."""
    asked = Asked(request)
    tables = reports.by_place_and_topic(request.municipality, asked.form.wanted(), exact=asked.exact)
    return asked.answer("measurement/staff_where.html", tables, compares=False)


@staff(Role.READER)
def avoidable(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request)
    tables = reports.avoidable(request.municipality, asked.form.wanted(), exact=asked.exact)
    return asked.answer("measurement/staff_avoidable.html", tables, at_most=reports.MOST_ASKED)
