"""What administrators write about people, and people about themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verkstad.core.writing import language_name
from verkstad.identity import queries
from verkstad.identity.access import may_invite
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality

# What a role is for, in a sentence.
ROLES = {
    Role.READER: _("sees everything on the staff side and changes nothing"),
    Role.HELPER: _("helps residents, and says when a place closes early"),
    Role.SERVICE_OWNER: _("keeps the services true that are theirs"),
    Role.EDITOR: _("writes services and places"),
    Role.COORDINATOR: _("leads the work, imports, and invites people"),
    Role.ADMINISTRATOR: _("decides about people and settings"),
}


def role_choices(by: Membership) -> list[tuple[str, str]]:
    return [(role.value, f"{role.label}: {ROLES[role]}") for role in Role if may_invite(by, role)]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, *args: Any, by: Membership, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["role"].choices = role_choices(by)  # type: ignore[attr-defined]
        self.fields["language"].choices = [(code, language_name(code)) for code in languages]  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(by)  # type: ignore[attr-defined]


class HeirForm(forms.Form):
    """Who takes over from a member; asks for nobody when there is nothing to take over."""

    heir = forms.ChoiceField(label=_("Who looks after it from now on"))

    def __init__(self, *args: Any, leaving: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entrusted = queries.entrusted_to(leaving)
        self._heirs = {member.actor: member for member in queries.heirs(leaving)} if self.entrusted else {}
        names = [(actor, member.user.name) for actor, member in self._heirs.items()]
        self.fields["heir"].choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]
        if not self.entrusted:
            del self.fields["heir"]

    @property
    def heir_member(self) -> Membership | None:
        return self._heirs.get(self.cleaned_data.get("heir", ""))


class AccountForm(forms.Form):
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("Of letters to you, and of these pages after you have signed in."),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = _("The municipality’s (%(language)s)") % {"language": language_name(municipality.main_language)}
        choices = [("", usual), *((code, language_name(code)) for code in municipality.languages)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name is not an address of the web, which letters would show as a link."""
        cleaned = super().clean() or {}
        if any("://" in str(cleaned.get(name)) for name in ("first_name", "last_name")):
            raise ValidationError(_("Write a name."))
        return cleaned
