"""Writes: what was recorded of a service becomes a copy, once somebody has looked at all that may be about a person."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.assets import forget_unnamed, save_assets
from verkstad.practice.actions.copies import CopyData, NeedsSecondPerson, NotNow, add_copy
from verkstad.practice.actions.screens import save_screens, write_pages
from verkstad.practice.documents import CopyDocument, ScreenDocument, StepDocument
from verkstad.practice.models import (
    Edition,
    Expect,
    Persona,
    PracticeCopy,
    Recorded,
    RecordedFlag,
    Screen,
    ScreenSource,
    State,
)
from verkstad.practice.queries.flags import is_second_person
from verkstad.practice.recorded import flags, stored
from verkstad.practice.recorded.addresses import joined
from verkstad.practice.recorded.recording import Recording
from verkstad.practice.recorded.steps import Drafted, drafted
from verkstad.practice.recorded.tree import Leaf, Text, with_fields
from verkstad.practice.recorded.walks import Merged, merged

# What shows a picture, if need be by itself.
_SHOWING = {"href", "poster", "src", "srcset", "xlink:href"}


@dataclass(frozen=True, slots=True)
class Walks:
    """Two walks of one service, and who walked them."""

    first: Recording
    second: Recording
    people: tuple[Persona, Persona]


@transaction.atomic
def add_recorded_copy(
    data: CopyData, walks: Walks, *, title: str, intro: str, municipality: Municipality, by: str = audit.SYSTEM
) -> Edition:
    """A draft of what was walked, for the first of the two people. Raises Refused, Apart, PageRefused and Taken; then
    nothing of it is kept."""
    with override(data.language):
        whole, screens = walked(walks)
        written = [_written(place, screen) for place, screen in enumerate(screens)]
    document = CopyDocument(data.key, data.language, title, intro, walks.people[0].key, ())
    edition = add_copy(data, document, municipality=municipality, by=by)
    numbers = save_walked(edition.copy, screens, walks.first, by=by)
    shown = zip(written, screens, strict=True)
    recorded = {one.key: numbers[there.number] for one, there in shown if there.number in numbers}
    save_screens(edition, replace(document, screens=tuple(written)), recorded)
    save_flags(numbers, _flags(whole, numbers, walks.first, municipality.country))
    return edition


def walked(walks: Walks) -> tuple[Merged, list[Drafted]]:
    """The two walks as one by nobody in particular, and the screens there are in it. Raises Apart."""
    first, second = walks.first.screens, walks.second.screens
    fields = (walks.people[0].fields, walks.people[1].fields)
    whole = merged([one.tree for one in first], [one.tree for one in second], fields)
    return whole, drafted([(tree, one.moment) for tree, one in zip(whole.screens, first, strict=True)])


def save_walked(copy: PracticeCopy, screens: Iterable[Drafted], walk: Recording, *, by: str) -> dict[int, Recorded]:
    """What was recorded of the screens, by their numbers in the walk, with its pictures and fonts."""
    save_assets(walk.assets)
    return {
        one.number: Recorded.objects.create(
            copy=copy,
            recorded_by=by,
            tree=stored.dump(one.tree),
            assets={**walk.addresses, **walk.screens[one.number].pictures},
        )
        for one in screens
        if one.tree
    }


@transaction.atomic
def settle(flag: RecordedFlag, *, take_away: bool, edition: Edition, by: str) -> None:
    """Say that what was pointed out is about nobody, or take it out of the screen.

    Raises NeedsSecondPerson for whoever wrote or recorded it, NotNow when it is shown already, and PageRefused.
    """
    if not is_second_person(edition, by):
        raise NeedsSecondPerson
    recorded = Recorded.objects.select_for_update().get(pk=flag.recorded_id)
    edition.refresh_from_db(fields=["state"])
    if edition.state not in (State.DRAFT, State.REVIEW):
        raise NotNow
    if take_away and flag.node is not None:
        _take_away(recorded, flag.node, flag.excerpt)
    flag.settled_by, flag.settled_at = by, timezone.now()
    flag.save(update_fields=["settled_by", "settled_at"])
    audit.record(
        "practice_copy.flag_settled",
        target=edition.copy,
        by=by,
        municipality=edition.copy.municipality.slug,
        taken_away=take_away,
    )


def save_flags(recorded: Mapping[int, Recorded | None], found: Iterable[flags.Flag]) -> None:
    """Those of screens that are shown; what was filled in meanwhile stands in the steps."""
    RecordedFlag.objects.bulk_create(
        RecordedFlag(recorded=there, node=flag.node, why=flag.why, excerpt=flag.excerpt)
        for flag in found
        if (there := recorded.get(flag.screen))
    )


def _written(place: int, shown: Drafted) -> ScreenDocument:
    """A screen of the copy. Where people proved who they are, the practice e-ID asks instead."""
    key, title = f"screen-{place + 1}", shown.title[:120]
    if shown.tree:
        return ScreenDocument(key, title, ScreenSource.RECORDED, [], shown.steps)
    body = {
        "before": _("In the real service you prove here who you are, with your e-ID."),
        "asks": _("The service you practise"),
        "why": _("Sign in"),
    }
    goal = _("Read who asks and what for. Approve if you started this yourself.")
    step = StepDocument(f"s{shown.number + 1}-1", goal, "approve", Expect.PRESS)
    return ScreenDocument(key, title, ScreenSource.EID, body, (step,))


def _flags(
    whole: Merged, recorded: Mapping[int, Recorded | None], recording: Recording, country: str
) -> Iterator[flags.Flag]:
    """What somebody had filled in when a screen was left is not on the screen that is shown, but in its steps; so it is
    pointed out on that screen, at no node."""
    shown = [tree if recorded.get(number) else None for number, tree in enumerate(whole.screens)]
    assets = {name: asset.content for name, asset in recording.assets.items()}
    yield from flags.in_pictures(shown, recording.shown, assets)
    seen = set()
    found = [*whole.flags, *flags.in_texts(whole.screens, country)]
    for flag in sorted(found, key=lambda flag: flag.screen):
        if recorded.get(flag.screen):
            seen.add((flag.screen, flag.why, flag.excerpt))
            yield flag
        elif (flag.screen - 1, flag.why, flag.excerpt) not in seen:
            yield replace(flag, screen=flag.screen - 1, node=None)


def _take_away(recorded: Recorded, number: int, excerpt: str) -> None:
    """What is read of the node, and the pictures it shows, from all screens of the copy."""
    tree = stored.read(bytes(recorded.tree))
    node = next(one for one in tree.nodes() if one.number == number)
    if isinstance(node, Text):
        names, pictures = {""}, set[str]()
    else:
        told = {name for name, value in node.attributes.items() if excerpt and excerpt in value}
        names = told | (node.attributes.keys() & (flags.READ | _SHOWING))
        addresses = [node.picture, *(joined(tree.page.base, node.attributes.get(name, "")) for name in _SHOWING)]
        pictures = {recorded.assets[address] for address in addresses if address in recorded.assets}
    recorded.tree = stored.dump(with_fields(tree, {Leaf(number, name): "" for name in names}))
    recorded.save(update_fields=["tree"])
    _forget(pictures, recorded.copy_id)
    shown = Recorded.objects.filter(copy=recorded.copy_id) if pictures else Recorded.objects.filter(pk=recorded.pk)
    write_pages(Screen.objects.filter(recorded__in=shown))


def _forget(pictures: Set[str], copy: int) -> None:
    """On no screen of the copy, and nowhere when nobody else has them."""
    for one in Recorded.objects.select_for_update().filter(copy=copy).order_by("pk").defer("tree"):
        kept = {address: name for address, name in one.assets.items() if name not in pictures}
        if len(kept) < len(one.assets):
            one.assets = kept
            one.save(update_fields=["assets"])
    forget_unnamed(pictures)
