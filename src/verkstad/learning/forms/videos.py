"""The videos of a package, and their captions."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.learning import captions
from verkstad.learning.forms.packages import BroughtForm
from verkstad.learning.models import VideoKind
from verkstad.learning.videos import UnusableVideo, kind_of
from verkstad.practice.editing import free_key


class VideoForm(BroughtForm):
    """The field has a limit of its own: see settings.LARGEST_UPLOADS."""

    video = forms.FileField(
        label=_("Video"),
        help_text=_(
            "MP4 (H.264) or WebM, at most 100 MB. Phones write in it where it was filmed, and that is not removed."
        ),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
    )

    def clean_video(self) -> tuple[str, VideoKind, UploadedFile[bytes]]:
        """With the name that it is to have."""
        file = self.cleaned_data["video"]
        try:
            return free_key(file.name.rpartition(".")[0], (), "video"), kind_of(file), file
        except UnusableVideo as error:
            raise ValidationError(str(error)) from error


class CaptionsForm(BroughtForm):
    """As a file or as text; a file stands in the place of the text."""

    file = forms.FileField(
        label=_("A file with captions"),
        help_text=_("WebVTT, as programs for captions make it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )
    text = forms.CharField(
        label=_("Or the captions as text"),
        help_text=_("They begin with WEBVTT. Each says when it stands and what is said then; an empty line between."),
        required=False,
        max_length=captions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "true"}),
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file and file.size > captions.LONGEST:
            raise ValidationError(gettext("The file is too large for captions."))
        try:
            return _checked(file.read().decode("utf-8-sig")) if file else ""
        except UnicodeDecodeError as error:
            raise ValidationError(gettext("This is no text file.")) from error

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return text if self.files.get("file") else _checked(text)

    @property
    def captions(self) -> str:
        said: dict[str, str] = self.cleaned_data
        return said["file"] or said["text"]


def _checked(text: str) -> str:
    try:
        return captions.checked(text)
    except captions.UnusableCaptions as error:
        raise ValidationError(str(error)) from error
