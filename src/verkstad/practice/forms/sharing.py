"""A file with a copy that somebody else has made, and what becomes of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from verkstad.practice.models import PracticeCopy

NEW, INSTEAD = "new", "instead"


class OfferForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(label=_("The file"), required=False, help_text=_("Its name ends with .verkstad-copy.zip."))

    def __init__(self, *args: Any, too_large: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean_file(self) -> bytes:
        """What is in it."""
        if self.too_large:
            size = filesizeformat(settings.LARGEST_UPLOAD)
            raise ValidationError(_("The file is larger than %(size)s."), params={"size": size})
        if not self.cleaned_data["file"]:
            raise ValidationError(_("Choose a file."))
        content: bytes = self.cleaned_data["file"].read()
        return content


class TakeForm(forms.Form):
    """``alike`` is the copy of the same key and language, when there is one: only then is there anything to choose."""

    use_required_attribute = False
    becomes = forms.ChoiceField(
        label=_("What it becomes"),
        initial=NEW,
        widget=forms.RadioSelect,
        choices=[(NEW, _("A copy of its own")), (INSTEAD, _("A draft of the copy that is here"))],
    )

    def __init__(self, *args: Any, alike: PracticeCopy | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike = alike
        if alike is None:
            del self.fields["becomes"]

    @property
    def instead_of(self) -> PracticeCopy | None:
        return self.alike if self.cleaned_data.get("becomes") == INSTEAD else None
