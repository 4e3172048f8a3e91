"""What a report was asked for, and how it is answered: as a page or as a file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement.forms.reports import ReportForm
from verkstad.measurement.queries import first_counted
from verkstad.measurement.tables import Table
from verkstad.measurement.views.files import FILES, addresses, as_file


class Asked:
    """``exact`` shows small numbers: to those who help people, on their screens, never in a file."""

    def __init__(self, request: StaffRequest, form: type[ReportForm] = ReportForm) -> None:
        self.request = request
        self.municipality = request.municipality
        self.form = form(
            request.GET,
            municipality=request.municipality,
            today=timezone.localdate(),
            may_see_exact=request.member.has(Role.HELPER),
        )
        self.file = request.GET.get("export", "")
        self.exact = self.form.is_exact and self.file not in FILES

    def answer(self, template: str, tables: Sequence[Table], **context: Any) -> HttpResponseBase:
        if self.file in FILES:
            name = f"{self.request.resolver_match.url_name}-{self.municipality.slug}"  # type: ignore[union-attr]  # a page has an address
            return as_file(self.file, name, tables)
        return self._as_page(template, tables, context)

    def _as_page(self, template: str, tables: Sequence[Table], context: dict[str, Any]) -> HttpResponse:
        period = self.form.chosen_period
        frame = {
            "form": self.form,
            "period": period,
            "before": period.before,
            "nothing_before": self._nothing_before(),
            "is_running": timezone.localdate().replace(day=1) in period,
            "exact": self.exact,
            "files": addresses(self.request.GET),
            "query": self.request.GET.urlencode(),
            "tables": tables,
        }
        return render(self.request, template, frame | context)

    def _nothing_before(self) -> str:
        """The month in which counting began, when what the enquiries are compared with is a part of it."""
        if type(self.form) is not ReportForm:
            return ""
        first = first_counted(self.municipality)
        before = self.form.chosen_period.before
        return date_format(first, "F Y") if first and before.first < first <= before.last else ""
