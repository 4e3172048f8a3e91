"""What residents choose on the way to a time, and what they say of themselves: a name and one way to be reached."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verkstad.appointments.models import AppointmentKind, Way
from verkstad.core import personal
from verkstad.core.days import DayField
from verkstad.core.reach import ReachField
from verkstad.core.typed import TypedField
from verkstad.places.models import Theme

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Choice:
    """What has been chosen so far, as addresses carry it from page to page; ``place`` is an id, 0 for any."""

    place: int = 0
    way: str = ""
    language: str = ""
    service: str = ""
    theme: str = ""

    def query(self, **changes: Any) -> str:
        """The end of an address, with some of it chosen otherwise."""
        chosen = {name: value for name, value in (asdict(self) | changes).items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    def for_kind(self, kind: AppointmentKind) -> Choice:
        """With a way that the kind has: the first when none is chosen."""
        return self if self.way in kind.ways else replace(self, way=kind.ways[0])


class ChoiceForm(forms.Form):
    """What an address says; what makes no sense there counts as not said."""

    place = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    way = forms.ChoiceField(required=False, choices=Way.choices)
    language = forms.RegexField(required=False, regex=r"^[a-z]{2,3}$")
    service = forms.SlugField(required=False, max_length=200)
    theme = forms.ChoiceField(required=False, choices=Theme.choices)
    day = DayField(required=False, input_formats=["%Y-%m-%d"])

    @classmethod
    def read(cls, query: QueryDict) -> tuple[Choice, date | None]:
        """The choice, and from which day on times are looked at; a service says more than a theme."""
        form = cls(query)
        form.is_valid()
        said = {name: value for name, value in form.cleaned_data.items() if value}
        day = said.pop("day", None)
        if "service" in said:
            said.pop("theme", None)
        return Choice(**said), day


class PersonForm(forms.Form):
    """``press`` is another one each time the page is shown, so that a double click books once."""

    name = TypedField(
        label=_("Your name"), max_length=80, widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"})
    )
    reach = ReachField(
        label=_("E-mail or phone number"),
        help_text=_("With an e-mail address you get a confirmation and a reminder."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, country: str, needs_phone: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["reach"]
        field.country = country  # type: ignore[attr-defined]
        if needs_phone:
            field.only_phone = True  # type: ignore[attr-defined]
            field.label, field.help_text = _("Your phone number"), _("We ring you at this number.")
            field.widget = forms.TextInput({"type": "tel", "autocomplete": "tel", "maxlength": "30"})

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if personal.spans(name):
            raise ValidationError(_("Write your name only, without numbers or addresses."))
        return name
