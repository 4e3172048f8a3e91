"""Two recorded walks, and who walked them."""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import Membership
from verkstad.practice.forms.copies import NewCopyForm
from verkstad.practice.models import Persona
from verkstad.practice.queries.listing import personas_of
from verkstad.practice.recorded.recording import Recording, read
from verkstad.practice.recorded.tree import Refused


class RecordedForm(NewCopyForm):
    """The copy is for the first of the two people; both are needed to see what is about a person."""

    other = forms.ChoiceField(label=_("Who walked the second time"))
    first = forms.FileField(label=_("The first walk"), help_text=_("The file that “verkstad record” wrote."))
    second = forms.FileField(label=_("The second walk"))
    field_order = ("title", "intro", "language", "service", "owner", "persona", "first", "other", "second")

    def __init__(self, *args: Any, member: Membership, too_large: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        self.too_large = too_large
        self.personas = {one.key: one for one in personas_of(self.municipality)}
        self.fields["other"].choices = [(key, str(one)) for key, one in self.personas.items()]  # type: ignore[attr-defined]
        self.fields["persona"].label = gettext("Who walked the first time, and who one is while practising")

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

    @property
    def walkers(self) -> tuple[Persona, Persona]:
        return self.personas[self.cleaned_data["persona"]], self.personas[self.cleaned_data["other"]]

    def _recording(self, name: str) -> Recording:
        try:
            return read(BytesIO(self.cleaned_data[name].read()))
        except Refused as refused:
            raise ValidationError(gettext("The file %(reason)s.") % {"reason": refused}) from refused
