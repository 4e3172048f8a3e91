"""What residents choose courses by; what makes no sense in an address counts as not said."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verkstad.core.writing import language_name
from verkstad.courses.models import Audience
from verkstad.courses.queries.listing import Wanted, languages_ahead, places_ahead
from verkstad.municipalities.models import Municipality

WEEKS = (1, 4, 12)


class WantedForm(forms.Form):
    place = forms.TypedChoiceField(label=_("Place"), required=False, coerce=int)
    days = forms.TypedChoiceField(label=_("When"), required=False, coerce=int)
    language = forms.ChoiceField(label=_("Language"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), required=False)
    is_online = forms.BooleanField(label=_("Online"), required=False)
    has_seats = forms.BooleanField(label=_("Only with free seats"), required=False)
    package = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, municipality: Municipality, now: datetime) -> None:
        super().__init__(data)
        places = [(place.pk, str(place.name)) for place in places_ahead(municipality, now)]
        languages = [(code, language_name(code)) for code in languages_ahead(municipality, now)]
        weeks = [
            (7 * one, ngettext("Within %(number)s week", "Within %(number)s weeks", one) % {"number": one})
            for one in WEEKS
        ]
        others = [choice for choice in Audience.choices if choice[0] != Audience.EVERYBODY]
        self._offer("place", _("All places"), places)
        self._offer("days", _("Any time"), weeks)
        self._offer("language", _("Any language"), languages)
        self._offer("audience", _("Everybody"), others)

    def _offer(self, name: str, nothing: Any, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]
        # An address that somebody kept may ask for a place or a language that has no course any more.
        self.fields[name].error_messages["invalid_choice"] = _("There is none like that just now, so all are shown.")

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
