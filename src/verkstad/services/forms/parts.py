"""The parts of a service's form: each reads what was typed into plain values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.core.days import DayField
from verkstad.core.parts import Part
from verkstad.core.writing import language_name
from verkstad.services.data import ChannelData, LegalBasisData, TextData
from verkstad.services.models import ChannelKind, EidNeed, TargetGroup
from verkstad.services.queries.editing import Choice, Choices


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _long(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=20_000, widget=_area(rows))


class TextPart(Part):
    """The texts in one language. All empty means that there are none in it; the main language must have some."""

    name = forms.CharField(
        label=_("Name"), help_text=_("What it is called, as a resident would say it."), max_length=200
    )
    summary = forms.CharField(
        label=_("In one or two sentences"),
        help_text=_("What it is and for whom. It stands in the search's answers."),
        max_length=400,
        widget=_area(3),
    )
    everyday_words = _long(
        _("Everyday words"),
        _("What people call it who do not know its name, one on each line. They find it by them."),
        3,
    )
    cost = _long(_("What does it cost?"), rows=2)
    processing_time = _long(_("How long does it take?"), rows=2)
    without_eid = _long(
        _("Without e-ID"), _("What to do for somebody who has no e-ID: whom to call, where to go."), rows=3
    )
    what_you_need = _long(_("What you need"), _("Begin each thing on a line of its own with a dash."))
    plain = _long(_("Easy to read"), _("The same in short, easy sentences."))
    description = _long(_("More about this"), _("A blank line parts paragraphs."), rows=8)
    reviewed = forms.BooleanField(label=_("I have read this text today, and it is right"), required=False)
    reviewed_on = DayField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, is_main: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.is_main = is_main
        for name, field in self.fields.items():
            field.required = is_main and name in ("name", "summary")
            field.label = f"{field.label} – {language_name(language)}"
            if not is_main:
                field.help_text = ""
            if not isinstance(field, forms.BooleanField | DayField):
                field.widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        """A language with some text has a name and a summary too."""
        values = self.cleaned_data
        if not self.is_main and any(value for name, value in values.items() if name not in ("reviewed", "reviewed_on")):
            for name in ("name", "summary"):
                if name in values and not values[name]:
                    self.add_error(name, _("Write this too, or take away the other texts in the language."))
        return values

    def text(self, before: TextData | None, today: date) -> TextData | None:
        """What is written in the language now; ``before`` keeps its blanks at both ends, which no field shows."""
        values = _as_typed(self)
        reviewed_on = today if values.pop("reviewed") else self.cleaned_data.get("reviewed_on")
        del values["reviewed_on"]
        words = [word.strip() for word in values.pop("everyday_words").splitlines()]
        everyday_words = tuple(dict.fromkeys(word for word in words if word))
        if not everyday_words and not any(values.values()):
            return None
        for name, value in values.items():
            was = getattr(before, name, "")
            values[name] = was if _unpadded(was) == value else value
        return TextData(language=self.language, **values, everyday_words=everyday_words, reviewed_on=reviewed_on)


LEADS_TO = {
    "online": ("url", "eid_need"),
    "phone": ("number",),
    "visit": ("address",),
    "post": ("address",),
    "email": ("email",),
}


class ChannelPart(Part):
    """One way to get it done, with the fields of its kind."""

    kind = forms.ChoiceField(choices=ChannelKind, widget=forms.HiddenInput)
    url = forms.URLField(label=_("Web address"), assume_scheme="https", max_length=500)
    eid_need = forms.ChoiceField(label=_("e-ID"), choices=EidNeed, initial=EidNeed.NONE)
    number = forms.CharField(label=_("Telephone"), max_length=30)
    email = forms.EmailField(label=_("E-mail"))
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Leave it empty when a place answers: its address is shown."),
        max_length=300,
        widget=_area(2),
    )

    def __init__(self, *args: Any, kind: str, languages: Sequence[str], row: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.of_kind = ChannelKind(kind)
        for name in ("url", "eid_need", "number", "email", "address"):
            if name not in LEADS_TO[kind]:
                del self.fields[name]
        if kind == ChannelKind.VISIT:
            self.fields["address"].required = False
        elif kind == ChannelKind.POST:
            self.fields["address"].help_text = ""
        self.languages = languages
        for language in languages:
            label = f"{_('A sentence more')} – {language_name(language)}"
            self.fields[f"label_{language}"] = forms.CharField(label=label, required=False, max_length=300)

    def channel(self) -> ChannelData:
        values = _as_typed(self)
        labels = {language: values.pop(f"label_{language}") for language in self.languages}
        values["label"] = {language: words for language, words in labels.items() if words}
        if values.get("eid_need") not in EidNeed:
            values["eid_need"] = EidNeed.NONE.value
        return ChannelData(**values | {"kind": self.of_kind.value})


class LawPart(Part):
    """A law or rule it rests on."""

    name = forms.CharField(label=_("Law or rule"), max_length=300)
    url = forms.URLField(label=_("Web address"), required=False, assume_scheme="https", max_length=500)

    def __init__(self, *args: Any, row: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def law(self) -> LegalBasisData:
        return LegalBasisData(**_as_typed(self))


class FactsPart(Part):
    """What is the same in all languages."""

    organisation = forms.ChoiceField(label=_("Who is responsible?"))
    target_groups = forms.MultipleChoiceField(
        label=_("Whom it is for"), choices=TargetGroup, widget=forms.CheckboxSelectMultiple
    )
    cost_amount = forms.DecimalField(
        label=_("Cost as a number"), required=False, min_value=0, max_digits=10, decimal_places=2,
        help_text=_("Leave it empty when it depends. 0 when it costs nothing."),
    )  # fmt: skip
    processing_days = forms.IntegerField(
        label=_("Days until it is done"), required=False, min_value=0, max_value=3650,
        help_text=_("As a number, for those who compare."),
    )  # fmt: skip
    review_months = forms.IntegerField(
        label=_("Months between reviews"), min_value=1, max_value=60,
        help_text=_("After so many months somebody is asked whether the texts are still true."),
    )  # fmt: skip
    life_events = forms.MultipleChoiceField(
        label=_("Life events"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Situations in which people have this errand."),
    )  # fmt: skip
    subjects = forms.MultipleChoiceField(label=_("Subjects"), required=False, widget=forms.CheckboxSelectMultiple)
    subject_words = forms.CharField(
        label=_("Find a subject"), required=False, max_length=100, help_text=_("By its number or its name.")
    )

    def __init__(self, *args: Any, choices: Choices, subjects: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices(organisation=choices.organisations, life_events=choices.life_events, subjects=subjects)

    def _choices(self, **choices: list[Choice]) -> None:
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
            field.choices = found


def _as_typed(part: Part) -> dict[str, Any]:
    """What is valid as read, the rest as it was typed: a preview shows both."""
    part.is_valid()
    typed = {name: part[name].value() or "" for name in part.fields} | part.cleaned_data
    return {name: _unpadded(value) if isinstance(value, str) else value for name, value in typed.items()}


def _unpadded(value: str) -> str:
    """As it stands in the database: a browser ends lines in its own way."""
    return value.replace("\r\n", "\n").strip()
