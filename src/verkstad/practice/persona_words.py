"""What a persona's fields are called on the card."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.practice.models import Persona

_CALLED = {"given_name", "family_name"}
# In the order of the card; those that a copy needs besides come after.
_ALWAYS: dict[str, str | Promise] = {
    "number": _("Personal number"),
    "street": _("Street"),
    "postcode": _("Postcode"),
    "town": _("Town"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
}
_BESIDES: dict[str, str | Promise] = {
    "child_name": _("Your child"),
    "child_number": _("Your child's personal number"),
    "schoolchild_name": _("Your child at school"),
    "school": _("School"),
    "school_class": _("Class"),
    "preschool": _("Preschool you want"),
    "first_choice_date": _("First day"),
    "new_street": _("New street"),
    "new_postcode": _("New postcode"),
    "new_town": _("New town"),
    "library_card": _("Library card"),
    "library_pin": _("Code of the library card"),
    "registration": _("Your car"),
    "moving_date": _("Moving day"),
    "new_road": _("New street"),
    "new_flat": _("Number of the new flat"),
    "case": _("Case number"),
    "old_age": _("Age"),
}


def details(persona: Persona, used: Collection[str]) -> list[tuple[str | Promise, str]]:
    """What stands on the card: what everybody has, and of the rest what is ``used`` in the copy and has a name."""
    besides = {name: words for name, words in _BESIDES.items() if name in used}
    named = _ALWAYS | besides
    return [(words, persona.fields[name]) for name, words in named.items() if name in persona.fields]


def all_details(fields: Mapping[str, str]) -> list[tuple[str | Promise, str]]:
    """Everything, by name where it has one; without what the person is called."""
    words = _ALWAYS | _BESIDES
    names = [*(name for name in words if name in fields), *sorted(fields.keys() - words - _CALLED)]
    return [(words.get(name, name), fields[name]) for name in names]
