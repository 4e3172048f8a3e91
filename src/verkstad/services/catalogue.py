"""Reads a catalogue written as YAML files. Whatever is wrong is told by EntryError with file, entry and field."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from verkstad.core.entries import Entry, read_entries, read_entry
from verkstad.services.data import (
    ChannelData,
    LegalBasisData,
    LifeEventData,
    OrganisationData,
    ServiceData,
    SubjectData,
    TextData,
)
from verkstad.services.models import ChannelKind, EidNeed, OrganisationKind, TargetGroup

_LONG_TEXTS = ("description", "what_you_need", "plain", "cost", "processing_time", "without_eid")


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """``places`` tells the slug of the place that answers a channel, by service slug and channel position."""

    services: list[ServiceData]
    places: dict[tuple[str, int], str]


def read_services(path: Path) -> ServiceFile:
    services: list[ServiceData] = []
    places: dict[tuple[str, int], str] = {}
    for entry in read_entries(path):
        data = _service(entry)
        services.append(data)
        for position, channel in enumerate(entry.entries("channels")):
            if place := channel.text("place"):
                places[data.slug, position] = place
        entry.refuse_others()
    return ServiceFile(services, places)


def read_organisations(path: Path) -> list[OrganisationData]:
    return [_organisation(entry) for entry in read_entries(path)]


def read_life_events(path: Path) -> list[LifeEventData]:
    """In the order in which they are shown."""
    entries = read_entries(path, named_by="code")
    return [
        LifeEventData(entry.text("code"), entry.translations("name"), entry.translations("summary"), position)
        for position, entry in enumerate(entries)
    ]


def read_subjects(path: Path, *, scheme: str, language: str) -> list[SubjectData]:
    """From a file of codes with their names in one language."""
    entry = read_entry(path)
    return [SubjectData(scheme, code, {language: entry.text(code, required=True)}) for code in entry.fields]


def _organisation(entry: Entry) -> OrganisationData:
    data = OrganisationData(
        slug=entry.text("slug"),
        kind=entry.choice("kind", OrganisationKind.values),
        name=entry.translations("name"),
        phone=entry.text("phone", at_most=30),
        email=entry.text("email"),
        url=entry.url("url"),
        address=entry.text("address", at_most=300),
    )
    entry.refuse_others()
    return data


def _service(entry: Entry) -> ServiceData:
    amount, currency = _cost(entry)
    texts = entry.entry("texts")
    if not texts.fields:
        raise entry.error("texts", "is missing")
    return ServiceData(
        slug=entry.text("slug"),
        organisation=entry.text("organisation", required=True),
        texts=tuple(_text(language, texts.entry(language)) for language in texts.fields),
        target_groups=entry.choices("target_groups", TargetGroup.values) or (TargetGroup.RESIDENT.value,),
        channels=tuple(_channel(channel) for channel in entry.entries("channels")),
        life_events=entry.words("life_events"),
        subjects=_subjects(entry.entry("subjects")),
        legal_bases=tuple(_legal_basis(law) for law in entry.entries("legal_basis")),
        cost_amount=amount,
        cost_currency=currency,
        processing_days=entry.whole("processing_days"),
        review_months=entry.whole("review_months") or 12,
    )


def _cost(entry: Entry) -> tuple[Decimal | None, str]:
    cost = entry.entry("cost")
    amount, currency = cost.decimal("amount"), cost.text("currency")
    cost.refuse_others()
    if (amount is None) == bool(currency):
        raise entry.error("cost", "needs both an amount and a currency")
    return amount, currency


def _subjects(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple((scheme, code) for scheme in entry.fields for code in entry.words(scheme))


def _legal_basis(entry: Entry) -> LegalBasisData:
    data = LegalBasisData(entry.text("name", required=True, at_most=300), entry.url("url"))
    entry.refuse_others()
    return data


def _text(language: str, entry: Entry) -> TextData:
    data = TextData(
        language=language,
        name=entry.text("name", required=True, at_most=200),
        summary=entry.text("summary", required=True, at_most=400),
        **{field: entry.text(field) for field in _LONG_TEXTS},
        everyday_words=entry.words("everyday_words"),
        reviewed_on=entry.day("reviewed_on"),
    )
    entry.refuse_others()
    return data


# The field that says where a channel of each kind leads.
_LEADS_TO = {"online": "url", "phone": "number", "post": "address", "email": "email", "visit": ""}


def _channel(entry: Entry) -> ChannelData:
    kind = entry.choice("kind", ChannelKind.values)
    data = ChannelData(
        kind=kind,
        url=entry.url("url"),
        eid_need=entry.choice("eid", EidNeed.values, default=EidNeed.NONE),
        number=entry.text("number", at_most=30),
        address=entry.text("address", at_most=300),
        email=entry.text("email"),
        label=entry.translations("label"),
    )
    entry.text("place")
    entry.refuse_others()
    if (field := _LEADS_TO[kind]) and not getattr(data, field):
        raise entry.error(field, f"is missing, which a channel of kind {kind} needs")
    if data.eid_need != EidNeed.NONE and kind != ChannelKind.ONLINE:
        raise entry.error("eid", "is only for channels of kind online")
    return data
