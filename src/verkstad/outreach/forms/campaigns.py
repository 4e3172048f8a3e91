"""What a campaign is, what it is to reach, and its material."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.days import DayField
from verkstad.courses.models import Audience, CourseDate
from verkstad.municipalities.requests import PortalRequest
from verkstad.outreach.actions.campaigns import CampaignData, MaterialData
from verkstad.outreach.forms.ambassadors import DayInput
from verkstad.outreach.models import Campaign, MaterialKind, Reach
from verkstad.outreach.queries.campaigns import course_dates_of

HIGHEST = 10_000_000


class CampaignForm(forms.Form):
    """With a field for each goal, as ``goal_visits``."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    about = forms.CharField(
        label=gettext_lazy("What you want to tell"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"), choices=Audience, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=gettext_lazy("First day"), widget=DayInput())
    ends_on = DayField(label=gettext_lazy("Last day"), widget=DayInput())
    course_dates = forms.ModelMultipleChoiceField(
        CourseDate.objects.none(),
        label=gettext_lazy("Courses that belong to it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, request: PortalRequest, campaign: Campaign | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _values(campaign))
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = vars(self)["fields"]
        fields["course_dates"].queryset = course_dates_of(request.municipality)
        fields["course_dates"].label_from_instance = date_words
        for what in Reach:
            fields[f"goal_{what}"] = forms.IntegerField(
                label=what.label, required=False, min_value=1, max_value=HIGHEST
            )

    @property
    def goals(self) -> list[forms.BoundField]:
        return [self[f"goal_{what}"] for what in Reach]

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "data": CampaignData(**{name: said[name] for name in CampaignData.__slots__}),
            "goals": {what: said[f"goal_{what}"] for what in Reach if said[f"goal_{what}"]},
            "course_dates": said["course_dates"],
        }


class MaterialForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=MaterialKind)
    channel = forms.CharField(
        label=gettext_lazy("Where people meet it"),
        max_length=80,
        help_text=gettext_lazy("Such as the library, the pensioners’ letter, the local newspaper."),
    )
    leads_to = forms.CharField(
        label=gettext_lazy("The page it leads to"),
        max_length=400,
        help_text=gettext_lazy("Open one of our pages for residents, and copy its address here."),
    )
    printed = forms.IntegerField(label=gettext_lazy("Copies printed"), required=False, min_value=0, max_value=HIGHEST)

    def __init__(self, *args: Any, request: PortalRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_leads_to(self) -> str:
        """What stands after the language: the reader's own comes before it."""
        try:
            address = urlsplit(self.cleaned_data["leads_to"].strip())
            rest = self._below_language(address.netloc, address.path)
            match = resolve(f"/{rest}")
        except (ValueError, Resolver404) as error:
            raise forms.ValidationError(_("This is none of our own pages for residents.")) from error
        if hasattr(match.func, "least_role"):
            raise forms.ValidationError(_("This page is for staff. Choose one that residents can open."))
        return f"{rest}?{address.query}" if address.query else rest

    def _below_language(self, host: str, path: str) -> str:
        """Raises ValueError for other hosts and municipalities."""
        front = f"{self.request.front}/"
        if (host and host != self.request.get_host()) or not path.startswith(front):
            raise ValueError
        language, _slash, rest = path.removeprefix(front).partition("/")
        if language not in self.request.municipality.languages or rest.startswith(("/", "c/", "staff/")):
            raise ValueError
        return rest

    def material(self) -> MaterialData:
        said = self.cleaned_data
        return MaterialData(MaterialKind(said["kind"]), said["channel"], said["leads_to"], said["printed"] or 0)


def date_words(course_date: CourseDate) -> str:
    """Such as "Kom igång, 3 november 2026, Stadsbiblioteket"."""
    day = date_format(localtime(vars(course_date)["first"]).date())
    where = str(course_date.place.name) if course_date.place else _("Online")
    return f"{course_date.course.title}, {day}, {where}"


def _values(campaign: Campaign | None) -> dict[str, Any]:
    if campaign is None:
        return {}
    names = ("name", "about", "audiences", "starts_on", "ends_on")
    goals = {f"goal_{goal.what}": goal.number for goal in campaign.goals.order_by("what")}
    dates = list(campaign.course_dates.order_by("pk").values_list("pk", flat=True))
    return {name: getattr(campaign, name) for name in names} | goals | {"course_dates": dates}
