"""What the list of services is searched and narrowed by, and what is done with those that are chosen in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verkstad.core.writing import language_name
from verkstad.identity.models import Membership, Role, User
from verkstad.identity.queries import members
from verkstad.services.models import Status
from verkstad.services.queries.listing import NOBODY, Wanted, sources

ALL = ("", _("All"))
MINE = "mine"


class ListForm(forms.Form):
    """Sent by GET. What nobody can choose counts as all."""

    use_required_attribute = False
    words = forms.CharField(label=_("Search"), required=False, max_length=200)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *Status.choices])
    owner = forms.ChoiceField(label=_("Service owner"), required=False)
    missing = forms.ChoiceField(label=_("Without text in"), required=False)
    source = forms.ChoiceField(label=_("Came from"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"), required=False,
        choices=[("name", _("By name")), ("changed", _("Changed last first")), ("owner", _("By service owner"))],
    )  # fmt: skip
    shared = forms.BooleanField(label=_("What the region or the state shares with us"), required=False)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        municipality = member.municipality
        people = [(other.actor, other.user.name) for other in members(municipality, Role.SERVICE_OWNER)]
        self._choose("owner", [ALL, (MINE, _("Me")), (NOBODY, _("Nobody")), *people])
        self._choose("missing", [ALL, *((code, language_name(code)) for code in municipality.languages)])
        self._choose("source", [ALL, *((source, source) for source in sources(municipality))])

    def wanted(self) -> Wanted:
        self.is_valid()
        values = dict(self.cleaned_data)
        if values.get("owner") == MINE:
            values["owner"] = self.member.actor
        return Wanted(**values)

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = choices


ACTS = {"publish": _("Publish"), "withdraw": _("Withdraw"), "owner": _("Change service owner")}


class BulkForm(forms.Form):
    """What to do with the chosen services."""

    use_required_attribute = False
    act = forms.ChoiceField(label=_("With those chosen"), choices=list(ACTS.items()))
    owner = forms.ChoiceField(label=_("New service owner"), required=False)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {other.actor: other for other in members(member.municipality, Role.SERVICE_OWNER)}
        people = [(actor, other.user.name) for actor, other in self.members.items()]
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Nobody")), *people]
        if not member.has(Role.EDITOR):
            acts = self.fields["act"]
            assert isinstance(acts, forms.ChoiceField)  # noqa: S101 -- for the type checker
            acts.choices = [(name, words) for name, words in ACTS.items() if name != "owner"]

    def owner_chosen(self) -> User | None:
        actor = self.cleaned_data["owner"]
        return self.members[actor].user if actor else None
