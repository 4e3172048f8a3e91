"""Which of the program's own copies a demo municipality shows, and of which services: ``practice.yaml`` of each."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from verkstad.core.entries import read_entries
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.copies import publish
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.models import PracticeCopy
from verkstad.practice.queries.shipped import Shipped, shipped_copies
from verkstad.services.models import Service

# Long enough ago to be plausible, and not so long that it is said to differ.
CHECKED_AGO = timedelta(days=40)
# What was recorded is published by somebody else than who took it.
SECOND_PERSON = "demo"


def save_practice(demo: Path) -> None:
    """Once; what staff change afterwards stays."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "practice.yaml"
        if file.exists() and not PracticeCopy.objects.filter(municipality=municipality).exists():
            services = {
                (entry.text("copy"), entry.text("language")): entry.text("service")
                for entry in read_entries(file, named_by="copy")
            }
            for shipped in shipped_copies():
                slug = services.get((shipped.document.key, shipped.document.language))
                if slug is not None:
                    _save(shipped, municipality, slug)


def _save(shipped: Shipped, municipality: Municipality, slug: str) -> None:
    service = Service.objects.visible_in(municipality).filter(slug=slug).first()
    edition = take_shipped(shipped, municipality=municipality, service=service)
    publish(edition, checked_on=timezone.localdate() - CHECKED_AGO, by=SECOND_PERSON)
