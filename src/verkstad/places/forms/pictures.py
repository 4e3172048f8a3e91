"""A picture and what it shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.places.models import PlacePicture

MOST_BYTES = 15_000_000
TOO_LARGE = _("The file is larger than 15 MB. Make the picture smaller and try again.")


class PictureForm(TextsForm):
    texts = ("alt",)

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 15 MB. Where it was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What it shows"), max_length=200, help_text=_("For those who do not see it, in one sentence.")
    )

    def __init__(self, *args: Any, was_dropped: bool, **kwargs: Any) -> None:
        """``was_dropped``: the file was so large that it was not taken in, and is missing for that reason."""
        super().__init__(*args, **kwargs)
        if was_dropped:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


class AltForm(TextsForm):
    texts = ("alt",)

    alt = forms.CharField(label=_("What it shows"), max_length=200)

    def __init__(self, *args: Any, picture: PlacePicture, **kwargs: Any) -> None:
        kwargs.setdefault("initial", by_language("alt", picture.alt))
        super().__init__(*args, prefix=f"picture-{picture.pk}", **kwargs)
