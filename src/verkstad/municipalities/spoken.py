"""The languages that people are met in, to choose from."""

from collections.abc import Iterable

from django.utils.text import capfirst

from verkstad.core.writing import language_name
from verkstad.municipalities.models import Municipality

SPOKEN = (
    "sv", "da", "en", "nb", "fi", "ar", "bs", "de", "es", "fa", "fo", "fr", "kl", "ku", "pl", "prs", "ro", "ru", "se",
    "so", "ti", "tr", "uk",
)  # fmt: skip


def spoken_choices(municipality: Municipality, also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The municipality's own first, and at last those that are chosen already and stand nowhere else."""
    codes = dict.fromkeys([*municipality.languages, *SPOKEN, *also])
    return [(code, capfirst(language_name(code))) for code in codes]
