"""What an administrator looks for among the letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.core.models import Letter


class LettersForm(forms.Form):
    words = forms.CharField(label=_("Subject or address"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *Letter.State.choices])

    def filters(self) -> dict[str, str]:
        """What was asked for and makes sense."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})
