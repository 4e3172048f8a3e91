"""Who helps, when they work where, and when they are away."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verkstad.appointments.actions.working import PatternData
from verkstad.appointments.models import AppointmentKind, Helper, WorkingPattern
from verkstad.appointments.queries import working as queries
from verkstad.core.days import DayField
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.spoken import spoken_choices
from verkstad.places.models import Place

MOST_WEEKS = 8
PATTERN = ("place", "days", "starts", "ends", "every_weeks", "starts_on", "ends_on")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def weeks_words(number: int) -> str:
    if number == 2:
        return str(_("Every other week"))
    return ngettext("Every week", "Every %(number)s weeks", number) % {"number": number}


class HelperForm(forms.Form):
    """A member, or a volunteer by name."""

    member = forms.ChoiceField(
        label=_("Who it is"),
        required=False,
        help_text=_("Somebody who signs in here can change their own times, and sees what is booked with them."),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("Residents read it. Leave it empty to take the member’s whole name."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Residents can ask for somebody who speaks one of them."),
    )
    video_url = forms.URLField(
        label=_("Link to the video room"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Only for those who meet residents by video. It stands in the confirmation."),
    )

    def __init__(self, *args: Any, municipality: Municipality, helper: Helper | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _helper_values(municipality, helper))
        super().__init__(*args, **kwargs)
        users = [member.user for member in queries.members_without_helper(municipality)]
        if helper and helper.user:
            users.insert(0, helper.user)
        self._users: dict[str, User] = {str(user.public_id): user for user in users}
        names = [(actor, user.name) for actor, user in self._users.items()]
        self.fields["member"].choices = [("", _("A volunteer who does not sign in")), *names]  # type: ignore[attr-defined]
        spoken = spoken_choices(municipality, helper.languages if helper else ())
        self.fields["languages"].choices = spoken  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.cleaned_data.get("name") and not self.cleaned_data.get("member"):
            self.add_error("name", _("Write the name of the volunteer, or choose a member."))

    @property
    def user(self) -> User | None:
        return self._users.get(self.cleaned_data["member"])

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        name = said["name"] or (self.user.name if self.user else "")
        return {
            "name": name[:80],
            "languages": said["languages"],
            "video_url": said["video_url"],
            "user": self.user,
        }


class PatternForm(forms.Form):
    """Times on weekdays at a place; of an exception, or of none, on some dates."""

    use_required_attribute = False

    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("To"), widget=TimeInput)
    every_weeks = forms.TypedChoiceField(label=_("How often"), coerce=int, initial=1)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"), empty_label=_("Choose"))
    kinds = forms.ModelMultipleChoiceField(
        AppointmentKind.objects.none(), label=_("What can be booked then"), widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Empty means until further notice.")
    )

    def __init__(self, *args: Any, helper: Helper, pattern: WorkingPattern, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _pattern_values(helper, pattern, today))
        super().__init__(*args, **kwargs)
        self.is_exception = pattern.is_exception
        weeks = [(number, weeks_words(number)) for number in range(1, MOST_WEEKS + 1)]
        self.fields["every_weeks"].choices = weeks  # type: ignore[attr-defined]
        self.fields["every_weeks"].help_text = _("Counted from the week of the first day.")
        places = Place.objects.filter(municipality=helper.municipality).order_by("slug")
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        kinds = AppointmentKind.objects.filter(municipality=helper.municipality)
        mine: Iterable[int] = pattern.kinds.values_list("pk", flat=True) if pattern.pk else ()
        kinds = kinds.filter(Q(is_active=True) | Q(pk__in=mine)).order_by("slug")
        self.fields["kinds"].queryset = kinds  # type: ignore[attr-defined]
        if self.is_exception:
            self._be_exception()

    def _be_exception(self) -> None:
        del self.fields["every_weeks"]
        for name in ("starts", "ends", "kinds"):
            self.fields[name].required = False
        self.fields["ends_on"].help_text = _("Only when it is more than one day.")

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        if {"starts", "ends"} & self.errors.keys():
            return
        starts, ends = said["starts"], said["ends"]
        if (starts is None) != (ends is None):
            self.add_error("starts" if starts is None else "ends", _("Write both from when and to when, or neither."))
        elif starts is not None and ends <= starts:
            self.add_error("ends", _("It ends before it begins."))
        elif starts is not None and "kinds" in said and not said["kinds"]:
            self.add_error("kinds", _("Choose what can be booked then."))

    def data_to_save(self) -> PatternData:
        said = dict(self.cleaned_data)
        if self.is_exception:
            said |= {"every_weeks": 1, "ends_on": said["ends_on"] or said["starts_on"]}
        return PatternData(is_exception=self.is_exception, **{name: said[name] for name in PATTERN})


class AbsenceForm(forms.Form):
    """Whole days, unless times are written."""

    starts_on = DayField(label=_("First day"), widget=DateInput)
    starts = forms.TimeField(
        label=_("From"), required=False, widget=TimeInput, help_text=_("Empty means from the morning.")
    )
    ends_on = DayField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Only when it is more than one day.")
    )
    ends = forms.TimeField(label=_("To"), required=False, widget=TimeInput, help_text=_("Empty means the whole day."))

    def clean(self) -> None:
        if self.errors:
            return
        starts, ends = self.span
        if ends <= starts:
            self.add_error("ends_on", _("It ends before it begins."))

    @property
    def span(self) -> tuple[datetime, datetime]:
        said = self.cleaned_data
        starts = datetime.combine(said["starts_on"], said["starts"] or time())
        last = said["ends_on"] or said["starts_on"]
        ends = datetime.combine(last, said["ends"]) if said["ends"] else end_of(last)
        return timezone.make_aware(starts), timezone.make_aware(ends)


class IllForm(forms.Form):
    """Away from now on."""

    until = DayField(
        label=_("Until and including"), required=False, widget=DateInput, help_text=_("Empty means only today.")
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_until(self) -> date:
        today = timezone.localtime(self.now).date()
        until: date = self.cleaned_data["until"] or today
        if until < today:
            raise forms.ValidationError(_("This day is over."))
        return until

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.now, timezone.make_aware(end_of(self.cleaned_data["until"]))


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time())


def _helper_values(municipality: Municipality, helper: Helper | None) -> dict[str, Any]:
    if helper is None:
        return {"languages": [municipality.main_language]}
    member = str(helper.user.public_id) if helper.user else ""
    return {"member": member, "name": helper.name, "languages": helper.languages, "video_url": helper.video_url}


def _pattern_values(helper: Helper, pattern: WorkingPattern, today: date) -> dict[str, Any]:
    """As it is; a new one from today, where the helper works already."""
    if pattern.pk:
        return {**{name: getattr(pattern, name) for name in PATTERN}, "kinds": list(pattern.kinds.all())}
    latest = helper.patterns.order_by("pk").last()
    values: dict[str, Any] = {"starts_on": today, "days": list(range(7)) if pattern.is_exception else []}
    return values | ({"place": latest.place_id, "kinds": list(latest.kinds.all())} if latest else {})
