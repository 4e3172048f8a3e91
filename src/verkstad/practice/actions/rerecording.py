"""Writes: screens of a recorded copy that are recorded anew because the service looks otherwise today."""

from functools import partial

from django.db import transaction

from verkstad.core import audit
from verkstad.practice.actions.assets import forget_unshown
from verkstad.practice.actions.copies import NotNow, edit_draft, start_draft
from verkstad.practice.actions.recordings import Walks, save_flags, save_walked, walked
from verkstad.practice.editing import with_steps
from verkstad.practice.models import PracticeCopy, Screen
from verkstad.practice.queries.documents import step_document, steps_of
from verkstad.practice.queries.listing import latest_edition
from verkstad.practice.queries.walked import recorded_screens, unshown
from verkstad.practice.recorded import flags, stored
from verkstad.practice.recorded.carried import carried, refuse_strangers


@transaction.atomic
def bring_walks(copy: PracticeCopy, walks: Walks, *, by: str) -> None:
    """Keep each screen of a new recording until it is chosen or left, instead of what was brought before.

    What the copy shows stays as it is. Raises Apart, and Refused for a recording of another service or language.
    """
    PracticeCopy.objects.select_for_update().get(pk=copy.pk)
    whole, screens = walked(walks)
    known = [stored.read(bytes(one.recorded.tree)) for one in recorded_screens(latest_edition(copy)) if one.recorded]
    refuse_strangers(known, [(one.number, one.tree) for one in screens if one.tree])
    forget_unshown(copy)
    recorded = save_walked(copy, screens, walks.first, by=by)
    save_flags(recorded, [*whole.flags, *flags.in_texts(whole.screens, copy.municipality.country)])
    assets = {name: asset.content for name, asset in walks.first.assets.items()}
    for number in recorded:
        # Each screen may be the only one that is chosen, so a picture is pointed out on all that show it.
        alone = [tree if place == number else None for place, tree in enumerate(whole.screens)]
        save_flags(recorded, flags.in_pictures(alone, walks.first.shown, assets))
    audit.record("practice_copy.walk_brought", target=copy, by=by, municipality=copy.municipality.slug)


@transaction.atomic
def rerecord(copy: PracticeCopy, key: str, walked: int, *, by: str) -> tuple[str, ...]:
    """Show on this screen of the draft what was brought under the number; the steps go on to what they were about.

    What they said that is about nothing there any longer is returned, and has to be chosen before the copy is shown.
    Raises NotNow when the screen, or what was brought, is no longer there, NotADraft, and PageRefused.
    """
    edition = start_draft(copy, by=by)
    screen = recorded_screens(edition).filter(key=key).first()
    brought = unshown(copy).filter(pk=walked).first()
    if screen is None or screen.recorded is None or brought is None:
        raise NotNow
    before, now = stored.read(bytes(screen.recorded.tree)), stored.read(bytes(brought.tree))
    Screen.objects.filter(pk=screen.pk).update(recorded=brought)
    steps = carried(map(step_document, steps_of([screen])[screen.pk]), before, now)
    edit_draft(copy, partial(with_steps, key=key, steps=steps.steps), by=by)
    audit.record("practice_copy.screen_rerecorded", target=copy, by=by, municipality=copy.municipality.slug, screen=key)
    return steps.lost


@transaction.atomic
def leave_walks(copy: PracticeCopy, *, by: str) -> None:
    """Forget what was brought and not chosen."""
    PracticeCopy.objects.select_for_update().get(pk=copy.pk)
    forget_unshown(copy)
    audit.record("practice_copy.walk_left", target=copy, by=by, municipality=copy.municipality.slug)
