"""What the pages of learning tell, to be counted."""

from typing import Any

from django import forms

from verkstad.learning import receipts
from verkstad.learning.models import Counted, ModuleText
from verkstad.learning.receipts import Receipt

# What is known of reading, and that a receipt is kept; what a test brought is known where it is marked.
TOLD = (Counted.STARTED, Counted.REACHED, Counted.PROVED)


class CountForm(forms.Form):
    """``text``: of which only the lessons there are are counted, and only a receipt of ours."""

    what = forms.ChoiceField(choices=[(one.value, one.label) for one in TOLD])
    lesson = forms.ChoiceField(required=False)
    receipt = forms.CharField(required=False)

    def __init__(self, *args: Any, text: ModuleText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text = text
        self.fields["lesson"].choices = [(one["key"], one["title"]) for one in text.lessons]  # type: ignore[attr-defined]

    def clean_receipt(self) -> Receipt | None:
        return receipts.read(self.cleaned_data["receipt"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        what, proof, module = said.get("what"), said.get("receipt"), self._text.module
        is_ours = proof is not None and (proof.edition, proof.module) == (module.edition_id, module.key)
        if (what == Counted.REACHED) != bool(said.get("lesson")) or (what == Counted.PROVED) != is_ours:
            raise forms.ValidationError("This does not go together.", code="together")
        return said
