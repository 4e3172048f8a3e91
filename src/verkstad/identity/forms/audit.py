"""What an administrator looks for in the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.core import audit
from verkstad.core.days import DayField
from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality


class AuditForm(forms.Form):
    words = forms.CharField(label=_("What it is about"), required=False, max_length=100)
    actor = forms.ChoiceField(label=_("Who did it"), required=False)
    since = DayField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = DayField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(municipality=municipality).select_related("user").order_by("user__email")
        people = [(member.actor, member.user.name) for member in members]
        self.fields["actor"].choices = [  # type: ignore[attr-defined]
            ("", _("Anybody")), *people, (audit.SYSTEM, _("The program itself")), (audit.RESIDENT, _("A resident")),
        ]  # fmt: skip

    def filters(self) -> dict[str, Any]:
        """What was asked for and makes sense."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})
