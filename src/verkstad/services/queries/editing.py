"""What the form of a service chooses from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import preferred
from verkstad.municipalities.models import Municipality
from verkstad.services.models import LifeEvent, Organisation, Subject

type Choice = tuple[str, str]

CURRENCIES = {"SE": "SEK", "DK": "DKK", "NO": "NOK", "FI": "EUR", "FO": "DKK"}


@dataclass(frozen=True, slots=True)
class Choices:
    """``languages`` begin with the municipality's main one; ``organisations`` are (slug, name), and so on."""

    languages: tuple[str, ...]
    organisations: list[Choice]
    life_events: list[Choice]
    currency: str
    today: date


def choices(municipality: Municipality, today: date) -> Choices:
    """Two queries."""
    language, _ = preferred()
    rows = Organisation.objects.filter(municipality=municipality).order_by("slug")
    organisations = [(row.slug, str(row.name)) for row in rows]
    main = municipality.main_language
    return Choices(
        languages=(main, *(code for code in municipality.languages if code != main)),
        organisations=sorted(organisations, key=lambda choice: alphabetical(choice[1], language)),
        life_events=[(row.code, str(row.name)) for row in LifeEvent.objects.order_by("position", "code")],
        currency=CURRENCIES[municipality.country],
        today=today,
    )


def find_subjects(words: str, limit: int = 20) -> list[Choice]:
    """Terms with a code that begins so or a name that has the words, as ("scheme:code", what to read)."""
    words = words.replace("\x00", "").strip()
    if not words:
        return []
    rows = Subject.objects.annotate(words=Cast("name", TextField()))
    found = rows.filter(Q(code__istartswith=words) | Q(words__icontains=words))
    return [_subject_choice(row) for row in found.order_by("scheme", "code")[:limit]]


def named_subjects(keys: list[str]) -> list[Choice]:
    """The choices of these, those that there are."""
    pairs = [key.partition(":")[::2] for key in keys if "\x00" not in key]
    rows = Subject.objects.filter(code__in=[code for _, code in pairs]).order_by("scheme", "code")
    return [_subject_choice(row) for row in rows if (row.scheme, row.code) in pairs]


def _subject_choice(row: Subject) -> Choice:
    return f"{row.scheme}:{row.code}", str(row)
