"""A week of hours, typed a day a cell."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from verkstad.core.days import DayField
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.places.explained import unreadable_words
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule, Span, State
from verkstad.places.opening_hours.stretches import DAY, Stretch
from verkstad.places.opening_hours.typed import UnreadableDay, read_day, says_same, write_day
from verkstad.places.words import weekday

AS_USUAL = {"en": "as usual", "sv": "som vanligt", "da": "som normalt"}
_CLOSED_ALL_DAY = Stretch(0, DAY, State.CLOSED)
LONGEST_CELL = 120

DAYS = range(PUBLIC_HOLIDAY + 1)


def cell(day: int) -> str:
    return f"day_{day}"


class WeekForm(TextsForm):
    """An ordinary week, or one that holds between dates and has a name."""

    texts = ("name",)

    name = forms.CharField(label=gettext_lazy("What residents call it"), max_length=80, required=False)
    starts_on = DayField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = DayField(
        label=gettext_lazy("To and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty when nobody knows yet."),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, municipality: Municipality, schedule: Schedule, period: Period, version: int, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {**_initial(schedule, period), "based_on": version})
        super().__init__(*args, municipality=municipality, **kwargs)
        self.period = period
        for day in DAYS:
            label = capfirst(_("Holidays") if day == PUBLIC_HOLIDAY else weekday(day))
            attributes = {"class": "ds-input", "autocomplete": "off", "spellcheck": "false"}
            self.fields[cell(day)] = forms.CharField(
                label=label, required=False, max_length=LONGEST_CELL, widget=forms.TextInput(attributes)
            )
        if not period.is_override:
            for name in ("starts_on", "ends_on", *(f"name_{code}" for code in self.codes)):
                del self.fields[name]

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self[cell(day)] for day in DAYS]

    def clean(self) -> None:
        self.hours: list[tuple[Stretch, ...] | None] = []
        for day in DAYS:
            self.hours.append(self._read(day))
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))

    def _read(self, day: int) -> tuple[Stretch, ...] | None:
        """None when holidays are like other days."""
        text: str = self.cleaned_data.get(cell(day), "")
        if says_same(text) and day:
            return self.hours[day - 1]
        if day == PUBLIC_HOLIDAY and text.strip().casefold() in AS_USUAL.values():
            return None
        try:
            return read_day(text)
        except UnreadableDay as error:
            self.add_error(cell(day), unreadable_words(error))
            return ()

    @property
    def closed_on_holidays(self) -> bool | None:
        """What the ordinary week says of holidays; None when it is for others to say."""
        return None if self.period.is_override else self.hours[PUBLIC_HOLIDAY] is not None

    @property
    def first_day(self) -> date | None:
        """The first day, as typed when that could be read."""
        if self.is_bound and self.period.is_override:
            return self.cleaned_data.get("starts_on")
        return self.period.starts_on

    def result(self) -> Period:
        """The period as typed; the form must be valid."""
        days: dict[Stretch, set[int]] = {}
        for day, stretches in enumerate(self.hours):
            closes = day == PUBLIC_HOLIDAY and stretches == () and self.period.is_override
            for stretch in (_CLOSED_ALL_DAY,) if closes else stretches or ():
                days.setdefault(stretch, set()).add(day)
        spans = tuple(Span.over(frozenset(on), stretch) for stretch, on in days.items())
        if not self.period.is_override:
            return Period(self.period.starts_on, self.period.ends_on, spans, name=self.period.name)
        said = self.cleaned_data
        return Period(said["starts_on"], said["ends_on"], spans, is_override=True, name=self.text("name"))


def filled(data: QueryDict, button: str) -> QueryDict:
    """What was typed, with the cells filled that a button such as "above-2" or "weekdays" is for."""
    data = data.copy()
    action, _dash, day = button.partition("-")
    if action == "above" and day in map(str, DAYS[1:]):
        data[cell(int(day))] = data.get(cell(int(day) - 1), "")
    if action == "weekdays":
        for later in range(1, 5):
            data[cell(later)] = data.get(cell(0), "")
    return data


def _initial(schedule: Schedule, period: Period) -> Mapping[str, Any]:
    language = get_language() or ""
    values = {cell(day): write_day(_said(period, day), language) for day in range(PUBLIC_HOLIDAY)}
    holiday = _said(period, PUBLIC_HOLIDAY)
    follows = not holiday and (period.is_override or not schedule.closed_on_holidays)
    shown = () if holiday == [_CLOSED_ALL_DAY] else holiday
    values[cell(PUBLIC_HOLIDAY)] = AS_USUAL.get(language, AS_USUAL["en"]) if follows else write_day(shown, language)
    return {
        **(values if period.spans else {cell(PUBLIC_HOLIDAY): write_day((), language)}),
        **by_language("name", period.name),
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
    }


def _said(period: Period, day: int) -> list[Stretch]:
    """As it was typed, breaks included, rather than as it is evaluated."""
    return sorted(span.stretch for span in period.spans if day in span.days)
