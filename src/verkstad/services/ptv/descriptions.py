"""One general description as a service of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from verkstad.services.data import ChannelData, ServiceData, SubjectData, TextData
from verkstad.services.models import TargetGroup
from verkstad.services.ptv.fields import Fields, Unusable
from verkstad.services.ptv.vocabularies import Concept, Labels, Vocabularies

SOURCE = "ptv"

# What the catalogue says by a code and a page by words.
_CHARGE: dict[str, Labels] = {
    "Free": {"sv": "Avgiftsfri.", "fi": "Maksuton.", "en": "Free of charge."},
    "Charged": {"sv": "Avgiftsbelagd.", "fi": "Maksullinen.", "en": "There is a charge."},
}
_DESCRIPTION = (
    "BackgroundDescription",
    "Description",
    "ServiceRestrictions",
    "DeadLineAdditionalInfo",
    "ValidityTimeAdditionalInfo",
)
_NAME_LENGTH, _SUMMARY_LENGTH, _WORD_LENGTH = 200, 400, 100
_LIFE_EVENTS_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """How descriptions are read: the languages wanted, the main one first, the life events that there are, the
    slug of the organisation and the phone that answer for all."""

    languages: Sequence[str]
    vocabularies: Vocabularies
    life_events: frozenset[str]
    organisation: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A service without its slug, its name in the main language, and the terms that it is about."""

    data: ServiceData
    name: str
    subjects: tuple[SubjectData, ...]


def read_description(values: Any, reading: Reading) -> Found | None:
    """None when it has no name in the main language; raises Unusable."""
    fields = Fields(values)
    external_id, names = fields.text("Id"), fields.labels("Name")
    if not external_id:
        raise Unusable("Id is missing")
    name = names.get(reading.languages[0], "")
    if not name:
        return None
    concepts = _concepts(fields, reading.vocabularies)
    classes = [
        reading.vocabularies.classes[key] for key in fields.terms("ServiceClass") if key in reading.vocabularies.classes
    ]
    subjects = (
        *classes,
        *(SubjectData("koko", key.rpartition("/")[2], concept.name) for key, concept in concepts.items()),
    )
    data = ServiceData(
        slug="",
        organisation=reading.organisation,
        texts=_texts(fields, names, list(concepts.values()), reading.languages),
        target_groups=_target_groups(fields, reading.vocabularies),
        channels=(ChannelData("phone", number=reading.phone),) if reading.phone else (),
        life_events=_life_events(fields, reading),
        subjects=tuple((subject.scheme, subject.code) for subject in subjects),
        legal_bases=fields.laws(reading.languages),
        **_cost(fields),
        source=SOURCE,
        external_id=external_id,
    )
    return Found(data, name, subjects)


def external_id_of(values: Any) -> str:
    """What the source calls the description, even if it is otherwise unusable."""
    found = values.get("Id") if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""


def _texts(
    fields: Fields, names: Labels, concepts: Sequence[Concept], languages: Sequence[str]
) -> tuple[TextData, ...]:
    summaries, needs = fields.labels("ShortDescription"), fields.labels("UserInstructions")
    times = fields.labels("ProcessingTimeAdditionalInfo")
    descriptions = [fields.labels(field) for field in _DESCRIPTION]
    costs = [_CHARGE.get(fields.text("ChargeType"), {}), fields.labels("ChargeTypeAdditionalInfo")]
    return tuple(
        TextData(
            language=language,
            name=_short(names[language], "Name", _NAME_LENGTH),
            summary=_short(
                summaries.get(language) or _opening(descriptions, language), "ShortDescription", _SUMMARY_LENGTH
            ),
            description=_joined(descriptions, language, "\n\n"),
            what_you_need=needs.get(language, ""),
            cost=_joined(costs, language, " "),
            processing_time=times.get(language, ""),
            everyday_words=_words(concepts, language, besides=names[language]),
        )
        for language in languages
        if names.get(language)
    )


def _short(text: str, field: str, length: int) -> str:
    if len(text) > length:
        raise Unusable(f"{field} is {len(text)} characters long; {length} is the most")
    return text


def _opening(descriptions: Sequence[Labels], language: str) -> str:
    """The first sentence, for a description that has no summary."""
    paragraph = _joined(descriptions, language, "\n\n").partition("\n")[0]
    return (paragraph.partition(". ")[0].rstrip(".") + ".")[:_SUMMARY_LENGTH] if paragraph else ""


def _joined(parts: Sequence[Labels], language: str, between: str) -> str:
    return between.join(labels[language] for labels in parts if labels.get(language))


def _words(concepts: Sequence[Concept], language: str, *, besides: str) -> tuple[str, ...]:
    """What people call it, each word once whatever its letters' case."""
    words = (
        word
        for concept in concepts
        for word in concept.words.get(language, ())
        if len(word) <= _WORD_LENGTH and "--" not in word
    )
    once = {word.casefold(): word for word in words}
    once.pop(besides.casefold(), None)
    return tuple(once.values())


def _cost(fields: Fields) -> dict[str, Any]:
    """Nothing to pay, when that is all there is to say about it."""
    is_free = fields.text("ChargeType") == "Free" and not any(fields.labels("ChargeTypeAdditionalInfo").values())
    return {"cost_amount": Decimal(0), "cost_currency": "EUR"} if is_free else {}


def _concepts(fields: Fields, vocabularies: Vocabularies) -> dict[str, Concept]:
    """By address; of a concept that the vocabularies lack only the Finnish name is known."""
    return {
        address: vocabularies.concepts.get(address) or Concept({"fi": label}, {"fi": [label]})
        for address, label in fields.terms("OntologyTerm").items()
    }


def _target_groups(fields: Fields, vocabularies: Vocabularies) -> tuple[str, ...]:
    found = {vocabularies.target_group(address) for address in fields.terms("TargetGroup")}
    return tuple(group for group in TargetGroup.values if group in found) or (TargetGroup.RESIDENT.value,)


def _life_events(fields: Fields, reading: Reading) -> tuple[str, ...]:
    """Those that the description names before those that its classes belong to."""
    addresses = [*fields.terms("LifeEvent"), *fields.terms("ServiceClass")]
    codes = [reading.vocabularies.life_event(address) for address in addresses]
    return tuple(dict.fromkeys(code for code in codes if code in reading.life_events))[:_LIFE_EVENTS_AT_MOST]
