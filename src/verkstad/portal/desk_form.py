"""What is said of an enquiry at the desk, as a form or as one of several entries that a device has kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.ages import AgeBand
from verkstad.measurement.actions import EnquiryData, NotThen, PersonalNote, Refused
from verkstad.measurement.models import (
    LONGEST_NOTE,
    MOST_AT_ONCE,
    MOST_MINUTES,
    THEMES,
    Avoidable,
    Enquiry,
    EnquiryChannel,
    EnquiryKind,
    EnquiryOutcome,
    EnquirySource,
)
from verkstad.measurement.queries import service_for_enquiry
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.spoken import spoken_choices
from verkstad.places.models import Place
from verkstad.services.models import Organisation, covers

# Stands before a theme where a service would be named by its slug, which has no colon.
THEME = "theme:"
NOT_SAID = ("", gettext_lazy("Not said"))
MORE = (
    "number",
    "minutes",
    "is_first_time",
    "needed_eid_help",
    "own_equipment",
    "avoidable_because",
    "age_band",
    "language",
    "referred_to",
    "note",
)


def yes_or_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[NOT_SAID, ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
    )


class DeskForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("Place"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Somewhere else"),
    )
    subject = forms.CharField(label=gettext_lazy("What was it about?"), max_length=130)
    kind = forms.ChoiceField(label=gettext_lazy("What did they want?"), choices=EnquiryKind)
    channel = forms.ChoiceField(label=gettext_lazy("How did they come?"), choices=EnquiryChannel)
    outcome = forms.ChoiceField(label=gettext_lazy("How did it go?"), choices=EnquiryOutcome)
    number = forms.IntegerField(
        label=gettext_lazy("Number of people"), min_value=1, max_value=MOST_AT_ONCE, required=False
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=MOST_MINUTES, required=False)
    is_first_time = yes_or_no(gettext_lazy("First time here"))
    needed_eid_help = yes_or_no(gettext_lazy("Needed help with e-ID"))
    own_equipment = yes_or_no(gettext_lazy("Own phone or computer"))
    avoidable_because = forms.ChoiceField(
        label=gettext_lazy("Could have been avoided, because of"),
        choices=[NOT_SAID, *Avoidable.choices],
        required=False,
    )
    age_band = forms.ChoiceField(label=gettext_lazy("Age"), choices=[NOT_SAID, *AgeBand.choices], required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    referred_to = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Referred to"),
        required=False,
        empty_label=NOT_SAID[1],
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("Nothing about a person: no name, number or address."),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        choices: dict[str, Any] = vars(self)["fields"]
        choices["place"].queryset = Place.objects.filter(municipality=municipality).order_by("pk")
        choices["referred_to"].queryset = Organisation.objects.filter(covers(municipality)).order_by("slug", "pk")
        choices["language"].choices = [NOT_SAID, *spoken_choices(municipality)]

    def clean_subject(self) -> str:
        """What was said; the service or theme that it names stands beside it."""
        subject: str = self.cleaned_data["subject"]
        self.theme = subject.removeprefix(THEME) if subject.startswith(THEME) else ""
        self.service = None if self.theme else service_for_enquiry(self.municipality, subject)
        if self.service is None and self.theme not in dict(THEMES):
            raise ValidationError(_("Choose what it was about."))
        return subject

    def enquiry(self) -> EnquiryData:
        said = dict(self.cleaned_data)
        place, referred_to = said.pop("place"), said.pop("referred_to")
        is_referred = said["outcome"] == EnquiryOutcome.REFERRED
        said["number"] = said["number"] or 1
        said["at"] = said["at"] or timezone.now()
        del said["subject"]
        return EnquiryData(
            **said,
            place_id=place.pk if place else None,
            service_id=self.service.pk if self.service else None,
            theme=self.theme,
            referred_to_id=referred_to.pk if referred_to and is_referred else None,
            source=EnquirySource.GROUP if said["number"] > 1 else EnquirySource.DESK,
        )

    def refuse(self, refused: Refused) -> None:
        """Say beside the field why the enquiry was not taken."""
        match refused:
            case PersonalNote(spans=spans):
                note = self.cleaned_data["note"]
                found = ", ".join(f"“{note[start:end]}”" for start, end in spans)
                words = _("%(found)s looks like somebody's number or address. Take it out.") % {"found": found}
                self.add_error("note", words)
            case NotThen():
                self.add_error(None, _("The time is ahead of now, or too long ago."))
            case _:
                self.add_error(None, _("This cannot be logged as it is."))

    @property
    def words(self) -> str:
        """All that is wrong, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def said_of(enquiry: Enquiry, subject: str) -> dict[str, Any]:
    """An enquiry as the form says it."""
    plain = ("key", "place", "kind", "channel", "outcome", "number", "minutes")
    more = ("avoidable_because", "age_band", "language", "referred_to", "note")
    answers = ("is_first_time", "needed_eid_help", "own_equipment")
    return {
        **{name: getattr(enquiry, name) for name in (*plain, *more)},
        **{name: {True: "yes", False: "no", None: ""}[getattr(enquiry, name)] for name in answers},
        "subject": subject,
    }
