"""One general description in our fields."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.services.importing.entries import Values
from verkstad.services.importing.service_target import channel
from verkstad.services.models import TargetGroup
from verkstad.services.ptv.fields import Fields, first
from verkstad.services.ptv.vocabularies import Concept, Labels, vocabularies

SOURCE = "ptv"
CLASSES, CONCEPTS = "ptv-class", "koko"

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
_SUMMARY_LENGTH, _WORD_LENGTH = 400, 100
_LIFE_EVENTS_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """How descriptions are read: the languages wanted, the main one first, the life events that there are, and the
    phone that answers for all."""

    languages: Sequence[str]
    life_events: frozenset[str]
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """What a description is about; ``name`` by language."""

    scheme: str
    code: str
    name: Labels


@dataclass(frozen=True, slots=True)
class Description:
    """``name`` in the main language, else in any."""

    name: str
    values: Values
    terms: tuple[Term, ...]


def read_description(fields: Fields, key: str, reading: Reading) -> Description:
    """Raises Problem. The sum says whether the description is as it was: then nothing is changed."""
    concepts = _concepts(fields)
    terms = (*_classes(fields), *(Term(CONCEPTS, code, concept.name) for code, concept in concepts.items()))
    values: Values = {
        **_texts(fields, list(concepts.values()), reading.languages),
        "target_groups": _target_groups(fields),
        "life_events": _life_events(fields, reading),
        "subjects": sorted([term.scheme, term.code] for term in terms),
        "legal_bases": fields.laws(reading.languages),
        **_cost(fields),
    }
    if reading.phone:
        values["channels"] = [channel("phone", number=reading.phone)]
    source_hash = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    values |= {"source": SOURCE, "external_id": key, "source_hash": source_hash}
    return Description(first(fields.labels("Name"), reading.languages), values, terms)


def _texts(fields: Fields, concepts: Sequence[Concept], languages: Sequence[str]) -> Values:
    """In the languages that have a name."""
    names, summaries = fields.labels("Name"), fields.labels("ShortDescription")
    descriptions = [fields.labels(field) for field in _DESCRIPTION]
    costs = [_CHARGE.get(fields.text("ChargeType"), {}), fields.labels("ChargeTypeAdditionalInfo")]
    needs, times = fields.labels("UserInstructions"), fields.labels("ProcessingTimeAdditionalInfo")
    values: Values = {}
    for language in languages:
        if name := names.get(language, ""):
            values |= {
                f"name.{language}": name,
                f"summary.{language}": summaries.get(language) or _opening(descriptions, language) or name,
                f"description.{language}": _joined(descriptions, language, "\n\n"),
                f"what_you_need.{language}": needs.get(language, ""),
                f"cost.{language}": _joined(costs, language, " "),
                f"processing_time.{language}": times.get(language, ""),
                f"everyday_words.{language}": _words(concepts, language, besides=name),
            }
    return values


def _opening(descriptions: Sequence[Labels], language: str) -> str:
    """The first sentence, for a description that has no summary."""
    paragraph = _joined(descriptions, language, "\n\n").partition("\n")[0]
    return (paragraph.partition(". ")[0].rstrip(".") + ".")[:_SUMMARY_LENGTH] if paragraph else ""


def _joined(parts: Sequence[Labels], language: str, between: str) -> str:
    return between.join(labels[language] for labels in parts if labels.get(language))


def _words(concepts: Sequence[Concept], language: str, *, besides: str) -> list[str]:
    """What people call it, each word once whatever its letters' case."""
    words = (
        word
        for concept in concepts
        for word in concept.words.get(language, ())
        if len(word) <= _WORD_LENGTH and "--" not in word
    )
    once = {word.casefold(): word for word in words}
    once.pop(besides.casefold(), None)
    return list(once.values())


def _cost(fields: Fields) -> Values:
    """Nothing to pay, when that is all there is to say about it."""
    is_free = fields.text("ChargeType") == "Free" and not any(fields.labels("ChargeTypeAdditionalInfo").values())
    return {"cost_amount": "0.00" if is_free else None, "cost_currency": "EUR" if is_free else ""}


def _classes(fields: Fields) -> list[Term]:
    known = vocabularies().classes
    return [Term(CLASSES, *known[address]) for address in fields.terms("ServiceClass") if address in known]


def _concepts(fields: Fields) -> dict[str, Concept]:
    """By code; of a concept that the vocabularies lack only the Finnish name is known."""
    return {
        address.rpartition("/")[2]: vocabularies().concepts.get(address) or Concept({"fi": label}, {"fi": [label]})
        for address, label in fields.terms("OntologyTerm").items()
    }


def _target_groups(fields: Fields) -> list[str]:
    found = {vocabularies().target_group(address) for address in fields.terms("TargetGroup")}
    return [group for group in TargetGroup.values if group in found] or [TargetGroup.RESIDENT.value]


def _life_events(fields: Fields, reading: Reading) -> list[str]:
    """Those that the description names before those that its classes belong to."""
    addresses = [*fields.terms("LifeEvent"), *fields.terms("ServiceClass")]
    codes = [vocabularies().life_event(address) for address in addresses]
    return list(dict.fromkeys(code for code in codes if code in reading.life_events))[:_LIFE_EVENTS_AT_MOST]
