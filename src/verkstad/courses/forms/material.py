"""Which sheet to print."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verkstad.core.writing import own_name
from verkstad.courses.material.orders import Kind, Order
from verkstad.municipalities.models import Municipality


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What to print"), choices=Kind.choices, initial=Kind.POSTER, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"))
    greeting = forms.CharField(
        label=_("Greeting"),
        max_length=80,
        required=False,
        help_text=_("Only in the letter. For example: Dear members of the choir"),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, capfirst(own_name(code))) for code in municipality.languages]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]

    def order(self) -> Order:
        said = self.cleaned_data
        return Order(Kind(said["kind"]), said["language"], said["greeting"])
