"""What the pages of practising tell, with a script and without."""

from collections.abc import Iterable
from typing import Any

from django import forms

from verkstad.core.codes import CODE_LENGTH
from verkstad.practice.models import Counted


class InGroupForm(forms.Form):
    """Who tells it; most are in no group."""

    group = forms.CharField(required=False, max_length=CODE_LENGTH)
    learner = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("group") and not cleaned.get("learner"):
            raise forms.ValidationError("A group needs a learner.", code="learner")
        return cleaned


class CountForm(InGroupForm):
    """``steps`` are the keys of those there are: nothing else is counted. ``hints``: how many it took to finish."""

    what = forms.ChoiceField(choices=Counted.choices)
    step = forms.ChoiceField(required=False)
    hints = forms.IntegerField(required=False, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step, step) for step in steps]  # type: ignore[attr-defined]


class NextForm(InGroupForm):
    """Which step, from 1, was done; ``last`` is the number of the last one."""

    number = forms.IntegerField(min_value=1)

    def __init__(self, *args: Any, last: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        return min(number, self.last)
