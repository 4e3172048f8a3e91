"""What the parts of a screen's form have in common."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verkstad.practice.blocks import LONGEST, LONGEST_KEY

type Choice = tuple[str, Any]

EMPTY_ROWS = 2


class Part(forms.Form):
    """Says for itself what is missing, beside the field, and keeps what was typed."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def typed(self) -> dict[str, Any]:
        """What is valid as read, the rest as it was typed: the rest of the form goes on from it."""
        self.is_valid()
        values = {name: self[name].value() or "" for name in self.fields} | self.cleaned_data
        return {name: unpadded(value) if isinstance(value, str) else value for name, value in values.items()}


class Row(Part):
    """A row of several alike: it is taken away by emptying it. What ``needed`` names it must have otherwise."""

    needed: tuple[str, ...] = ()
    key = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if not self.is_empty:
            for name in self.needed:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        return not any(bound.value() for bound in self.visible_fields())


def line(label: Any, help_text: Any = "", *, required: bool = False, most: int = LONGEST) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def area(label: Any, help_text: Any = "", *, required: bool = False, most: int = LONGEST) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def offer(form: forms.Form, name: str, choices: list[Choice]) -> None:
    """Let the field choose among these, and what it has already."""
    value = str(form[name].value() or "")
    missing = [(value, value)] if value and value not in dict(choices) else []
    form.fields[name].widget.choices = [("", _("Choose")), *choices, *missing]


def chosen(label: Any) -> forms.CharField:
    """One of what ``offer`` offers; what there is to choose is known only when the rest of the form is read."""
    return forms.CharField(label=label, required=False, max_length=LONGEST_KEY, widget=forms.Select)


def rows_sent(values: QueryDict, prefix: str, most: int) -> int:
    """How many rows of a block or step were sent."""
    number = values.get(f"{prefix}-rows", "")
    return min(int(number), most) if number.isdecimal() and len(number) < 5 else EMPTY_ROWS


def unpadded(value: str) -> str:
    """A browser ends lines in its own way."""
    return value.replace("\r\n", "\n").strip()
