"""What a place is, as its editors fill it in."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.municipalities.spoken import spoken_choices
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.places import queries
from verkstad.places.actions import PlaceData
from verkstad.places.models import Accessibility, Equipment, Place, PlaceKind, Theme
from verkstad.places.position import Position
from verkstad.services.models import Organisation

# Would be taken for other pages.
RESERVED = ("new", "holidays")

COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")


class PlaceForm(TextsForm):
    texts = ("name", "summary", "directions")

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of place"), choices=PlaceKind)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who runs it"), empty_label=_("Choose"))
    summary = forms.CharField(
        label=_("What it is, in a sentence or two"), max_length=400, required=False, widget=forms.Textarea
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=_("Town"), max_length=80, required=False)
    district = forms.CharField(
        label=_("District"), max_length=80, required=False, help_text=_("What people call that part of town.")
    )
    where = forms.CharField(
        label=_("Position on the map"),
        max_length=120,
        required=False,
        help_text=_("Latitude and longitude, such as 56.905, 12.491; or a district or street where you have a place."),
    )
    directions = forms.CharField(label=_("How to find it"), max_length=400, required=False, widget=forms.Textarea)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    url = forms.URLField(label=_("Web page"), required=False, max_length=200, assume_scheme="https")
    helps_with = forms.MultipleChoiceField(
        label=_("Helps with"), choices=Theme, required=False, widget=forms.CheckboxSelectMultiple
    )
    equipment = forms.MultipleChoiceField(
        label=_("What you can use there"), choices=Equipment, required=False, widget=forms.CheckboxSelectMultiple
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Accessibility"), choices=Accessibility, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, municipality: Municipality, place: Place | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(place))
        super().__init__(*args, municipality=municipality, **kwargs)
        self.place = place
        spoken = spoken_choices(municipality, place.languages if place else ())
        self.fields["languages"].choices = spoken  # type: ignore[attr-defined]
        organisations = Organisation.objects.filter(municipality=municipality).order_by("pk")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean_where(self) -> Position | None:
        """Coordinates as they are, or the middle of the places that the words lead to."""
        where: str = self.cleaned_data["where"]
        if not where:
            return None
        if found := COORDINATES.fullmatch(where):
            latitude, longitude = float(found[1]), float(found[2])
            if abs(latitude) > 90 or abs(longitude) > 180:
                raise ValidationError(_("Latitude goes from -90 to 90, longitude from -180 to 180."))
            return Position(latitude, longitude)
        position = queries.position_of(self.municipality, where)
        if position is None:
            raise ValidationError(_("No place is known there. Write latitude and longitude, such as 56.905, 12.491."))
        return Position(round(position.latitude, 5), round(position.longitude, 5))

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == PlaceKind.PHONE_LINE and not self.cleaned_data.get("phone"):
            self.add_error("phone", _("Help by phone needs a number to call."))

    @property
    def position(self) -> Position | None:
        """Where the place would lie, for the map beside."""
        if self.is_bound and self.is_valid():
            found: Position | None = self.cleaned_data["where"]
            return found
        return self.place.position if self.place else None

    @property
    def slug(self) -> str:
        return self.place.slug if self.place else self._free_slug()

    def data_to_save(self) -> PlaceData:
        position: Position | None = self.cleaned_data["where"]
        plain = ("kind", "street", "postcode", "city", "district", "phone", "email", "url")
        lists = ("helps_with", "equipment", "accessibility", "languages")
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in (*plain, *lists)}
        values |= {name: self.text(name) for name in self.texts}
        if position:
            values |= {"latitude": position.latitude, "longitude": position.longitude}
        return PlaceData(slug=self.slug, **values)

    def _free_slug(self) -> str:
        """From the name in the main language, with a number when that is taken."""
        base = slugify(self.cleaned_data[f"name_{self.codes[0]}"])[:70] or "place"
        taken = {*RESERVED, *Place.objects.filter(municipality=self.municipality).values_list("slug", flat=True)}
        numbered = (f"{base}-{number}" if number > 1 else base for number in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)


def _initial(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"based_on": 0}
    names = ("kind", "organisation", "street", "postcode", "city", "district", "phone", "email", "url")
    lists = ("helps_with", "equipment", "accessibility", "languages")
    position = place.position
    return {
        **{name: getattr(place, name) for name in (*names, *lists)},
        **by_language("name", place.name),
        **by_language("summary", place.summary),
        **by_language("directions", place.directions),
        "where": f"{position.latitude}, {position.longitude}" if position else "",
        "based_on": place.version,
    }
