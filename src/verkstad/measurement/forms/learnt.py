"""Which learning a report is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.measurement.forms.reports import PeriodForm
from verkstad.measurement.learnt_alone import titles_of_packages
from verkstad.municipalities.models import Municipality


class LearntForm(PeriodForm):
    """When, and in which package."""

    package = forms.TypedChoiceField(label=gettext_lazy("Package"), required=False, coerce=int, empty_value=None)
    field_order = ("period", "since", "until", "package", "exact")

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        self._packages = titles_of_packages(municipality)
        super().__init__(*args, municipality=municipality, **kwargs)

    def _set_choices(self) -> None:
        super()._set_choices()
        self.fields["package"].choices = [("", _("All packages")), *self._packages.items()]  # type: ignore[attr-defined]
