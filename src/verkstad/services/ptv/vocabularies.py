"""The vocabularies that the descriptions refer to, and which of our words theirs correspond to."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from verkstad.services.models import TargetGroup

_FOLDER = Path(__file__).parent / "data"

type Labels = dict[str, str]

_LIFE_EVENTS = {
    "KE1": "having-a-child",
    "KE3": "school-and-studies",
    "KE4": "moving-home",
    "KE5": "new-in-the-country",
    "KE6": "building-and-land",
    "KE7": "relationships",
    "KE8": "work-and-income",
    "KE9": "money-trouble",
    "KE10": "growing-older",
    "KE11": "illness-and-care",
    "KE12": "illness-and-care",
    "KE13": "illness-and-care",
    "KE14": "when-somebody-dies",
}
# Few descriptions name a life event, but most classes of services belong to one.
_LIFE_EVENTS_OF_CLASSES = {
    "P1": "moving-home",
    "P2": "building-and-land",
    "P3": "relationships",
    "P3.2": "having-a-child",
    "P3.3": "having-a-child",
    "P3.4": "having-a-child",
    "P4.2": "growing-older",
    "P4.3": "growing-older",
    "P4.4": "disability",
    "P4.5": "disability",
    "P4.8": "work-and-income",
    "P4.11": "new-in-the-country",
    "P5": "illness-and-care",
    "P6": "school-and-studies",
    "P10": "work-and-income",
    "P11": "running-a-business",
    "P15.1": "money-trouble",
    "P15.2": "running-a-business",
    "P15.8": "running-a-business",
    "P16": "traffic-and-travel",
    "P25": "leisure-and-associations",
    "P27": "leisure-and-associations",
}
_TARGET_GROUPS = {"KR1": TargetGroup.RESIDENT, "KR2": TargetGroup.BUSINESS, "KR2.7": TargetGroup.ASSOCIATION}


@dataclass(frozen=True, slots=True)
class Concept:
    """A term with its name and all that people also call it, by language."""

    name: Labels
    words: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """Terms by the address that descriptions use for them; of classes the code and the name."""

    classes: dict[str, tuple[str, Labels]]
    life_events: dict[str, str]
    target_groups: dict[str, str]
    concepts: dict[str, Concept]

    def life_event(self, address: str) -> str | None:
        """Our code for one of theirs, or for the class of a service."""
        if address in self.classes:
            return _nearest(_LIFE_EVENTS_OF_CLASSES, self.classes[address][0])
        return _nearest(_LIFE_EVENTS, self.life_events.get(address, ""))

    def target_group(self, address: str) -> str | None:
        return _nearest(_TARGET_GROUPS, self.target_groups.get(address, ""))


@cache
def vocabularies() -> Vocabularies:
    """Those that come with the program."""
    return Vocabularies(
        classes=dict(_class(term) for term in _read("ServiceClasses")),
        life_events={term["OldUri"]: term["Notation"] for term in _read("LifeEvents")},
        target_groups={term["OldUri"]: term["Notation"] for term in _read("TargetGroups")},
        concepts=dict(_concept(term) for term in _read("concepts")),
    )


def _read(name: str) -> list[Any]:
    found: list[Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8-sig"))
    return found


def _class(values: Any) -> tuple[str, tuple[str, Labels]]:
    name = {language.lower(): label for language, label in values["Label"].items() if label}
    return values["OldUri"], (values["Notation"], name)


def _concept(values: Any) -> tuple[str, Concept]:
    name: Labels = values["label"]
    words = {language: [label] for language, label in name.items()}
    for labels in (values["altLabels"], values["hiddenLabels"]):
        for language, others in labels.items():
            words.setdefault(language, []).extend(others)
    return values["id"], Concept(name, words)


def _nearest[T](mapping: dict[str, T], code: str) -> T | None:
    """What stands for the code or, failing that, for what it is a part of."""
    while code and code not in mapping:
        code = code.rpartition(".")[0]
    return mapping.get(code)
