"""When a course is given, where and by whom, as staff fill it in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verkstad.core.days import DayField
from verkstad.courses.actions.dates import DateData, Span
from verkstad.courses.models import Audience, CourseDate, Unit
from verkstad.courses.queries.dates import Given
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.spoken import spoken_choices
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.places.models import Place

MOST_TIMES, MOST_SEATS = 30, 500
# Rows to write one more session in, and to begin with.
EMPTY_ROWS = 2
PLAIN = ("place", "room", "link", "language", "audience", "unit", "most_waiting")


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput({"type": "time"}, format="%H:%M")


def seats_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=12)


class DateForm(TextsForm):
    """Sessions stand in rows of a day and two times; a new date may repeat the first."""

    use_required_attribute = False
    texts = ("price", "equipment")

    seats = seats_field()
    times = forms.IntegerField(
        label=_("How many times"), min_value=1, max_value=MOST_TIMES, initial=1, help_text=_("Of the first session.")
    )
    every = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[(7, _("Every week")), (14, _("Every other week")), (1, _("Every day"))],
        required=False,
        initial=7,
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Place"), required=False, empty_label=_("None: it meets online")
    )
    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    link = forms.URLField(
        label=_("Link to the online meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who have a seat see it."),
    )
    members = forms.ModelMultipleChoiceField(
        Membership.objects.none(), label=_("Teachers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Other teachers"), max_length=300, required=False, help_text=_("With a comma between the names.")
    )
    language = forms.ChoiceField(label=_("Language"))
    audience = forms.ChoiceField(
        label=_("For whom"), choices=Audience, initial=Audience.EVERYBODY, widget=forms.RadioSelect
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Only for the people of"),
        required=False,
        empty_label=_("No unit in particular"),
        help_text=_("Then it is not shown to others, and the manager signs them up."),
    )
    opens = DayField(label=_("Sign-up opens"), required=False, widget=day_input(), help_text=_("Empty means at once."))
    closes = DayField(
        label=_("Sign-up closes after"),
        required=False,
        widget=day_input(),
        help_text=_("Empty means when the course begins."),
    )
    most_waiting = forms.IntegerField(label=_("How many may wait for a seat"), min_value=0, max_value=1000, initial=20)
    price = forms.CharField(
        label=_("Price"), max_length=200, required=False, help_text=_("Nothing means that it is free of charge.")
    )
    equipment = forms.CharField(
        label=_("What to bring, and what is there"), max_length=600, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, municipality: Municipality, given: Given | None, **kwargs: Any) -> None:
        self.given = given
        rows = (len(given.sessions) if given else 0) + (EMPTY_ROWS if given else 1)
        kwargs.setdefault("initial", _values(given, municipality))
        super().__init__(*args, municipality=municipality, **kwargs)
        for number in range(rows):
            self._add_row(number)
        for name in ("seats", "times", "every") if given else ():
            del self.fields[name]
        self._offer(municipality, given.date if given else None)

    def _add_row(self, number: int) -> None:
        required = number == 0 and not self.given
        self.fields[f"day_{number}"] = DayField(label=_("Day"), required=required, widget=day_input())
        self.fields[f"starts_{number}"] = forms.TimeField(label=_("From"), required=required, widget=time_input())
        self.fields[f"ends_{number}"] = forms.TimeField(label=_("To"), required=required, widget=time_input())

    def _offer(self, municipality: Municipality, course_date: CourseDate | None) -> None:
        fields: dict[str, Any] = self.fields
        fields["place"].queryset = Place.objects.filter(municipality=municipality).order_by("slug")
        fields["unit"].queryset = Unit.objects.filter(municipality=municipality).order_by("name")
        fields["language"].choices = spoken_choices(municipality, [course_date.language] if course_date else ())
        members = Membership.objects.active().with_role(Role.HELPER).filter(municipality=municipality)
        fields["members"].queryset = members.select_related("user").order_by("user__first_name", "pk")
        fields["members"].label_from_instance = lambda one: one.user.name

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        numbers = [name.removeprefix("day_") for name in self.fields if name.startswith("day_")]
        return [[self[f"{part}_{number}"] for part in ("day", "starts", "ends")] for number in numbers]

    def clean(self) -> None:
        said = self.cleaned_data
        if not said.get("place") and not said.get("link") and "link" not in self.errors:
            self.add_error("place", _("Choose a place, or write a link to where it meets online."))
        if said.get("unit") and said.get("audience") != Audience.STAFF:
            self.add_error("audience", _("For a unit, choose staff."))
        sessions = sorted(self._sessions())
        if not sessions and not self.errors:
            self.add_error("day_0", _("Write at least one session."))
        if any(later[0] < earlier[1] for earlier, later in pairwise(sessions)):
            self.add_error("day_0", _("Two sessions are at the same time."))
        said["sessions"] = sessions
        if sessions and not self.errors:
            self._clean_window(sessions[0][0])

    def _sessions(self) -> Iterator[Span]:
        said = self.cleaned_data
        times, every = said.get("times") or 1, said.get("every") or 7
        for row in self.rows:
            day, starts, ends = (said.get(bound.name) for bound in row)
            if day is None or starts is None or ends is None:
                if (day or starts or ends) and not any(bound.errors for bound in row):
                    self.add_error(row[0].name, _("Write a day and both times, or empty all three."))
                continue
            if ends <= starts:
                self.add_error(row[2].name, _("It has to end after it begins."))
                continue
            yield from _spans(day, starts, ends, [every * number for number in range(times)])

    def _clean_window(self, begins: datetime) -> None:
        said = self.cleaned_data
        closes = min(_midnight(said["closes"] + timedelta(days=1)), begins) if said["closes"] else begins
        earliest = min(timezone.now(), closes - timedelta(minutes=1))
        opens = _midnight(said["opens"]) if said["opens"] else earliest
        if opens >= closes:
            self.add_error("closes", _("Sign-up has to close after it opens."))
        said |= {"opens_at": opens, "closes_at": closes}

    def data_to_save(self) -> DateData:
        said = self.cleaned_data
        others = [name.strip()[:80] for name in said["others"].split(",") if name.strip()]
        values: dict[str, Any] = {name: said[name] for name in (*PLAIN, "sessions", "opens_at", "closes_at")}
        values |= {name: self.text(name) for name in self.texts}
        return DateData(**values, members=list(said["members"]), other_teachers=others)


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("Stands in the letter to all who have signed up, and on their page."),
    )


class CopyForm(forms.Form):
    first_day = DayField(
        label=_("Day of the first session"),
        widget=day_input(),
        help_text=_("The others follow at the same distance, and at the same times of day."),
    )

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if not 2000 <= day.year <= 2200:
            raise ValidationError(_("Write a day, such as 2027-02-15."))
        return day


class SeatsForm(forms.Form):
    seats = seats_field()


def too_few(taken: int) -> str:
    return ngettext(
        "%(number)s seat is taken, so there cannot be fewer.",
        "%(number)s seats are taken, so there cannot be fewer.",
        taken,
    ) % {"number": taken}


def _spans(day: date, starts: time, ends: time, later: list[int]) -> Iterator[Span]:
    for days in later:
        on = day + timedelta(days=days)
        yield timezone.make_aware(datetime.combine(on, starts)), timezone.make_aware(datetime.combine(on, ends))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))


def _values(given: Given | None, municipality: Municipality) -> dict[str, Any]:
    if given is None:
        return {"language": municipality.main_language}
    date = given.date
    values: dict[str, Any] = {}
    for number, session in enumerate(given.sessions):
        lower, upper = timezone.localtime(session.span.lower), timezone.localtime(session.span.upper)
        values |= {f"day_{number}": lower.date(), f"starts_{number}": lower.time(), f"ends_{number}": upper.time()}
    teachers = list(date.teachers.order_by("pk"))
    closes = timezone.localtime(date.closes_at)
    return {
        **values,
        **{name: getattr(date, name) for name in PLAIN},
        **by_language("price", date.price),
        **by_language("equipment", date.equipment),
        "opens": timezone.localtime(date.opens_at).date(),
        "closes": None if date.closes_at == given.starts else (closes - timedelta(minutes=1)).date(),
        "members": [one.member_id for one in teachers if one.member_id],
        "others": ", ".join(one.name for one in teachers if not one.member_id),
    }
