from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from verkstad.core.entries import EntryError
from verkstad.services import actions, catalogue
from verkstad.services.data import ChannelData, LegalBasisData, LifeEventData, Scope, ServiceData, SubjectData, TextData
from verkstad.services.models import Service

DEMO = Path(__file__).resolve().parents[2] / "demo"

TEXT = {"name": "Bygglov", "summary": "Sök bygglov.", "everyday_words": ["altan"], "reviewed_on": date(2026, 9, 14)}
ENTRY = {
    "slug": "bygglov",
    "organisation": "bygg",
    "target_groups": ["resident", "business"],
    "life_events": ["building-and-land"],
    "subjects": {"kle": ["02.34.02"]},
    "cost": {"amount": 0, "currency": "SEK"},
    "processing_days": 70,
    "legal_basis": [{"name": "Lagen", "url": "https://example.org/lag"}],
    "review_months": 6,
    "channels": [
        {"kind": "online", "url": "https://example.org/", "eid": "high"},
        {"kind": "visit", "place": "radhuset"},
    ],
    "texts": {"sv": TEXT | {"without_eid": "Kom hit.\n"}},
}


def read(tmp_path, **changes):
    file = tmp_path / "services.yaml"
    file.write_text(yaml.safe_dump([ENTRY | changes], allow_unicode=True), encoding="utf-8")
    return catalogue.read_services(file)


def test_service_is_read_with_everything(tmp_path):
    assert read(tmp_path).services == [
        ServiceData(
            slug="bygglov",
            organisation="bygg",
            texts=(
                TextData(
                    "sv",
                    "Bygglov",
                    "Sök bygglov.",
                    without_eid="Kom hit.",
                    everyday_words=("altan",),
                    reviewed_on=date(2026, 9, 14),
                ),
            ),
            target_groups=("resident", "business"),
            channels=(ChannelData("online", url="https://example.org/", eid_need="high"), ChannelData("visit")),
            life_events=("building-and-land",),
            subjects=(("kle", "02.34.02"),),
            legal_bases=(LegalBasisData("Lagen", "https://example.org/lag"),),
            cost_amount=Decimal(0),
            cost_currency="SEK",
            processing_days=70,
            review_months=6,
        )
    ]


def test_places_are_told_by_channel(tmp_path):
    assert read(tmp_path).places == {("bygglov", 1): "radhuset"}


def test_what_is_left_out_is_as_usual(tmp_path):
    file = tmp_path / "services.yaml"
    file.write_text("- {slug: a, organisation: b, texts: {sv: {name: C, summary: D}}}")
    assert catalogue.read_services(file).services == [ServiceData("a", "b", (TextData("sv", "C", "D"),))]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"organisation": ""}, "organisation is missing"),
        ({"texts": {}}, "texts is missing"),
        ({"texts": {"sv": TEXT | {"name": "x" * 201}}}, "texts, sv: name is 201 characters long; 200 is the most"),
        ({"cost": {"amount": 5}}, "cost needs both an amount and a currency"),
        ({"cost": {"currency": "SEK"}}, "cost needs both an amount and a currency"),
        ({"channels": [{"kind": "phone"}]}, "channels 1: number is missing, which a channel of kind phone needs"),
        ({"channels": [{"kind": "visit", "eid": "high"}]}, "channels 1: eid is only for channels of kind online"),
        ({"target_groups": ["all"]}, "target_groups is “all”; it can be resident, business, association"),
        ({"chanels": []}, "chanels is not a field here"),
    ],
)
def test_what_is_wrong_is_told_with_entry_and_field(tmp_path, changes, problem):
    with pytest.raises(EntryError) as refused:
        read(tmp_path, **changes)
    assert str(refused.value).replace(", texts, sv:", ": texts, sv:").replace(", channels", ": channels") == (
        f"services.yaml, bygglov: {problem}."
    )


def test_life_events_stand_in_the_order_of_the_file():
    events = catalogue.read_life_events(DEMO / "life-events.yaml")
    assert [event.position for event in events] == list(range(15))
    assert events[0] == LifeEventData(
        "having-a-child",
        {"sv": "Få barn", "da": "Få barn", "en": "Having a child"},
        events[0].summary,
        0,
    )


def test_every_life_event_of_the_demo_is_in_three_languages():
    events = catalogue.read_life_events(DEMO / "life-events.yaml")
    assert {tuple(texts) for event in events for texts in (event.name, event.summary)} == {("sv", "da", "en")}


def test_subjects_have_their_names():
    subjects = catalogue.read_subjects(DEMO / "kle.yaml", scheme="kle", language="da")
    assert SubjectData("kle", "21", {"da": "Biblioteker"}) in subjects


@pytest.mark.parametrize("folder", ["bjorkhamn", "egesund", "sweden", "denmark"])
def test_demo_catalogue_can_be_published(db, folder):
    scope = Scope(country="SE")
    for event in catalogue.read_life_events(DEMO / "life-events.yaml"):
        actions.save_life_event(event)
    actions.save_subjects(catalogue.read_subjects(DEMO / "kle.yaml", scheme="kle", language="da"))
    for organisation in catalogue.read_organisations(DEMO / folder / "organisations.yaml"):
        actions.save_organisation(organisation, scope=scope)
    for file in sorted((DEMO / folder).glob("services*.yaml")):
        actions.save_services(catalogue.read_services(file).services, scope=scope, publish=True)
    assert Service.objects.count() == {"bjorkhamn": 62, "egesund": 63}.get(folder, 10)
