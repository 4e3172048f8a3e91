"""What is in the way of showing a copy to anybody."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from verkstad.practice import reserved
from verkstad.practice.documents import (
    UNWRITTEN,
    CopyDocument,
    PersonaDocument,
    Refused,
    ScreenDocument,
    StepDocument,
    targets_of,
    texts_of,
)
from verkstad.practice.models import Expect, ScreenSource
from verkstad.practice.texts import fields_in


def problems(document: CopyDocument, persona: PersonaDocument) -> Iterator[Refused]:
    """Each with the title of its screen, in order; none: it can be shown."""
    if not document.screens:
        yield Refused(_("There are no screens."))
    keys = [step.key for screen in document.screens for step in screen.steps]
    if document.screens and not keys:
        yield Refused(_("There are no steps."))
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Refused(_("Two steps are called %(name)s.") % {"name": key})
    for screen in document.screens:
        if screen.source != ScreenSource.RECORDED:
            yield from _wrong_targets(screen)
        if UNWRITTEN in texts_of(screen):
            yield Refused(_("There are texts still to write."), screen.title)
        yield from (
            Refused(_("The step “%(goal)s” does not say what is right.") % {"goal": step.goal}, screen.title)
            for step in screen.steps
            if not step.value and step.expect in (Expect.CHOOSE, Expect.TYPE)
        )
        yield from (
            Refused(_("The step “%(goal)s” does not say where on the screen.") % {"goal": step.goal}, screen.title)
            for step in screen.steps
            if not step.target and step.expect != Expect.READ
        )
        yield from _wrong_texts(screen, persona)


def _wrong_targets(screen: ScreenDocument) -> Iterator[Refused]:
    there = targets_of(screen)
    for target in sorted({target for target in there if there.count(target) > 1}):
        yield Refused(_("Two things are called %(name)s.") % {"name": target}, screen.title)
    for step in screen.steps:
        for target in _pointed_at(step):
            if target not in there:
                words = {"goal": step.goal, "name": target}
                yield Refused(_("The step “%(goal)s” points at %(name)s, which is not there.") % words, screen.title)


def _pointed_at(step: StepDocument) -> list[str]:
    return [*([step.target] if step.target else []), *step.answers]


def _wrong_texts(screen: ScreenDocument, persona: PersonaDocument) -> Iterator[Refused]:
    for text in texts_of(screen):
        for name in fields_in(text):
            if name not in persona.fields:
                words = {"name": f"{{{name}}}", "persona": persona.fields["given_name"]}
                yield Refused(_("“%(name)s” is nothing that %(persona)s has.") % words, screen.title)
        for number in reserved.real_looking(text, persona.country):
            yield Refused(_("“%(number)s” could be somebody's.") % {"number": number}, screen.title)
