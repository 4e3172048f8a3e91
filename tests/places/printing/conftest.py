from datetime import date, time

import pytest

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, span, week
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Accessibility, Place, Theme
from verkstad.places.opening_hours.model import Period, State

# A sheet of this week, and what is on it whatever the place.
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def now(at):
    return at("2026-11-25 12:10")


@pytest.fixture
def library(bjorkhamn: Municipality) -> Place:
    """Every day 10 to 16."""
    return PlaceFactory(municipality=bjorkhamn, slug="library", name={"sv": "Biblioteket", "en": "The Library"})


@pytest.fixture
def full_house(bjorkhamn: Municipality) -> Place:
    """A place of which there is more to say than of any in a demo."""
    bjorkhamn.name = dict.fromkeys(bjorkhamn.languages, "Västra Björkhamn-Östra Långvikens kommun")
    bjorkhamn.save()
    for day, name in ((26, "Den stora helgdagen"), (27, "Dagen efter den stora helgdagen")):
        ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 11, day), name={"sv": name})
    return PlaceFactory(
        municipality=bjorkhamn,
        slug="medborgarkontoret-och-biblioteket-i-vastra-bjorkhamn-ostra-langviken-vid-torget",
        name={"sv": "Medborgarkontoret och biblioteket i Västra Björkhamn, Östra Långviken"},
        summary={"sv": "Vi hjälper dig med datorn, mobilen, blanketter och e-tjänster. " * 3},
        directions={"sv": "Ingång från Stortorget. Hissen finns till höger innanför dörren. " * 4},
        street="Östra Långviksvägen 112–114, uppgång C",
        postcode="999 01",
        city="Västra Björkhamn",
        phone="+46 999 10 21 00",
        helps_with=Theme.values,
        accessibility=Accessibility.values,
        languages=["sv", "en", "ar", "da", "so", "uk", "fa", "fi", "ti", "prs"],
        periods=[
            week(
                span(range(7), (time(6), time(8)), State.SELF_SERVICE),
                span(range(7), (time(8), time(12))),
                span(range(7), (time(13), time(16)), State.BY_APPOINTMENT),
                span(range(7), (time(16), time(20)), State.PHONE_ONLY),
            ),
            *exceptions(),
        ],
    )


def exceptions() -> list[Period]:
    """Two this week, and more ahead than a door sign tells of."""
    inventory = {"sv": "Vi räknar alla böcker och har bara öppet en kort stund"}
    soon = [
        Period(date(2026, 11, day), date(2026, 11, day), (span(),), is_override=True, name=inventory)
        for day in (24, 25)
    ]
    return [*soon, *(exception(date(2026, 12, day), date(2026, 12, day + 1), span()) for day in range(1, 20, 3))]
