"""Days that differ, the holidays of a year, copies from place to place, and what is different today."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verkstad.core.days import DayField
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.texts import TextsForm
from verkstad.places.actions import Copied
from verkstad.places.explained import unreadable_words
from verkstad.places.forms.week import LONGEST_CELL
from verkstad.places.models import Place
from verkstad.places.opening_hours.model import Period, Span
from verkstad.places.opening_hours.stretches import Stretch
from verkstad.places.opening_hours.typed import UnreadableDay, read_day

DATE = {"type": "date"}


class ExceptionForm(TextsForm):
    """One day or several in a row with other hours, the same each day, or closed."""

    texts = ("name",)

    starts_on = DayField(label=_("Day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("Only when it is more than one day."),
    )
    hours = forms.CharField(
        label=_("Hours"), required=False, max_length=LONGEST_CELL, help_text=_("Such as 10–14. Empty means closed.")
    )
    name = forms.CharField(
        label=_("Why"), required=False, max_length=80, help_text=_("Residents read it, such as “Planning day”.")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def clean_hours(self) -> tuple[Stretch, ...]:
        try:
            return read_day(self.cleaned_data["hours"])
        except UnreadableDay as error:
            raise ValidationError(unreadable_words(error)) from error

    def clean(self) -> None:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))

    def result(self) -> Period:
        said = self.cleaned_data
        first: date = said["starts_on"]
        spans = tuple(Span.over(frozenset(range(7)), stretch) for stretch in said["hours"])
        return Period(first, said["ends_on"] or first, spans, is_override=True, name=self.text("name"))


class CopyForm(forms.Form):
    source = forms.ModelChoiceField(Place.objects.none(), label=_("Copy from"), empty_label=_("Choose"))
    what = forms.ChoiceField(
        label=_("What"),
        choices=[
            (Copied.WEEK.value, _("The ordinary week")),
            (Copied.EXCEPTIONS.value, _("Holidays and changed hours")),
            (Copied.ALL.value, _("Everything")),
        ],
        initial=Copied.WEEK.value,
        widget=forms.RadioSelect,
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"based_on": place.opening_hours.version})
        super().__init__(*args, **kwargs)
        others = Place.objects.filter(municipality=place.municipality).exclude(pk=place.pk).order_by("slug")
        self.fields["source"].queryset = others  # type: ignore[attr-defined]


class TodayForm(forms.Form):
    closes = forms.TimeField(
        label=_("Close today at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(
        label=_("Why"), required=False, max_length=80, help_text=_("Residents read it, such as “Illness”.")
    )


class OwnDayForm(TextsForm):
    """A day off that the calendar of the country does not have."""

    texts = ("name",)

    day = DayField(label=_("Day"), required=False, widget=forms.DateInput(attrs=DATE))
    name = forms.CharField(label=_("Its name"), required=False, max_length=80)

    def __init__(self, *args: Any, municipality: Municipality, year: int, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.year = year

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day.year != self.year:
            raise ValidationError(_("This day is in another year."))
        return day

    def clean(self) -> None:
        if self.cleaned_data.get("day") and not self.cleaned_data.get(f"name_{self.codes[0]}"):
            self.add_error(f"name_{self.codes[0]}", _("Write what the day is called."))
