"""One text in all languages of a municipality: a field for each, the main language first."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst

from verkstad.core.writing import own_name
from verkstad.municipalities.models import Municipality


class TextsForm(forms.Form):
    """A form some of whose texts are asked for in each language; ``texts`` names them."""

    texts: Sequence[str] = ()

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        main = municipality.main_language
        self.codes = [main, *(code for code in municipality.languages if code != main)]
        for name in self.texts:
            self._in_each_language(name)

    def _in_each_language(self, name: str) -> None:
        pattern = self.fields.pop(name)
        for code in self.codes:
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{pattern.label} ({capfirst(own_name(code))})",
                help_text=pattern.help_text if code == self.codes[0] else "",
                required=pattern.required and code == self.codes[0],
                max_length=pattern.max_length,  # type: ignore[attr-defined]
                widget=type(pattern.widget)(attrs={"lang": code, "class": "ds-input"}),
            )

    def text(self, name: str) -> dict[str, str]:
        """What was written, by language; languages without anything are left out."""
        written = {code: self.cleaned_data[f"{name}_{code}"] for code in self.codes}
        return {code: words for code, words in written.items() if words}

    def bound(self, name: str) -> list[forms.BoundField]:
        return [self[f"{name}_{code}"] for code in self.codes]


def by_language(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The initial values of the fields for one text."""
    return {f"{name}_{code}": words for code, words in texts.items()}
