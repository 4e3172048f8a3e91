"""What is asked about counting weeks: what and when, who counts, and how many."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.alphabet import alphabetical
from verkstad.core.days import DayField
from verkstad.core.translated import preferred
from verkstad.measurement.actions.counting import SheetData, UnitData, WeekData
from verkstad.measurement.models import (
    MOST_AT_ONCE,
    OTHER_THEME,
    THEMES,
    CountingUnit,
    CountingWeek,
    EnquiryChannel,
    EnquiryKind,
)
from verkstad.measurement.models.counting import MOST_DAYS
from verkstad.measurement.queries.counting import Topic, services_by_word
from verkstad.measurement.topics import NamedTopic
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service
from verkstad.services.queries import names_by_id

# With a number for each kind, as many as one sheet can send.
MOST_SERVICES = 200
USUAL_CHANNELS = [channel.value for channel in EnquiryChannel if channel is not EnquiryChannel.HOME]


def _day(label: Any, help_text: Any = "") -> DayField:
    return DayField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class WeekForm(forms.Form):
    """``like`` is an earlier week from which a new one takes what it can."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("Such as “Counting week in spring 2027”.")
    )
    first_day = _day(gettext_lazy("First day"))
    last_day = _day(gettext_lazy("Last day"))
    hand_in_by = _day(
        gettext_lazy("Handed in by"),
        gettext_lazy("The last day on which numbers are taken. Then the week closes, and its results with it."),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Ways that are counted"), choices=EnquiryChannel, widget=forms.CheckboxSelectMultiple
    )
    services = forms.CharField(
        label=gettext_lazy("Services that are counted one by one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("One on each line: its name or its KLE number. All others are counted together."),
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes that are counted one by one"),
        choices=[choice for choice in THEMES if choice[0] != OTHER_THEME],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        municipality: Municipality,
        week: CountingWeek | None,
        like: CountingWeek | None = None,
        most_asked: Iterable[int] = (),
        **kwargs: Any,
    ) -> None:
        self.words = services_by_word(municipality, week)
        super().__init__(*args, **{"initial": _initial(week, like, most_asked)} | kwargs)

    def clean_services(self) -> list[int]:
        """The keys of the services."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["services"].splitlines()]
        unknown = [line for line in lines if line and line.casefold() not in self.words]
        if unknown:
            words = _("There is no service with this name or number: %(names)s")
            raise ValidationError(words % {"names": ", ".join(unknown)})
        found = {pk for line in lines if line for pk in self.words[line.casefold()]}
        if len(found) > MOST_SERVICES:
            raise ValidationError(_("At most %(most)s services are counted one by one.") % {"most": MOST_SERVICES})
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last, until = said.get("first_day"), said.get("last_day"), said.get("hand_in_by")
        if first and last and not first <= last < first + timedelta(days=MOST_DAYS):
            words = _("The last day is not before the first, and at most %(days)s days are counted.")
            self.add_error("last_day", words % {"days": MOST_DAYS})
        elif last and until and until < last:
            self.add_error("hand_in_by", _("This is before the last day."))
        elif until and until < timezone.localdate():
            self.add_error("hand_in_by", _("This day has gone by."))
        return said

    def data_to_save(self) -> WeekData:
        names = ("name", "first_day", "last_day", "hand_in_by", "channels", "themes")
        return WeekData(**{name: self.cleaned_data[name] for name in names})

    @property
    def chosen_services(self) -> list[Service]:
        return list(Service.objects.filter(pk__in=self.cleaned_data["services"]).order_by("pk"))


class UnitForm(forms.Form):
    """Who counts, and how."""

    name = forms.CharField(
        label=gettext_lazy("Who counts"), max_length=80, help_text=gettext_lazy("Such as “Switchboard” or “Building”.")
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=gettext_lazy("Place"), required=False, empty_label=gettext_lazy("No place")
    )
    counts_at_desk = forms.BooleanField(
        label=gettext_lazy("Counts with the desk page"),
        required=False,
        help_text=gettext_lazy("Then all that is logged at the place on these days is counted by itself."),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Ways that people reach them"), widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail of who hands in"),
        required=False,
        help_text=gettext_lazy("They get a letter when the last day has gone by and numbers are missing."),
    )

    def __init__(self, *args: Any, week: CountingWeek, unit: CountingUnit | None, **kwargs: Any) -> None:
        names = ("name", "place", "counts_at_desk", "channels", "email")
        initial = {name: getattr(unit, name) for name in names} if unit else {"channels": week.channels}
        super().__init__(*args, **{"initial": initial} | kwargs)
        places = Place.objects.filter(municipality=week.municipality_id).order_by("slug")
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        counted = [choice for choice in EnquiryChannel.choices if choice[0] in week.channels]
        self.fields["channels"].choices = counted  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("counts_at_desk") and not said.get("place"):
            self.add_error("place", _("Say at which place."))
        return said

    def data_to_save(self) -> UnitData:
        return UnitData(**self.cleaned_data)


class SheetForm(forms.Form):
    """A number for each topic and kind; what is left empty is nobody."""

    def __init__(
        self,
        *args: Any,
        topics: Sequence[NamedTopic],
        numbers: Mapping[tuple[Topic, str], int] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {(one.topic, kind): f"{one.key}-{kind}" for one in topics for kind in EnquiryKind.values}
        self.topics = topics
        words = {one.topic: one.name for one in topics}
        for (topic, kind), name in self.cells.items():
            self.fields[name] = forms.IntegerField(
                label=f"{words[topic]}: {EnquiryKind(kind).label}",
                required=False,
                min_value=0,
                max_value=MOST_AT_ONCE,
                initial=(numbers or {}).get((topic, kind)),
                widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
            )

    @property
    def rows(self) -> list[tuple[NamedTopic, list[forms.BoundField]]]:
        return [(one, [self[self.cells[one.topic, kind]] for kind in EnquiryKind.values]) for one in self.topics]

    def data_to_save(self, day: date, channel: str) -> SheetData:
        numbers = {cell: self.cleaned_data[name] for cell, name in self.cells.items() if self.cleaned_data[name]}
        return SheetData(day, channel, numbers)


class CountsFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))


class ReopenForm(forms.Form):
    hand_in_by = _day(gettext_lazy("Take numbers until"))

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_hand_in_by(self) -> date:
        day: date = self.cleaned_data["hand_in_by"]
        if day < self.earliest:
            raise ValidationError(_("This day has gone by."))
        return day


def _initial(week: CountingWeek | None, like: CountingWeek | None, most_asked: Iterable[int]) -> dict[str, Any]:
    kept = week or like
    if kept is None:
        return {"channels": USUAL_CHANNELS, "services": _lines(most_asked)}
    names = ("channels", "themes", *(("name", "first_day", "last_day", "hand_in_by") if week else ()))
    services = kept.services.order_by("pk").values_list("pk", flat=True)
    return {**{name: getattr(kept, name) for name in names}, "services": _lines(services)}


def _lines(services: Iterable[int]) -> str:
    names = [str(one.name) for one in names_by_id(list(services)).values()]
    return "\n".join(sorted(names, key=lambda name: alphabetical(name, preferred()[0])))
