"""Reads: what those who practise see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality, Part
from verkstad.practice import blocks
from verkstad.practice.documents import texts_of
from verkstad.practice.models import Edition, PracticeCopy, Screen, State, Step
from verkstad.practice.queries.documents import screens_of, steps_of
from verkstad.practice.texts import fields_in, filled
from verkstad.services.models import Service
from verkstad.services.queries import ServiceName, names_by_id

# After so long a copy may differ from the service that it is of.
TRUSTED_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with the persona's own words in it. ``number`` counts through the whole copy, from 1."""

    number: int
    key: str
    goal: str
    target: str
    expect: str
    value: str
    hints: tuple[str, ...]
    wrong: str
    answers: dict[str, str]
    trains: str


@dataclass(frozen=True, slots=True)
class ShownScreen:
    key: str
    title: str
    source: str
    body: list[blocks.Block] | blocks.Block
    language: str
    look: str
    numbers: tuple[str, ...]
    steps: tuple[ShownStep, ...]
    row: Screen

    @property
    def for_player(self) -> dict[str, object]:
        """What the player in the frame needs to judge what is done; the persona's numbers are not taken for real."""
        steps = [{"target": step.target, "expect": step.expect, "value": step.value} for step in self.steps]
        return {"steps": steps, "numbers": self.numbers}


def framed_screen(screen_id: int) -> ShownScreen:
    """A screen of any edition by its number, in three queries at most; raises Screen.DoesNotExist."""
    related = "edition__persona", "edition__copy__municipality"
    row = Screen.objects.select_related(*related).get(pk=screen_id)
    return _shown(row, steps_of([row])[row.pk], row.edition, 1)


def shown_screens(edition: Edition) -> list[ShownScreen]:
    """All screens of an edition in order, in two queries."""
    rows = list(Screen.objects.filter(edition=edition).order_by("position"))
    steps, shown, number = steps_of(rows), [], 1
    for row in rows:
        shown.append(_shown(row, steps[row.pk], edition, number))
        number += len(steps[row.pk])
    return shown


def step_keys(edition: Edition) -> list[str]:
    """Of all steps, in order."""
    steps = Step.objects.filter(screen__edition=edition).order_by("screen__position", "position")
    return list(steps.values_list("key", flat=True))


def fields_used(edition: Edition) -> set[str]:
    """What of the persona stands somewhere in the copy."""
    return {name for screen in screens_of(edition) for text in texts_of(screen) for name in fields_in(text)}


def story(edition: Edition) -> Text:
    """Who one is, in the reader's language."""
    best = edition.persona.story.best
    return Text(filled(best, edition.persona.fields), best.language)


def may_differ(edition: Edition, today: date) -> bool:
    """Whether it is long since it was compared with the real service."""
    return edition.checked_on is None or edition.checked_on + TRUSTED_FOR < today


def service_of(copy: PracticeCopy) -> ServiceName | None:
    """What the copy is of, in the reader's language."""
    return names_by_id({copy.service_id}).get(copy.service_id) if copy.service_id else None


def copies_for_residents(municipality: Municipality, languages: list[str]) -> list[Edition]:
    """What is shown of each copy, in the first of the languages that has it, by language and title; one query."""
    editions = Edition.objects.filter(copy__municipality=municipality)
    return _best(editions.select_related("copy__service", "persona"), languages)


def copies_of_service(service: Service, municipality: Municipality, languages: list[str]) -> list[Edition]:
    """What is shown of the municipality's copies of the service: keys, languages and titles; one query, or none where
    there is no practising."""
    if not municipality.has(Part.PRACTICE):
        return []
    editions = Edition.objects.filter(copy__municipality=municipality, copy__service=service)
    return _best(editions.select_related("copy").only("title", "copy__key", "copy__language"), languages)


def _best(editions: QuerySet[Edition], languages: list[str]) -> list[Edition]:
    best: dict[str, Edition] = {}
    for edition in editions.filter(state=State.PUBLISHED).order_by("pk"):
        there = best.get(edition.copy.key)
        if there is None or _rank(edition, languages) < _rank(there, languages):
            best[edition.copy.key] = edition
    return sorted(best.values(), key=lambda edition: (_rank(edition, languages), edition.title.casefold()))


def titles_in(municipality: Municipality, language: str) -> dict[str, str]:
    """By key, of all copies that residents can practise in the language, by title; in one query."""
    if not municipality.has(Part.PRACTICE):
        return {}
    shown = Edition.objects.filter(copy__municipality=municipality, copy__language=language, state=State.PUBLISHED)
    return dict(shown.order_by("title", "pk").values_list("copy__key", "title"))


def titles_of(municipality: Municipality, keys: Iterable[str], language: str) -> dict[str, str]:
    """By key, of those of the copies that residents can practise in the language, in one query."""
    if not municipality.has(Part.PRACTICE):
        return {}
    editions = Edition.objects.filter(copy__municipality=municipality, copy__key__in=list(keys), state=State.PUBLISHED)
    return dict(editions.filter(copy__language=language).order_by("pk").values_list("copy__key", "title"))


def languages_of(copy: PracticeCopy) -> list[str]:
    """In which a copy of the same key is shown."""
    same = Edition.objects.filter(
        copy__municipality=copy.municipality, copy__key=copy.key, state=State.PUBLISHED
    ).order_by("copy__language")
    return list(same.values_list("copy__language", flat=True))


def _rank(edition: Edition, languages: list[str]) -> int:
    language = edition.copy.language
    return languages.index(language) if language in languages else len(languages)


def _shown(row: Screen, steps: list[Step], edition: Edition, first: int) -> ShownScreen:
    fields = edition.persona.fields
    return ShownScreen(
        key=row.key,
        title=filled(row.title, fields),
        source=row.source,
        body=_filled(row.body, fields),
        language=edition.copy.language,
        look=edition.copy.municipality.main_colour.removeprefix("#").lower(),
        numbers=tuple(value for value in fields.values() if any(map(str.isdigit, value))),
        steps=tuple(_step(step, fields, first + after) for after, step in enumerate(steps)),
        row=row,
    )


def _step(step: Step, fields: dict[str, str], number: int) -> ShownStep:
    return ShownStep(
        number=number,
        key=step.key,
        goal=filled(step.goal, fields),
        target=step.target,
        expect=step.expect,
        value=filled(step.value, fields),
        hints=tuple(filled(hint, fields) for hint in step.hints),
        wrong=filled(step.wrong, fields),
        answers={target: filled(text, fields) for target, text in step.answers.items()},
        trains=step.trains,
    )


def _filled[T](body: T, fields: dict[str, str]) -> T:
    """The same with what the persona has, wherever a text stands."""
    if isinstance(body, str):
        return filled(body, fields)  # type: ignore[return-value]  # what comes in goes out
    if isinstance(body, list):
        return [_filled(one, fields) for one in body]  # type: ignore[return-value]  # as above
    return blocks.Shown((name, _filled(one, fields)) for name, one in body.items())  # type: ignore[attr-defined,return-value]  # as above
