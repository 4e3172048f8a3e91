"""Small forms about one service: its dates, its owner, a municipality's note on a shared one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from verkstad.core.days import DayField
from verkstad.core.writing import language_name
from verkstad.identity.models import Membership, User
from verkstad.services.models import LocalService, Service, Status


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DatesForm(forms.Form):
    """When a service is shown and taken away by itself."""

    use_required_attribute = False
    publish_on = DayField(label=_("Publish on"), required=False, widget=DateInput)
    withdraw_on = DayField(label=_("Withdraw on"), required=False, widget=DateInput)

    def __init__(self, *args: Any, service: Service, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if service.status == Status.PUBLISHED:
            del self.fields["publish_on"]

    @classmethod
    def of(cls, service: Service, today: date) -> Self:
        initial = {"publish_on": service.publish_on, "withdraw_on": service.withdraw_on}
        return cls(service=service, today=today, initial=initial)

    def clean(self) -> dict[str, Any]:
        """In the order in which they happen, and not in the past."""
        days: dict[str, Any] = {"publish_on": None} | self.cleaned_data
        for name in self.fields:
            if days.get(name) and days[name] <= self.today:
                self.add_error(name, _("Choose a day to come."))
        shown, gone = days["publish_on"], days.get("withdraw_on")
        if shown and gone and shown >= gone:
            self.add_error("withdraw_on", _("It must be after the day of publishing."))
        return days


class OwnerForm(forms.Form):
    """Who keeps a service's entry true."""

    use_required_attribute = False

    def __init__(self, *args: Any, members: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.actor: member for member in members}
        people = [(actor, member.user.name) for actor, member in self.members.items()]
        self.fields["owner"] = forms.ChoiceField(
            label=_("Service owner"), required=False, choices=[("", _("Nobody")), *people]
        )

    @classmethod
    def of(cls, service: Service, members: QuerySet[Membership]) -> Self:
        return cls(members=members, initial={"owner": str(service.owner.public_id) if service.owner else ""})

    def owner_chosen(self) -> User | None:
        actor = self.cleaned_data["owner"]
        return self.members[actor].user if actor else None


class NoteForm(forms.Form):
    """The municipality's own words about what a region or the state shares with it."""

    use_required_attribute = False

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages:
            label = f"{_('Our note')} – {language_name(language)}"
            area = forms.Textarea(attrs={"rows": 2, "lang": language})
            self.fields[language] = forms.CharField(label=label, required=False, max_length=1000, widget=area)

    @classmethod
    def of(cls, local: LocalService | None, languages: Sequence[str]) -> Self:
        return cls(languages=languages, initial=local.note if local else {})

    def note(self) -> dict[str, str]:
        return {language: words for language, words in self.cleaned_data.items() if words}
