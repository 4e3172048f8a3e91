"""What an ambassador tells of an occasion."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.days import DayField
from verkstad.core.personal import spans
from verkstad.core.typed import TypedField
from verkstad.learning.queries.reading import editions_for_learners
from verkstad.outreach.actions import occasions as actions
from verkstad.outreach.models import MOST_TAUGHT, Ambassador, Area, Group, Occasion
from verkstad.places.models import Place

# To tap; any other is typed.
NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30)


class PlaceInArea(forms.Form):
    """What can be put right of an occasion at a course as well."""

    use_required_attribute = False
    group = forms.ChoiceField(label=gettext_lazy("Whom did you teach?"), choices=Group)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), required=False, empty_label=gettext_lazy("Not said")
    )

    def __init__(self, *args: Any, ambassador: Ambassador, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ambassador = ambassador
        areas = Area.objects.filter(municipality=ambassador.municipality).order_by("name")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]


class OccasionForm(PlaceInArea):
    press = forms.UUIDField(widget=forms.HiddenInput)
    package = forms.ChoiceField(
        label=gettext_lazy("What did you teach?"), error_messages={"required": gettext_lazy("Choose what you taught.")}
    )
    number = forms.IntegerField(label=gettext_lazy("How many?"), required=False, min_value=1, max_value=MOST_TAUGHT)
    other_number = forms.IntegerField(
        label=gettext_lazy("Another number"), required=False, min_value=1, max_value=MOST_TAUGHT
    )
    day = DayField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    place = forms.ModelChoiceField(
        Place.objects.none(), label=gettext_lazy("Place"), required=False, empty_label=gettext_lazy("Somewhere else")
    )
    where = TypedField(label=gettext_lazy("Somewhere else, in words"), required=False, max_length=80)
    is_apart = forms.BooleanField(
        label=gettext_lazy("These were other people than those at the course"), required=False
    )
    field_order = ("press", "package", "number", "other_number", "group", "day", "place", "where", "area", "is_apart")

    def __init__(self, *args: Any, ambassador: Ambassador, occasion: Occasion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, ambassador=ambassador, **kwargs)
        editions = editions_for_learners(ambassador.municipality)
        self.packages = {edition.package.key: edition.package for edition in editions}
        titles = [(edition.package.key, edition.title.best) for edition in editions]
        if occasion and occasion.package and occasion.package.key not in self.packages:
            self.packages[occasion.package.key] = occasion.package
            titles.append((occasion.package.key, occasion.package.key))
        fields: dict[str, Any] = vars(self)["fields"]
        fields["package"].choices = titles
        fields["place"].queryset = Place.objects.filter(municipality=ambassador.municipality).order_by("slug")

    def usual_where(self) -> str:
        """Where it was if nothing else is said."""
        places = Place.objects.filter(municipality=self.ambassador.municipality)
        place = places.filter(pk=self.initial.get("place") or 0).first()
        return str(place.name) if place else self.initial["where"]

    def clean_where(self) -> str:
        where: str = self.cleaned_data["where"]
        if found := spans(where):
            start, end = found[0]
            words = _("%(found)s looks like somebody's number or address. Take it out.")
            raise forms.ValidationError(words % {"found": f"“{where[start:end]}”"})
        return where

    def clean(self) -> None:
        said = self.cleaned_data
        said["number"] = said.get("other_number") or said.get("number")
        if not said["number"] and not {"number", "other_number"} & self.errors.keys():
            self.add_error("number", _("Choose how many."))
        if said.get("place"):
            said["where"] = ""

    def occasion(self) -> actions.OccasionData:
        said = self.cleaned_data
        return actions.OccasionData(
            package=self.packages[said["package"]],
            number=said["number"],
            group=Group(said["group"]),
            day=said["day"],
            place=said["place"],
            where=said["where"],
            area=said.get("area"),
            is_apart=said["is_apart"],
        )

    def refuse(self, refused: actions.Refused) -> None:
        """Say beside the field why it was not taken."""
        match refused:
            case actions.AtCourse():
                words = _("You taught this at a course that day. Those who were there are counted from its attendance.")
                self.add_error("is_apart", words)
            case actions.AheadOfNow():
                self.add_error("day", _("This day has not been yet."))
            case _:
                self.add_error("day", term_words(self.ambassador))


def term_words(ambassador: Ambassador) -> str:
    if not ambassador.ends_on:
        return _("You are an ambassador from %(first)s on.") % {"first": date_format(ambassador.starts_on)}
    dates = {"first": date_format(ambassador.starts_on), "last": date_format(ambassador.ends_on)}
    return _("You are an ambassador from %(first)s to %(last)s.") % dates


def first_said(ambassador: Ambassador, last: Occasion | None) -> dict[str, Any]:
    """What is filled in: as it was the last time, else at the ambassador's own unit."""
    said: dict[str, Any] = {"day": timezone.localdate()}
    if last is None:
        return said | {"where": ambassador.unit.name}
    return said | _said(last) | {"number": None}


def said_of(occasion: Occasion) -> dict[str, Any]:
    said = _said(occasion) | {name: getattr(occasion, name) for name in ("day", "group", "press", "is_apart")}
    is_tapped = occasion.number in NUMBERS
    return said | {"number" if is_tapped else "other_number": occasion.number}


def _said(occasion: Occasion) -> dict[str, Any]:
    package = occasion.package.key if occasion.package else ""
    return {"package": package, "place": occasion.place_id, "where": occasion.where, "area": occasion.area_id}
