"""Which sheet to print."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verkstad.core.writing import own_name
from verkstad.municipalities.models import Municipality
from verkstad.places.printing.hours import week_words
from verkstad.places.printing.orders import Kind, Order

WEEKS_AHEAD = 12


class PrintForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What to print"), choices=Kind.choices, initial=Kind.DOOR_SIGN, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"))
    second_language = forms.ChoiceField(
        label=_("A second language"), required=False, help_text=_("Only on the door sign.")
    )
    week = forms.TypedChoiceField(
        label=_("Week"), coerce=date.fromisoformat, help_text=_("Posters and flyers show the ordinary hours of then.")
    )

    def __init__(self, *args: Any, municipality: Municipality, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, capfirst(own_name(code))) for code in municipality.languages]
        this_week = today - timedelta(days=today.weekday())
        mondays = [this_week + timedelta(weeks=number) for number in range(WEEKS_AHEAD + 1)]
        self._offer("language", languages)
        self._offer("second_language", [("", _("No second language")), *languages])
        self._offer("week", [(monday.isoformat(), week_words(monday)) for monday in mondays])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def order(self) -> Order:
        said = self.cleaned_data
        kind = Kind(said["kind"])
        second = said["second_language"] if kind is Kind.DOOR_SIGN else ""
        return Order(kind, said["language"], second, said["week"])
