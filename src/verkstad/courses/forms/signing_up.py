"""What people say of themselves, or staff of others, to sign up: a name, and perhaps a way to be reached."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from verkstad.core import personal
from verkstad.core.ages import AgeBand
from verkstad.core.reach import OptionalReachField, ReachField
from verkstad.core.typed import TypedField
from verkstad.core.writing import own_name
from verkstad.courses.actions import Person
from verkstad.courses.models import Unit
from verkstad.municipalities.models import Municipality

LONGEST_NAME = 80
# More come as a file, or in two goes.
MOST_AT_ONCE = 40
# What the browser remembers of the one before is nobody else's business.
UNREMEMBERED = {"autocomplete": "off"}


def own_name_only(name: str) -> None:
    """Raises ValidationError for what looks like a number or an address."""
    if personal.spans(name):
        raise ValidationError(_("Write the name only, without numbers or addresses."))


class PersonForm(forms.Form):
    """``press`` is another one each time the page is shown, so that a double click signs up once."""

    name = TypedField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
        validators=[own_name_only],
    )
    reach = ReachField(
        label=_("E-mail or phone number"),
        help_text=_("With an e-mail address you get a letter with all you need to know, and a reminder."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        required=False,
        choices=[("", _("I do not want to say")), *AgeBand.choices],
        help_text=_("We only count it, to see whom we reach."),
    )
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, country: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reach"].country = country  # type: ignore[attr-defined]

    def person(self, language: str) -> Person:
        said = self.cleaned_data
        return Person(said["name"], language, **said["reach"]._asdict(), age_band=said["age_band"])


class StaffPersonForm(forms.Form):
    """For somebody on the phone or in the room: a name is enough."""

    name = TypedField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(UNREMEMBERED),
        validators=[own_name_only],
    )
    reach = OptionalReachField(label=_("Phone or e-mail"), required=False, widget=forms.TextInput(UNREMEMBERED))
    language = forms.ChoiceField(label=_("Language of letters"))
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, municipality: Municipality, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_languages(self, municipality)
        self.fields["reach"].country = municipality.country  # type: ignore[attr-defined]

    def person(self) -> Person:
        said = self.cleaned_data
        return Person(said["name"], said["language"], **said["reach"]._asdict())


class TeamForm(forms.Form):
    """A line for each: a name and, after a comma, an e-mail address if there is one."""

    people = TypedField(
        label=_("Who comes"),
        widget=forms.Textarea(UNREMEMBERED),
        help_text=_("One on each line: the name and, if you know it, a comma and the e-mail address."),
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit or association"), empty_label=None)
    language = forms.ChoiceField(label=_("Language of letters"))
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, municipality: Municipality, units: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_languages(self, municipality)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_people(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError(_("Write %(number)s at most at a time.") % {"number": MOST_AT_ONCE})
        return [_read(line) for line in dict.fromkeys(lines)]

    def persons(self) -> list[Person]:
        language = self.cleaned_data["language"]
        return [Person(name, language, email=email) for name, email in self.cleaned_data["people"]]


def _read(line: str) -> tuple[str, str]:
    """The name and the e-mail address of a line."""
    name, _comma, email = (part.strip() for part in line.partition(","))
    if not name or len(name) > LONGEST_NAME or personal.spans(name):
        raise ValidationError(_("“%(line)s”: write a name only, without numbers.") % {"line": line[:LONGEST_NAME]})
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValidationError(_("“%(line)s”: that is no e-mail address.") % {"line": line[:200]}) from error
    return name, email


def _offer_languages(form: forms.Form, municipality: Municipality) -> None:
    field = form.fields["language"]
    field.choices = [(code, own_name(code)) for code in municipality.languages]  # type: ignore[attr-defined]
    field.initial = municipality.main_language
