"""What another system tells of cases done digitally."""

from django import forms
from django.utils.translation import gettext_lazy

from verkstad.measurement.models import LONGEST_SOURCE


class PlatformKeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("The same as in files from it, if there were any."),
    )


class DigitalUseForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Name of the system"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("Always write the same."),
    )
    file = forms.FileField(label=gettext_lazy("File"))
