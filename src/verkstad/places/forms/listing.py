"""What staff look for among the places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.places.queries import Shown


class FilterForm(forms.Form):
    words = forms.CharField(label=_("Name or street"), required=False, max_length=100)
    shown = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All places")),
            (Shown.OPEN.value, _("Open now")),
            (Shown.PUBLISHED.value, _("Seen by residents")),
            (Shown.HIDDEN.value, _("Not seen by residents")),
            (Shown.NO_HOURS.value, _("Without opening hours")),
            (Shown.CHANGED_TODAY.value, _("Changed today")),
        ],
    )

    def filters(self) -> dict[str, Any]:
        """What was asked for and makes sense."""
        self.is_valid()
        said = self.cleaned_data
        return {"words": said.get("words", ""), "shown": Shown(said["shown"]) if said.get("shown") else None}
