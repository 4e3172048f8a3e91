"""What people of the demo searched for this week without a sure answer, from ``searches.yaml`` in the folder."""

from pathlib import Path
from uuid import uuid4

from verkstad.core.entries import read_entries
from verkstad.municipalities.models import Municipality
from verkstad.search.actions import record_search
from verkstad.search.answers import Answer, Group
from verkstad.search.models import Kind, Search


def save_searches(demo: Path) -> None:
    """Once: they are not recorded again when the demo is brought up to date."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "searches.yaml"
        if file.exists() and not Search.objects.filter(municipality=municipality).exists():
            _save_searches(file, municipality)


def _save_searches(file: Path, municipality: Municipality) -> None:
    for entry in read_entries(file, named_by="words"):
        guesses = Group(Kind.SERVICE, [], entry.whole("guesses") or 0)
        answer = Answer(entry.text("words"), [guesses], is_weak=True)
        for _time in range(entry.whole("times") or 1):
            record_search(uuid4(), municipality, municipality.main_language, answer)
        entry.refuse_others()
