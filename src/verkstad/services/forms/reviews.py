"""Which entries go over, and to whom."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.identity.models import User


class HandOverForm(forms.Form):
    """All are chosen to begin with."""

    services = forms.MultipleChoiceField(label=_("What is handed over"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label=_("Who looks after it from now on"))

    def __init__(self, *args: Any, services: Mapping[str, str], people: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"services": list(services)}
        self._people = people
        self.fields["services"].choices = list(services.items())  # type: ignore[attr-defined]
        names = [(public_id, user.name) for public_id, user in people.items()]
        self.fields["to"].choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]

    @property
    def person(self) -> User:
        return self._people[self.cleaned_data["to"]]
