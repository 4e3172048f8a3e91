"""Writes a planned import, and takes it back, some hundred rows at a time.

Each batch is a transaction of its own, in which its rows are marked: who is stopped in the middle goes on where it
stopped, nothing is written twice, and editors need not wait for all of a long import. That all of it may be undone
is what makes a single transaction dispensable.
"""

from collections.abc import Callable, Sequence

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext_noop

from verkstad.core import bulk
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.importing.formats import Format
from verkstad.services.importing.plan import AT_A_TIME, as_new, differences
from verkstad.services.importing.targets import Author, State, Target, Writing, Written
from verkstad.services.models.imports import Action, Choice, Import, ImportedAs, ImportRow, Outcome

_EDITED = Problem(gettext_noop("Somebody has changed it since."))
_UNFIT = gettext_noop("The database does not take it: %(error)s")
_TO_WRITE = (Action.ADDED, Action.CHANGED, Action.WITHDRAWN, Action.SAME, Action.UNSURE)


def write_batch(one: Import, format_: Format) -> int:
    """Write the next rows, and return how many; 0 when none is left."""
    return _batch(one, format_, "", _TO_WRITE, _write)


def undo_batch(one: Import, format_: Format) -> int:
    """Take back the next rows that were written, and return how many."""
    return _batch(one, format_, Outcome.WRITTEN, (Action.ADDED, Action.CHANGED, Action.WITHDRAWN, Action.UNSURE), _undo)


@transaction.atomic
def _batch(
    one: Import,
    format_: Format,
    outcome: str,
    actions: Sequence[Action],
    act: Callable[[Import, Target, list[ImportRow], Author], None],
) -> int:
    """What others refer to is written first."""
    Import.objects.select_for_update().get(pk=one.pk)
    rows = ImportRow.objects.filter(of=one, outcome=outcome, action__in=actions).order_by("pk")
    for target in format_.targets:
        if batch := list(rows.filter(kind=target.name)[:AT_A_TIME]):
            act(one, target, batch, Author(one.municipality, one.source, one.made_by, reason(one)))
            return len(batch)
    return 0


def reason(one: Import) -> str:
    """What stands in the history of each thing."""
    return f"import {one.pk}"


def _write(one: Import, target: Target, rows: list[ImportRow], author: Author) -> None:
    states = target.states([row.thing for row in rows if row.thing], lock=True)
    blank = target.blank(one.municipality)
    chosen = [row for row in rows if row.choice == Choice.ADD]
    for row in chosen:
        row.thing, row.changes = None, differences(blank, as_new(row.found, blank, one, target))
    bulk.update(chosen, ["changes"])
    considered = [(row, _writing(row, states, blank)) for row in rows]
    _write_all([(row, writing) for row, writing in considered if writing], target, author)
    _link(one, target, rows)
    _keep(rows)


def _writing(row: ImportRow, states: dict[int, State], blank: Values) -> Writing | None:
    """What is to be written of a row; None when there is nothing, and the row says why."""
    state = states.get(row.thing or 0)
    row.outcome = Outcome.LEFT
    if row.action == Action.UNSURE and row.choice in ("", Choice.SKIP):
        return None
    if _is_new(row):
        return Writing(None, row.name, blank | _side(row, 1), row.slug)
    if state is None or state.version != row.version:
        row.problem = _EDITED.as_json()
        return None
    row.outcome = Outcome.WRITTEN
    return Writing(row.thing, row.name, state.values | _side(row, 1)) if row.changes else None


def _side(row: ImportRow, side: int) -> Values:
    return {field: pair[side] for field, pair in row.changes.items()}


def _write_all(writings: list[tuple[ImportRow, Writing]], target: Target, author: Author) -> None:
    """All at once; if something stands in the way of one of them, one by one."""
    references = _references(author, [it for _, it in writings])
    if not writings:
        return
    try:
        with transaction.atomic():
            written = target.write([it for _, it in writings], author, references)
        for (row, _), one in zip(writings, written, strict=True):
            _mark(row, one)
    except (Problem, IntegrityError, DataError) as error:
        if len(writings) > 1:
            for pair in writings:
                _write_all([pair], target, author)
        else:
            problem = error if isinstance(error, Problem) else Problem(_UNFIT, error=str(error).partition("\n")[0])
            writings[0][0].outcome, writings[0][0].problem = Outcome.LEFT, problem.as_json()


def _mark(row: ImportRow, written: Written) -> None:
    row.outcome, row.thing, row.version = Outcome.WRITTEN, written.pk, written.version


def _references(author: Author, writings: Sequence[Writing]) -> dict[tuple[str, str], int]:
    """What the values refer to of the same source, by kind and key."""
    keys = {ref for it in writings for value in it.values.values() for ref in _refs(value)}
    links = ImportedAs.objects.filter(municipality=author.municipality, source=author.source, key__in=keys)
    return {(link.kind, link.key): link.thing for link in links.order_by("pk")}


def _refs(value: object) -> list[str]:
    match value:
        case {"ref": str(key)}:
            return [key]
        case list():
            return [key for it in value for key in _refs(it)]
    return []


def _link(one: Import, target: Target, rows: Sequence[ImportRow]) -> None:
    """Keep what the source calls the things, and what those were that are taken away: that they are when they return.

    When a choice is undone, it is asked for again.
    """
    links = [
        ImportedAs(
            municipality=one.municipality,
            source=one.source,
            kind=target.name,
            key=row.key,
            thing=row.thing,
            status_before=_status_before(row, target),
        )
        for row in rows
        if row.key and row.thing and row.outcome in (Outcome.WRITTEN, Outcome.UNDONE)
    ]
    bulk.upsert(links, unique=["municipality", "source", "kind", "key"], update=["thing", "status_before"])
    forgotten = [row.key for row in rows if row.outcome == Outcome.UNDONE and row.choice == Choice.SAME]
    ImportedAs.objects.filter(
        municipality=one.municipality, source=one.source, kind=target.name, key__in=forgotten
    ).delete()


def _status_before(row: ImportRow, target: Target) -> str:
    if row.outcome == Outcome.WRITTEN and row.action == Action.WITHDRAWN:
        return str(row.changes["status"][0])
    if row.outcome == Outcome.UNDONE and _is_new(row):
        return str(row.changes["status"][1]) if "status" in row.changes else target.draft
    return ""


def _is_new(row: ImportRow) -> bool:
    return row.action == Action.ADDED or row.choice == Choice.ADD


def _keep(rows: Sequence[ImportRow]) -> None:
    bulk.update(rows, ["outcome", "problem", "thing", "version"])


def _undo(one: Import, target: Target, rows: list[ImportRow], author: Author) -> None:
    """Each thing as it was, unless somebody has changed it since; what was new is withdrawn."""
    states = target.states([row.thing for row in rows if row.thing], lock=True)
    writings: list[tuple[ImportRow, Writing]] = []
    for row in rows:
        state = states.get(row.thing or 0)
        is_new = _is_new(row)
        if state is None or state.version != row.version or (is_new and not target.withdrawn):
            row.outcome, row.problem = Outcome.LEFT, _EDITED.as_json()
        else:
            row.outcome = Outcome.UNDONE
            old = {"status": target.withdrawn} if is_new else _side(row, 0)
            writings.append((row, Writing(row.thing, row.name, state.values | old)))
    _write_all(writings, target, author)
    for row, _ in writings:
        row.outcome = Outcome.UNDONE if row.outcome == Outcome.WRITTEN else row.outcome
    _link(one, target, rows)
    _keep(rows)
