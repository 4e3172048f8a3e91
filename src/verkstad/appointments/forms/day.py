"""Who is looked for among those who come."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Name"), min_length=2, max_length=80, widget=forms.TextInput({"type": "search", "autocomplete": "off"})
    )
