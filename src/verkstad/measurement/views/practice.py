"""How practising went: which copies, how far people came, and where they stop."""

from django.http import Http404
from django.http.response import HttpResponseBase

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import practising
from verkstad.measurement.chart import chart
from verkstad.measurement.forms.reports import PeriodForm
from verkstad.measurement.views.asked import Asked
from verkstad.practice.access import get_copy_for_staff


@staff(Role.READER)
def copies(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request, PeriodForm)
    table = practising.of_copies(request.municipality, asked.form.chosen_period, exact=asked.exact)
    return asked.answer("measurement/staff_practice.html", [table], compares=False)


@staff(Role.READER)
def copy(request: StaffRequest, copy_id: int) -> HttpResponseBase:
    found, asked = get_copy_for_staff(request.municipality, copy_id), Asked(request, PeriodForm)
    result = practising.of_copy(found, asked.form.chosen_period)
    if result is None:
        raise Http404
    table = practising.step_table(result, exact=asked.exact)
    return asked.answer(
        "measurement/staff_practice_copy.html",
        [table],
        compares=False,
        result=result,
        began=practising.shown(result.started, exact=asked.exact),
        finished=practising.shown(result.finished, exact=asked.exact),
        most_stop_at=practising.most_stop_at(result, exact=asked.exact),
        chart=chart(table, [str(step.number) for step in result.steps]),
    )
