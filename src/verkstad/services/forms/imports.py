"""What is asked of whoever brings a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.entries import WEB_ADDRESS
from verkstad.services.importing.formats import Format, formats


class ImportForm(forms.Form):
    format = forms.ChoiceField(label=gettext_lazy("What you bring"), widget=forms.RadioSelect)
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Or its web address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("If the system offers one. It must be open to everybody."),
        widget=forms.URLInput,
    )
    source = forms.CharField(
        label=gettext_lazy("Name of the system"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only if you import from several systems of the same kind. Always write the same."),
    )
    withdraw_missing = forms.BooleanField(
        label=gettext_lazy("It holds everything: withdraw what came from there before and is no longer in it"),
        required=False,
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what is new at once; otherwise it becomes drafts"), required=False
    )

    def __init__(self, *args: Any, too_large: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["format"].choices = [(one.name, one.label) for one in formats().values()]  # type: ignore[attr-defined]
        self.fields["file"].help_text = _("At most %(size)s.") % {"size": filesizeformat(settings.LARGEST_UPLOAD)}

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if address and not address.startswith(WEB_ADDRESS):
            raise forms.ValidationError(_("A web address begins with https:// or http://."))
        return address

    def clean(self) -> dict[str, Any]:
        file, address = self.cleaned_data.get("file"), self.cleaned_data.get("address")
        if "file" in self.too_large:
            size = filesizeformat(settings.LARGEST_UPLOAD)
            self.add_error("file", _("The file is larger than %(size)s. Divide it into several.") % {"size": size})
        elif "file" not in self.errors and "address" not in self.errors and bool(file) == bool(address):
            self.add_error("file", _("Choose a file, or write an address, but not both."))
        elif address and "format" in self.cleaned_data and not self.format_.takes_address:
            self.add_error("address", _("This kind is only read from files."))
        return self.cleaned_data

    @property
    def format_(self) -> Format:
        return formats()[self.cleaned_data["format"]]

    def request(self) -> dict[str, Any]:
        """As actions.request_import takes it."""
        data = self.cleaned_data
        file: UploadedFile[bytes] | None = data["file"]
        return {
            "name": (file.name or "")[:500] if file else data["address"],
            "content": file.chunks(chunk_size=1_000_000) if file else None,
            **{field: data[field] for field in ("source", "publish", "withdraw_missing")},
        }
