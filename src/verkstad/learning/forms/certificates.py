"""What is asked about certificates."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from verkstad.core import personal
from verkstad.core.typed import TypedField
from verkstad.learning import badges
from verkstad.learning.models import PackageEdition
from verkstad.learning.models.certificates import LONGEST_NAME
from verkstad.learning.queries import reading
from verkstad.learning.queries.certificates import name_kept_until


class NameForm(forms.Form):
    """``press`` is another one each time the page is shown, so that a double click gives one certificate."""

    use_required_attribute = False
    name = TypedField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words", "dir": "auto"}),
    )
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("As it is to stand on the certificate. It is kept until %(day)s, or until you take it away.")
        self.fields["name"].help_text = words % {"day": date_format(name_kept_until(timezone.now()))}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if personal.spans(name) or not name.isprintable():
            raise ValidationError(_("Write your name only, without numbers or addresses."))
        return name


class CheckForm(forms.Form):
    """A code, or a badge: the file or what stands in it."""

    use_required_attribute = False
    code = forms.CharField(label=_("The code on the certificate"), required=False, max_length=40)
    file = forms.FileField(label=_("A badge file"), required=False, help_text=_("Its name ends with .json or .svg."))
    text = forms.CharField(
        label=_("Or paste what stands in it"),
        required=False,
        max_length=badges.MOST_BYTES,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, too_large: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        """``too_large`` names the field when its file was dropped for its size."""
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean_file(self) -> str:
        """What is in it; of one that is no text, what can be read."""
        file = self.cleaned_data["file"]
        if "file" in self.too_large or (file and file.size > badges.MOST_BYTES):
            raise ValidationError(_("This file is too large to be a badge."))
        return file.read().decode(errors="replace") if file else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(given.values()):
            raise ValidationError(_("Write a code, choose a file, or paste a badge."))
        return given

    @property
    def badge(self) -> str:
        content: str = self.cleaned_data["file"] or self.cleaned_data["text"]
        return content


class ConfirmForm(forms.Form):
    """Which modules of an edition somebody can."""

    use_required_attribute = False
    modules = forms.MultipleChoiceField(
        label=_("What you have seen the person do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one module.")},
    )

    def __init__(self, *args: Any, edition: PackageEdition, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        texts = reading.modules_of(edition, [language])
        self.fields["modules"].choices = [(text.module.key, text.title) for text in texts]  # type: ignore[attr-defined]


class RevokeForm(forms.Form):
    use_required_attribute = False
    because = forms.CharField(
        label=_("Why it does not hold any more"),
        help_text=_("Whoever checks the certificate reads it. Write nothing about the person."),
        max_length=200,
    )

    def clean_because(self) -> str:
        because: str = self.cleaned_data["because"]
        if personal.spans(because):
            raise ValidationError(_("Write no numbers or addresses of anybody here."))
        return because
