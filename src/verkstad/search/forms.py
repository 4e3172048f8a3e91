"""Which words staff look at, and what they add."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.search.queries.quality import COMMON, Fault

WEEKS = 26


class WeekForm(forms.Form):
    """What does not make sense is as if it were not asked for."""

    week = forms.ChoiceField(label=gettext_lazy("Week"), required=False)
    fault = forms.ChoiceField(label=gettext_lazy("What went wrong"), choices=Fault.choices, required=False)
    once = forms.BooleanField(label=gettext_lazy("Also words searched for only once"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_monday = today - timedelta(days=today.weekday())
        self._mondays = {_code(monday): monday for monday in (this_monday - timedelta(weeks=n) for n in range(WEEKS))}
        weeks = [(code, _week(monday)) for code, monday in self._mondays.items()]
        self.fields["week"].choices = weeks  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def monday(self) -> date:
        """Of the week that was chosen, else of this one."""
        return self._mondays.get(self.cleaned_data.get("week", ""), next(iter(self._mondays.values())))

    @property
    def chosen_fault(self) -> Fault:
        return Fault(self.cleaned_data.get("fault") or Fault.WEAK)

    @property
    def least(self) -> int:
        return 1 if self.cleaned_data.get("once") else COMMON


class AnswerForm(forms.Form):
    """The everyday word that is added to the service chosen by its button."""

    everyday_word = forms.CharField(
        label=gettext_lazy("Everyday word to add"),
        help_text=gettext_lazy("Make it short: only what names the thing, as people say it."),
        max_length=100,
    )


def _code(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def _week(monday: date) -> str:
    days = [date_format(day, "MONTH_DAY_FORMAT") for day in (monday, monday + timedelta(days=6))]
    return _("Week %(number)s, %(first)s to %(last)s") % {
        "number": monday.isocalendar().week, "first": days[0], "last": days[1],
    }  # fmt: skip
