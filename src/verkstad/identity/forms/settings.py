"""The settings of a municipality as forms: what an administrator types, and the plain values of data.settings_of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.core.days import DayField
from verkstad.core.pictures import UnusablePicture, as_webp
from verkstad.core.writing import own_name
from verkstad.municipalities.models import Assessment, Conformity, Part

LARGEST_LOGO = 5_000_000


class SettingsForm(forms.Form):
    """``translated`` names the texts that get one field for each language."""

    translated: Mapping[str, tuple[str | Promise, type[forms.Widget]]] = {}
    says_optional = True

    def __init__(self, *args: Any, values: Mapping[str, Any], **kwargs: Any) -> None:
        self.codes: list[str] = values["languages"]
        kwargs["initial"] = self.initial_of(values)
        super().__init__(*args, **kwargs)
        for name, (label, widget) in self.translated.items():
            for code in self.codes:
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({own_name(code)})",
                    required=name == "name" and code == self.codes[0],
                    widget=widget(attrs={"lang": code}),
                    max_length=10_000,
                )

    def initial_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        texts = {f"{name}_{code}": text for name in self.translated for code, text in values[name].items()}
        return {**values, **texts}

    def settings(self) -> dict[str, Any]:
        """The values that the form is about."""
        plain = {name: value for name, value in self.cleaned_data.items() if name in self.base_fields}
        return plain | {
            name: {code: text for code in self.codes if (text := self.cleaned_data[f"{name}_{code}"])}
            for name in self.translated
        }


class ContactForm(SettingsForm):
    translated = {"name": (_("The municipality's name"), forms.TextInput)}
    phone = forms.CharField(
        label=_("Phone"), max_length=30, help_text=_("Shown on every page: the number that always leads to a person.")
    )
    email = forms.EmailField(label=_("E-mail"))
    street = forms.CharField(label=_("Street or box"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=_("Town"), max_length=80, required=False)


class LanguagesForm(SettingsForm):
    languages = forms.MultipleChoiceField(label=_("Languages of the pages"), widget=forms.CheckboxSelectMultiple)
    main_language = forms.ChoiceField(
        label=_("Main language"),
        widget=forms.RadioSelect,
        help_text=_("What is not translated is shown in this one."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Parts that are switched on"),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*self.codes, *(code for code, _name in settings.LANGUAGES)])
        choices = [(code, own_name(code)) for code in codes]
        self.fields["languages"].choices = self.fields["main_language"].choices = choices  # type: ignore[attr-defined]

    def initial_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {**values, "main_language": values["languages"][0]}

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("main_language") not in values.get("languages", []):
            self.add_error("main_language", _("The main language must be one of the languages of the pages."))
        return values

    def settings(self) -> dict[str, Any]:
        main = self.cleaned_data["main_language"]
        others = [code for code in self.cleaned_data["languages"] if code != main]
        return {"languages": [main, *others], "parts": self.cleaned_data["parts"]}


class LookForm(SettingsForm):
    main_colour = forms.CharField(
        label=_("Main colour"),
        widget=forms.ColorInput,
        help_text=_("A whole palette is made from it. White text on it must be easy to read."),
    )
    picture = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP. Without one, a shield with the municipality's letter is shown."),
    )
    without_logo = forms.BooleanField(label=_("Show the shield instead of the logo"), required=False)

    def clean_picture(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data["picture"]
        if upload and upload.size > LARGEST_LOGO:
            raise forms.ValidationError(_("The file is larger than 5 megabytes."))
        try:
            return as_webp(upload) if upload else None
        except UnusablePicture as error:
            raise forms.ValidationError(_("The file cannot be read as a picture in PNG, JPEG or WebP.")) from error

    def settings(self) -> dict[str, Any]:
        values: dict[str, Any] = {"main_colour": self.cleaned_data["main_colour"]}
        if self.cleaned_data["picture"] or self.cleaned_data["without_logo"]:
            values["logo"] = self.cleaned_data["picture"] or ""
        return values


class StatementForm(SettingsForm):
    """What Swedish law asks a statement to hold, after Digg's list; or the address of a Danish one."""

    # Nothing need be there to save a draft, but to call it optional would be wrong of what the law asks for.
    says_optional = False
    translated = {
        "accessibility_statement": (_("What does not work for everybody, and why"), forms.Textarea),
        "accessibility_burden": (_("What would be unreasonably burdensome to mend, and why"), forms.Textarea),
        "accessibility_outside": (_("What the law does not cover"), forms.Textarea),
    }
    accessibility_conformity = forms.ChoiceField(
        label=_("How well do the pages meet the law?"),
        choices=Conformity.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    accessibility_assessment = forms.ChoiceField(
        label=_("How do you know?"), choices=Assessment.choices, widget=forms.RadioSelect, required=False
    )
    accessibility_assessed_on = DayField(
        label=_("Day of the last assessment"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    accessibility_updated_on = DayField(
        label=_("Day of the last change of the statement"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    accessibility_statement_url = forms.URLField(
        label=_("Address of a statement that lies elsewhere"),
        assume_scheme="https",
        required=False,
        help_text=_("In Denmark the statement lies at was.digst.dk. The address /was of these pages then leads there."),
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("accessibility_statement_url") or not values.get("accessibility_conformity"):
            return values
        for name in ("accessibility_assessment", "accessibility_assessed_on"):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("The law asks for this."))
        told = any(values.get(f"{name}_{self.codes[0]}") for name in self.translated)
        if values["accessibility_conformity"] != Conformity.FULLY and not told:
            first = f"accessibility_statement_{self.codes[0]}"
            self.add_error(first, _("Tell what does not work, and why; the law asks for this."))
        return values

    def settings(self) -> dict[str, Any]:
        days = ("accessibility_assessed_on", "accessibility_updated_on")
        values = super().settings()
        return values | {name: values[name].isoformat() if values[name] else None for name in days}
