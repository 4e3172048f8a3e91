"""Which enquiries a report is about."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import preferred
from verkstad.measurement.models import EnquiryChannel, EnquiryKind
from verkstad.measurement.periods import Period, latest, name, offered
from verkstad.measurement.queries.figures import Wanted
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place

MONTHS_BACK = 60


class ReportForm(forms.Form):
    """What does not make sense is as if it were not asked for."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    since = forms.ChoiceField(label=gettext_lazy("Or from"), required=False)
    until = forms.ChoiceField(label=gettext_lazy("Up to"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("How they asked"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What they wanted"), required=False)
    exact = forms.BooleanField(label=gettext_lazy("Show numbers below five"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, today: date, may_see_exact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._latest = latest(12, today)
        self._periods = {code: period for length in (1, 3, 6, 12) for code, period in offered(length, today)}
        months = latest(MONTHS_BACK, today).months
        self._months = {f"{month:%Y-%m}": month for month in reversed(months)}
        self._places = {place.slug: place for place in Place.objects.filter(municipality=municipality).order_by("pk")}
        self._set_choices()
        if not may_see_exact:
            del self.fields["exact"]
        self.is_valid()

    def _set_choices(self) -> None:
        month_names = [("", "–"), *((code, date_format(month, "F Y")) for code, month in self._months.items())]
        named = [(slug, str(place.name)) for slug, place in self._places.items()]
        choices = {
            "period": [("", _("The last 12 months")), *self._grouped()],
            "since": month_names,
            "until": month_names,
            "place": [("", _("All places")), *sorted(named, key=lambda pair: alphabetical(pair[1], preferred()[0]))],
            "channel": [("", _("All ways")), *EnquiryChannel.choices],
            "kind": [("", _("Everything")), *EnquiryKind.choices],
        }
        for field, values in choices.items():
            self.fields[field].choices = values  # type: ignore[attr-defined]

    def _grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        heads = {1: _("Months"), 3: _("Quarters"), 6: _("Half-years"), 12: _("Years")}
        return [
            (head, [(code, name(period)) for code, period in self._periods.items() if period.length == length])
            for length, head in heads.items()
        ]

    @property
    def chosen_period(self) -> Period:
        said = self.cleaned_data
        since, until = self._months.get(said.get("since", "")), self._months.get(said.get("until", ""))
        if since and until:
            return Period(min(since, until), max(since, until))
        return self._periods.get(said.get("period", ""), self._latest)

    def wanted(self, service_id: int | None = None) -> Wanted:
        said = self.cleaned_data
        place = self._places.get(said.get("place", ""))
        chosen = said.get("channel", ""), said.get("kind", "")
        return Wanted(self.chosen_period, place.pk if place else None, service_id, *chosen)

    @property
    def is_exact(self) -> bool:
        return bool(self.cleaned_data.get("exact"))


class PeriodForm(ReportForm):
    """For what is no enquiry: when, and nothing else."""

    def _set_choices(self) -> None:
        super()._set_choices()
        for field in ("place", "channel", "kind"):
            del self.fields[field]
