"""Two recorded walks, and who walked them: for a new copy, or for screens of one that is there."""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.recordings import Walks
from verkstad.practice.forms.copies import NewCopyForm
from verkstad.practice.queries.listing import personas_of
from verkstad.practice.recorded.recording import Recording, read
from verkstad.practice.recorded.tree import Refused


class WalksForm(forms.Form):
    """Both people are needed to see what is about a person."""

    use_required_attribute = False
    persona = forms.ChoiceField(label=_("Who walked the first time"))
    first = forms.FileField(label=_("The first walk"), help_text=_("The file that “verkstad record” wrote."))
    other = forms.ChoiceField(label=_("Who walked the second time"))
    second = forms.FileField(label=_("The second walk"))

    def __init__(
        self, *args: Any, municipality: Municipality, too_large: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.personas = {one.key: one for one in personas_of(municipality)}
        for name in ("persona", "other"):
            self.fields[name].choices = [(key, str(one)) for key, one in self.personas.items()]  # type: ignore[attr-defined]

    def clean_first(self) -> Recording:
        return self._recording("first")

    def clean_second(self) -> Recording:
        return self._recording("second")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.too_large & {"first", "second"}:
            size = filesizeformat(settings.LARGEST_UPLOAD)
            self.errors.pop(name, None)
            self.add_error(name, gettext("The file is larger than %(size)s.") % {"size": size})
        if cleaned.get("persona") and cleaned["persona"] == cleaned.get("other"):
            self.add_error("other", gettext("Two people are needed: what differs between them is about a person."))
        return cleaned

    def walks(self) -> Walks:
        said = self.cleaned_data
        people = self.personas[said["persona"]], self.personas[said["other"]]
        return Walks(said["first"], said["second"], people)

    def _recording(self, name: str) -> Recording:
        try:
            return read(BytesIO(self.cleaned_data[name].read()))
        except Refused as refused:
            raise ValidationError(gettext("The file %(reason)s.") % {"reason": refused}) from refused


class RecordedForm(NewCopyForm, WalksForm):
    """The copy is for the first of the two people."""

    field_order = ("title", "intro", "language", "service", "owner", "persona", "first", "other", "second")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, municipality=member.municipality, **kwargs)
        self.fields["persona"].label = gettext("Who walked the first time, and who one is while practising")
