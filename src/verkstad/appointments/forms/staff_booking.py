"""What staff fill in for somebody beside them or on the phone: a time, a name and perhaps a way to be reached."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verkstad.appointments.converters import FORMAT
from verkstad.core import personal
from verkstad.core.reach import OptionalReachField
from verkstad.core.typed import TypedField
from verkstad.core.writing import own_name
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place

UNREMEMBERED = {"autocomplete": "off"}


class Chosen(NamedTuple):
    """A time at a place (its slug)."""

    starts: datetime
    place: str


def choice_of(starts: datetime, place: Place) -> str:
    """How ``TimeField`` reads it."""
    return f"{starts.astimezone(UTC):{FORMAT}} {place.slug}"


class TimeField(forms.CharField):
    default_error_messages = {"required": _("Choose a time.")}

    def clean(self, value: str) -> Chosen:
        moment, _space, place = super().clean(value).partition(" ")
        try:
            return Chosen(datetime.strptime(moment, FORMAT).replace(tzinfo=UTC), place)
        except ValueError as error:
            raise ValidationError(self.error_messages["required"]) from error


class TimeForm(forms.Form):
    time = TimeField(label=_("Time"))


class StaffBookingForm(TimeForm):
    """``press`` is another one each time the page is shown, so that a double click books once."""

    # What the browser remembers of the one before is nobody else's business.
    name = TypedField(label=_("Name"), max_length=80, widget=forms.TextInput(UNREMEMBERED))
    reach = OptionalReachField(label=_("Phone or e-mail"), required=False, widget=forms.TextInput(UNREMEMBERED))
    language = forms.ChoiceField(label=_("Language of letters"))
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, municipality: Municipality, needs_phone: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = self.fields["language"]
        languages.choices = [(code, own_name(code)) for code in municipality.languages]  # type: ignore[attr-defined]
        languages.initial = municipality.main_language
        field = self.fields["reach"]
        field.country = municipality.country  # type: ignore[attr-defined]
        if needs_phone:
            field.required = field.only_phone = True  # type: ignore[attr-defined]
            field.label = _("Phone number")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if personal.spans(name):
            raise ValidationError(_("Write the name only, without numbers or addresses."))
        return name
