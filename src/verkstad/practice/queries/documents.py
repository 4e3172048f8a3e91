"""Reads: editions as the documents that they were written as."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from verkstad.practice.documents import CopyDocument, PersonaDocument, ScreenDocument, StepDocument
from verkstad.practice.models import Edition, Persona, Screen, Step


def document_of(edition: Edition) -> CopyDocument:
    """All that is written in the edition, in three queries at most."""
    return CopyDocument(
        key=edition.copy.key,
        language=edition.copy.language,
        title=edition.title,
        intro=edition.intro,
        persona=edition.persona.key,
        licence=edition.licence,
        origin=edition.origin,
        screens=tuple(screens_of(edition)),
    )


def screens_of(edition: Edition) -> list[ScreenDocument]:
    """In order, without the trees of those that were recorded."""
    screens = list(Screen.objects.filter(edition=edition).order_by("position"))
    steps = steps_of(screens)
    return [screen_document(screen, steps[screen.pk]) for screen in screens]


def screen_document(screen: Screen, steps: Iterable[Step]) -> ScreenDocument:
    return ScreenDocument(screen.key, screen.title, screen.source, screen.body, tuple(map(step_document, steps)))


def steps_of(screens: Iterable[Screen]) -> Mapping[int, list[Step]]:
    """In order, by screen."""
    found: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(screen__in=list(screens)).order_by("screen", "position"):
        found[step.screen_id].append(step)
    return found


def step_document(step: Step) -> StepDocument:
    return StepDocument(
        key=step.key,
        goal=step.goal,
        target=step.target,
        expect=step.expect,
        value=step.value,
        hints=tuple(step.hints),
        wrong=step.wrong,
        answers=step.answers,
        trains=step.trains,
    )


def persona_document(persona: Persona) -> PersonaDocument:
    return PersonaDocument(persona.key, persona.country, persona.fields, dict(persona.story))
