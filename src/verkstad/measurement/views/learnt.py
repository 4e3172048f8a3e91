"""What was learnt: at one's own pace and at courses."""

from django.http.response import HttpResponseBase

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import learnt as reports
from verkstad.measurement.forms.learnt import LearntForm
from verkstad.measurement.queries.learnt import WantedLearning
from verkstad.measurement.views.asked import Asked


@staff(Role.READER)
def learnt(request: StaffRequest) -> HttpResponseBase:
    asked = Asked(request, LearntForm)
    found = reports.report(request.municipality, _wanted(asked), exact=asked.exact)
    may_see_rows = request.member.has(Role.COORDINATOR)
    return asked.answer("measurement/staff_learnt.html", found.tables, sums=found.sums, may_see_rows=may_see_rows)


def wanted_in(request: StaffRequest) -> WantedLearning:
    """What its address asks for."""
    return _wanted(Asked(request, LearntForm))


def _wanted(asked: Asked) -> WantedLearning:
    return WantedLearning(asked.form.chosen_period, asked.form.cleaned_data.get("package"))
