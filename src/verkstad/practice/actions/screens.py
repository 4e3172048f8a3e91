"""Writes: the screens of an edition, and what is shown of those that were recorded."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from verkstad.practice.documents import CopyDocument, Refused, ScreenDocument
from verkstad.practice.models import Edition, Persona, Recorded, Screen, ScreenSource, Step
from verkstad.practice.recorded.pages import page_of


@transaction.atomic
def write_pages(screens: QuerySet[Screen]) -> int:
    """Anew what is shown of those that were recorded, and how many there are: after their persona, their tree or what
    is allowed on a page has changed. Raises PageRefused."""
    recorded = list(screens.exclude(recorded=None).select_related("recorded", "edition__persona"))
    for screen in recorded:
        _write_page(screen, screen.edition.persona)
    return len(recorded)


def recorded_of(edition: Edition) -> dict[str, Recorded]:
    """What was recorded, by the key of the screen."""
    screens = edition.screens.exclude(recorded=None).select_related("recorded")
    return {screen.key: screen.recorded for screen in screens if screen.recorded}


def save_screens(edition: Edition, document: CopyDocument, recorded: Mapping[str, Recorded]) -> None:
    """As the document has them; it holds none of what was recorded. Raises PageRefused for a page that could act."""
    if gone := [one for one in document.screens if one.source == ScreenSource.RECORDED and one.key not in recorded]:
        raise Refused("was recorded, and what was recorded is not here.", gone[0].key)
    edition.screens.all().delete()
    for position, written in enumerate(document.screens):
        screen = Screen.objects.create(
            edition=edition,
            position=position,
            key=written.key,
            title=written.title,
            source=written.source,
            body=written.body,
            recorded=recorded.get(written.key) if written.source == ScreenSource.RECORDED else None,
        )
        _write_page(screen, edition.persona)
        _save_steps(screen, written)


def _write_page(screen: Screen, persona: Persona) -> None:
    """What is shown of a recorded screen."""
    if screen.recorded:
        tree, assets = bytes(screen.recorded.tree), screen.recorded.assets
        screen.page = page_of(tree, assets, persona.fields, screen.title)
        screen.save(update_fields=["page"])


def _save_steps(screen: Screen, written: ScreenDocument) -> None:
    Step.objects.bulk_create(
        Step(
            screen=screen,
            position=position,
            key=step.key,
            goal=step.goal,
            target=step.target,
            expect=step.expect,
            value=step.value,
            hints=list(step.hints),
            wrong=step.wrong,
            answers=step.answers,
            trains=step.trains,
        )
        for position, step in enumerate(written.steps)
    )
