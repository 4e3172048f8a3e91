"""What somebody who was taught chooses to tell."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.outreach.models import Did

# A browser has one for each module and way, of all packages.
MOST_RECEIPTS = 200


class TaughtForm(forms.Form):
    """Nothing is chosen beforehand. ``receipt`` is filled in by the browser, if it has some."""

    use_required_attribute = False
    press = forms.UUIDField(widget=forms.HiddenInput)
    did = forms.TypedMultipleChoiceField(
        label=_("What have you done since?"),
        choices=[
            (Did.TEST, _("I have taken a test, or got the licence")),
            (Did.TEACHES, _("I teach others what I learnt")),
        ],
        coerce=Did,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one, or close the page. Nothing is kept then.")},
    )

    def told(self) -> dict[str, Any]:
        shown = self.data.getlist("receipt")[:MOST_RECEIPTS] if hasattr(self.data, "getlist") else []
        return {"press": self.cleaned_data["press"], "shown": shown}
