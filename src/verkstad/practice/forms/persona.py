"""A made-up person, as somebody makes them up; what could be a real one's is told beside its field."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.municipalities.models import Country, Municipality
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.practice import reserved
from verkstad.practice.documents import PERSONA_FIELDS, PersonaDocument, Refused, read_persona
from verkstad.practice.editing import free_key
from verkstad.practice.models import Persona
from verkstad.practice.queries.listing import personas_of
from verkstad.practice.texts import FIELD_NAME

LABELS = {
    "given_name": gettext_lazy("Given name"),
    "family_name": gettext_lazy("Family name"),
    "number": gettext_lazy("Personal number"),
    "street": gettext_lazy("Street"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
}
HELP: dict[str, str | Promise] = {
    "number": gettext_lazy("With a date that no calendar has, such as 30 February: then it is nobody's."),
    "postcode": gettext_lazy("One that is in use nowhere."),
    "town": gettext_lazy("One that there is not."),
    "phone": gettext_lazy("One that nobody can have."),
    "email": gettext_lazy("Let it end with @example.org, which nobody owns."),
}
SUCH_AS = {
    Country.SWEDEN: {"number": "19520230-1234", "postcode": "999 01", "phone": "070-174 06 21"},
    Country.DENMARK: {"number": "300252-1234", "postcode": "0991", "phone": "00 00 00 21"},
    Country.NORWAY: {"number": "300252 12345", "postcode": "9999", "phone": "00 00 00 21"},
    Country.FINLAND: {"number": "300252-123A", "postcode": "09991", "phone": "040 000"},
    Country.FAROE_ISLANDS: {"number": "300252-123", "postcode": "991", "phone": "00 00 21"},
}
REFUSALS: dict[str, tuple[Callable[[str, str], bool], str | Promise]] = {
    "number": (
        reserved.is_nobodys_number,
        gettext_lazy("This could be somebody's. Take a date that no calendar has, such as 30 February."),
    ),
    "phone": (
        reserved.is_nobodys_phone,
        gettext_lazy("This could be somebody's. Take one that nobody can have."),
    ),
    "postcode": (reserved.is_nobodys_postcode, gettext_lazy("This one is in use somewhere.")),
    "email": (
        lambda email, _country: reserved.is_nobodys_email(email),
        gettext_lazy("This could be somebody's. Let it end with @example.org."),
    ),
}
LINE = re.compile(rf"({FIELD_NAME.pattern})\s*:\s*(\S.*)")
LONGEST_FIELD = 200


class PersonaForm(TextsForm):
    use_required_attribute = False
    texts = ("story",)

    more = forms.CharField(
        label=gettext_lazy("What else a copy needs to know"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("One on each line: a name in small letters, a colon, and what it is."),
    )
    story = forms.CharField(
        label=gettext_lazy("Who you are"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands on the card. Speak to the reader: “You are 74 and a retired nurse.”"),
    )

    def __init__(self, *args: Any, municipality: Municipality, persona: Persona | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(persona))
        super().__init__(*args, municipality=municipality, **kwargs)
        self.persona, self.country = persona, persona.country if persona else municipality.country
        self.such_as = SUCH_AS[Country(self.country)]
        for name in PERSONA_FIELDS:
            example = _("Such as %(example)s.") % {"example": self.such_as[name]} if name in self.such_as else ""
            words = f"{HELP.get(name, '')} {example}".strip()
            self.fields[name] = forms.CharField(label=LABELS[name], max_length=LONGEST_FIELD, help_text=words)
        self.order_fields([*PERSONA_FIELDS, *(f"story_{code}" for code in self.codes), "more"])
        self.fields["more"].help_text = f"{self.fields['more'].help_text} {_('Such as child_name: Alma.')}"

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in PERSONA_FIELDS]

    def clean_more(self) -> dict[str, str]:
        more: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["more"].splitlines())):
            match = LINE.fullmatch(line)
            if not match or match[1] in PERSONA_FIELDS or match[1] in more:
                raise ValidationError(_("“%(line)s” cannot be read. Write as in child_name: Alma.") % {"line": line})
            if len(match[2]) > LONGEST_FIELD:
                raise ValidationError(_("What stands after %(name)s is too long.") % {"name": match[1]})
            self._refuse_real(match[2])
            more[match[1]] = match[2].strip()
        return more

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, (is_nobodys, words) in REFUSALS.items():
            if name in said and not is_nobodys(said[name], self.country):
                self.add_error(name, str(words))
        for name in (*PERSONA_FIELDS, *(f"story_{code}" for code in self.codes)):
            try:
                self._refuse_real(said.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return said

    def document(self) -> PersonaDocument:
        said = self.cleaned_data
        if self.persona:
            key = self.persona.key
        else:
            taken = {RESERVED, *(one.key for one in personas_of(self.municipality))}
            key = free_key(said["given_name"], taken, "person")[:40]
        fields = {name: said[name] for name in PERSONA_FIELDS} | said["more"]
        # Stories in languages that the municipality does not speak any longer are kept.
        story = (dict(self.persona.story) if self.persona else {}) | self.text("story")
        return read_persona({"key": key, "country": self.country, "fields": fields, "story": story})

    def refuse(self, refused: Refused) -> None:
        self.add_error(None, refused.reason)

    def _refuse_real(self, text: str) -> None:
        if number := next(reserved.real_looking(text, self.country), ""):
            raise ValidationError(_("“%(number)s” could be somebody's.") % {"number": number})


# Would be taken for another page.
RESERVED = "new"


def _initial(persona: Persona | None) -> Mapping[str, Any]:
    if persona is None:
        return {}
    more = [f"{name}: {value}" for name, value in persona.fields.items() if name not in PERSONA_FIELDS]
    return {**persona.fields, "more": "\n".join(more), **by_language("story", persona.story)}
