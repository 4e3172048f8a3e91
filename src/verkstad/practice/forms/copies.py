"""What is asked about a copy as a whole."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.core.days import DayField
from verkstad.core.writing import language_name
from verkstad.identity.models import Membership, Role, User
from verkstad.identity.queries import members
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.copies import CopyData
from verkstad.practice.documents import CopyDocument, Refused, read_copy
from verkstad.practice.editing import free_key
from verkstad.practice.models import Edition, PracticeCopy, ScreenSource
from verkstad.practice.queries.listing import Wanted, keys_of, personas_of
from verkstad.services.models import Service
from verkstad.services.queries import names_by_id, services_by_name

SERVICES = "service-names"
ALL = ("", _("All"))


class ListForm(forms.Form):
    """Sent by GET. What nobody can choose counts as all."""

    use_required_attribute = False
    wanted = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ALL,
            (Wanted.SHOWN.value, _("Residents can use it")),
            (Wanted.NOT_SHOWN.value, _("Not shown to residents")),
            (Wanted.DRAFT.value, _("Has a draft")),
            (Wanted.REVIEW.value, _("Waits for a second person")),
            (Wanted.OLD.value, _("Long since it was checked")),
        ],
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "language", [ALL, *_languages(municipality)])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        said = self.cleaned_data
        wanted = said.get("wanted")
        return {"wanted": Wanted(wanted) if wanted else None, "language": said.get("language", "")}


class FactsForm(forms.Form):
    """Which service it is a copy of, and who answers for it."""

    use_required_attribute = False
    service = forms.CharField(
        label=_("Service"),
        required=False,
        max_length=200,
        help_text=_("Begin to write its name and choose. Residents find the copy from the service's page."),
        widget=forms.TextInput(attrs={"list": SERVICES, "autocomplete": "off"}),
    )
    owner = forms.ChoiceField(label=_("Who answers for it"), required=False)

    def __init__(self, *args: Any, member: Membership, copy: PracticeCopy | None = None, **kwargs: Any) -> None:
        self.municipality, self.copy, self.member = member.municipality, copy, member
        self.slugs = services_by_name(self.municipality)
        kwargs.setdefault("initial", {}).update(_facts(copy, member))
        super().__init__(*args, **kwargs)
        self.people = {other.actor: other for other in members(self.municipality, Role.SERVICE_OWNER)}
        people = [(actor, other.user.name) for actor, other in self.people.items()]
        _choose(self, "owner", [("", _("Nobody")), *people])
        if not member.has(Role.EDITOR):
            del self.fields["owner"]

    def clean_service(self) -> Service | None:
        """The one of this name that residents see, or the one that it is a copy of already."""
        name: str = self.cleaned_data["service"].casefold()
        if not name:
            return None
        if self.copy and name == _facts(self.copy, self.member)["service"].casefold():
            return self.copy.service
        slug = {words.casefold(): slug for words, slug in self.slugs.items()}.get(name)
        if slug is None:
            raise ValidationError(_("There is no service of this name. Choose one of the list."))
        return Service.objects.visible_in(self.municipality).filter(slug=slug).order_by("pk").first()

    @property
    def owner_chosen(self) -> User | None:
        if "owner" not in self.fields:
            return self.copy.owner if self.copy else self.member.user
        actor = self.cleaned_data["owner"]
        return self.people[actor].user if actor else None


class NewCopyForm(FactsForm):
    title = forms.CharField(label=_("What is practised"), max_length=120, help_text=_("Such as “Report a move”."))
    intro = forms.CharField(
        label=_("What one practises, in a sentence or two"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say too that nothing is sent."),
    )
    language = forms.ChoiceField(label=_("Language"))
    persona = forms.ChoiceField(label=_("Who one is while practising"))
    field_order: tuple[str, ...] = ("title", "intro", "language", "persona", "service", "owner")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        _choose(self, "language", _languages(self.municipality))
        _choose(self, "persona", [(one.key, str(one)) for one in personas_of(self.municipality)])

    def copy_data(self) -> CopyData:
        said = self.cleaned_data
        key = free_key(said["title"], keys_of(self.municipality), "copy")
        return CopyData(key, said["language"], said["service"], self.owner_chosen)

    def document(self, data: CopyData) -> CopyDocument:
        said = self.cleaned_data
        return CopyDocument(data.key, data.language, said["title"], said["intro"], said["persona"], ())


class WordsForm(forms.Form):
    """What stands around the screens."""

    use_required_attribute = False
    title = forms.CharField(label=_("What is practised"), max_length=120)
    intro = forms.CharField(
        label=_("What one practises, in a sentence or two"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say too that nothing is sent."),
    )
    persona = forms.ChoiceField(label=_("Who one is while practising"))
    licence = forms.CharField(
        label=_("Licence"),
        required=False,
        max_length=100,
        help_text=_("On what terms others may use the copy, such as CC BY 4.0."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        initial = {name: getattr(edition, name) for name in ("title", "intro", "licence")}
        kwargs.setdefault("initial", initial | {"persona": edition.persona.key})
        super().__init__(*args, **kwargs)
        _choose(self, "persona", [(one.key, str(one)) for one in personas_of(edition.copy.municipality)])


class ScreenForm(forms.Form):
    """A screen more."""

    use_required_attribute = False
    title = forms.CharField(label=_("Name of the screen"), max_length=120)
    source = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            (ScreenSource.AUTHORED.value, _("A page of the service")),
            (ScreenSource.EID.value, _("Signing in with the practice e-ID")),
        ],
    )


class CheckedForm(forms.Form):
    """When somebody last compared the copy with the real service."""

    use_required_attribute = False
    checked_on = DayField(
        label=_("Compared with the real service on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_checked_on(self) -> date:
        day: date = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class DocumentForm(forms.Form):
    """A copy as a document, from a file or pasted."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("The document (YAML)"), required=False, widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"})
    )
    file = forms.FileField(label=_("Or a file with it"), required=False)

    def __init__(self, *args: Any, language: str = "", too_large: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language, self.too_large = language, too_large

    def clean(self) -> dict[str, Any]:
        """With the copy that it says as ``document``."""
        try:
            self.cleaned_data["document"] = self._document()
        except Refused as refused:
            self.refuse(str(refused))
        return self.cleaned_data

    def refuse(self, words: str) -> None:
        """Beside what was used of the two."""
        self.add_error("file" if self.files or self.too_large else "text", words)

    def _document(self) -> CopyDocument:
        file = self.cleaned_data.get("file")
        if self.too_large:
            raise Refused(
                gettext("The file is larger than %(size)s.") % {"size": filesizeformat(settings.LARGEST_UPLOAD)}
            )
        try:
            text = file.read().decode("utf-8-sig") if file else self.cleaned_data.get("text", "")
        except UnicodeDecodeError as error:
            raise Refused(gettext("This is no text file.")) from error
        if not text.strip():
            raise Refused(gettext("Paste a document, or choose a file."))
        document = read_copy(text)
        if self.language and document.language != self.language:
            raise Refused(gettext("It is in another language than this copy."))
        return document


def _languages(municipality: Municipality) -> list[tuple[str, str]]:
    return [(code, capfirst(language_name(code))) for code in municipality.languages]


def _facts(copy: PracticeCopy | None, member: Membership) -> dict[str, str]:
    """The name of the service and the actor of the owner; of a new copy who makes it."""
    if copy is None:
        return {"service": "", "owner": member.actor}
    named = names_by_id([copy.service_id]) if copy.service_id else {}
    service = str(named[copy.service_id].name) if copy.service_id in named else ""
    return {"service": service, "owner": str(copy.owner.public_id) if copy.owner else ""}


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
    field.choices = choices
