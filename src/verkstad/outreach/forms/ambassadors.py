"""Who is an ambassador, and the areas of the municipality."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.days import DayField
from verkstad.courses.models import Unit
from verkstad.identity.models import Membership
from verkstad.learning.certificate_sheets import spelled
from verkstad.learning.models import Certificate
from verkstad.learning.queries.verifying import certificate_of
from verkstad.municipalities.models import Municipality
from verkstad.outreach.actions.ambassadors import AmbassadorData
from verkstad.outreach.models import GOAL_OF_EMPLOYEE, GOAL_OF_VOLUNTEER, Ambassador
from verkstad.outreach.queries.ambassadors import members_to_choose

HIGHEST_GOAL = 9999


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AmbassadorForm(forms.Form):
    use_required_attribute = False
    member = forms.ChoiceField(label=gettext_lazy("Who it is"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Leave it empty to take the member’s whole name."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Workplace or association"), empty_label=gettext_lazy("Choose")
    )
    certificate = forms.CharField(
        label=gettext_lazy("The code on their certificate"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("It shows that they have the licence. Leave it empty until they do."),
    )
    starts_on = DayField(label=gettext_lazy("Ambassador from"), widget=DayInput())
    ends_on = DayField(
        label=gettext_lazy("Until"),
        widget=DayInput(),
        required=False,
        help_text=gettext_lazy("The last day. Leave it empty if it is not known."),
    )
    goal = forms.IntegerField(
        label=gettext_lazy("How many to teach"),
        required=False,
        min_value=1,
        max_value=HIGHEST_GOAL,
        help_text=gettext_lazy("Leave it empty for ten for somebody who works here, and a hundred for a volunteer."),
    )

    def __init__(
        self, *args: Any, municipality: Municipality, ambassador: Ambassador | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _values(ambassador))
        super().__init__(*args, **kwargs)
        members = members_to_choose(municipality, ambassador)
        self._members: dict[str, Membership] = {str(member.user.public_id): member for member in members}
        names = [(key, member.user.name) for key, member in self._members.items()]
        fields: dict[str, Any] = vars(self)["fields"]
        fields["member"].choices = [("", _("A volunteer who does not sign in")), *names]
        self._municipality = municipality
        fields["unit"].queryset = Unit.objects.filter(municipality=municipality).order_by("name")

    def clean_certificate(self) -> Certificate | None:
        if not (code := self.cleaned_data["certificate"]):
            return None
        certificate = certificate_of(self._municipality, code)
        if certificate is None:
            raise forms.ValidationError(_("No certificate from here has this code."))
        return certificate

    def clean(self) -> None:
        said = self.cleaned_data
        if not said.get("name") and not said.get("member"):
            self.add_error("name", _("Write the name of the volunteer, or choose a member."))
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))

    def data_said(self) -> AmbassadorData:
        said = self.cleaned_data
        member = self._members.get(said["member"])
        usual = GOAL_OF_EMPLOYEE if member else GOAL_OF_VOLUNTEER
        return AmbassadorData(
            name=(said["name"] or (member.user.name if member else ""))[:80],
            unit=said["unit"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            goal=said["goal"] or usual,
            member=member,
            certificate=said["certificate"],
        )


class AreaForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    residents = forms.IntegerField(
        label=gettext_lazy("Number of residents"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=gettext_lazy("To see which share of them was taught."),
    )


def _values(ambassador: Ambassador | None) -> dict[str, Any]:
    if ambassador is None:
        return {"starts_on": timezone.localdate()}
    names = ("name", "starts_on", "ends_on", "goal")
    member = str(ambassador.member.user.public_id) if ambassador.member else ""
    code = spelled(ambassador.certificate.code) if ambassador.certificate else ""
    others = {"unit": ambassador.unit_id, "member": member, "certificate": code}
    return {name: getattr(ambassador, name) for name in names} | others
