"""Writes: an import from its upload to its undoing. What takes long is done by whoever works on it, see ``work``."""

import time
from collections.abc import Iterable
from dataclasses import asdict
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from verkstad.core import audit, bulk, fetching
from verkstad.municipalities.models import Municipality
from verkstad.services.importing.entries import Broken
from verkstad.services.importing.formats import Ask, Format, Material, formats
from verkstad.services.importing.plan import plan
from verkstad.services.importing.queries import counts, vocabulary
from verkstad.services.importing.write import undo_batch, write_batch
from verkstad.services.models.imports import (
    WORKING,
    Action,
    Choice,
    Import,
    ImportPart,
    ImportRow,
    ImportState,
    Outcome,
)

_ATTEMPTS = 3
_FETCH_SECONDS = 60
_ROWS_AT_A_TIME = 500


class TooLarge(Exception):
    """The file is larger than settings.LARGEST_UPLOAD bytes."""


class NotNow(Exception):
    """The import is not in a state in which that can be done."""


@transaction.atomic
def request_import(
    format_: Format,
    *,
    municipality: Municipality,
    name: str,
    content: Iterable[bytes] | None = None,
    source: str = "",
    publish: bool = False,
    withdraw_missing: bool = False,
    by: str = audit.SYSTEM,
) -> Import:
    """Put a file in line to be read, or the address ``name`` if there is no content; raises TooLarge."""
    one = Import.objects.create(
        municipality=municipality,
        format=format_.name,
        source=source or format_.name,
        name=name,
        is_address=content is None,
        publish=publish,
        withdraw_missing=withdraw_missing,
        made_by=by,
    )
    size = 0
    for part in content or ():
        size += len(part)
        if size > settings.LARGEST_UPLOAD:
            raise TooLarge
        ImportPart.objects.create(of=one, content=part)
    _record(one, "requested")
    return one


@transaction.atomic
def choose(one: Import, choices: dict[int, Choice]) -> None:
    """Say of entries, by primary key, what they are; only before the import is written. Raises NotNow."""
    _expect(one, ImportState.PLANNED)
    rows = list(one.rows.filter(pk__in=choices, action=Action.UNSURE))
    for row in rows:
        row.choice = choices[row.pk]
    ImportRow.objects.bulk_update(rows, ["choice"])


@transaction.atomic
def start_import(one: Import, *, by: str = audit.SYSTEM) -> None:
    """Have it written as planned; raises NotNow."""
    _expect(one, ImportState.PLANNED)
    one.total = one.rows.exclude(action=Action.REFUSED).count()
    _move(one, ImportState.RUNNING)
    _record(one, "started", by)


@transaction.atomic
def undo_import(one: Import, *, by: str = audit.SYSTEM) -> None:
    """Have everything it wrote taken back; raises NotNow."""
    _expect(one, ImportState.DONE)
    if one.is_emptied:
        raise NotNow("emptied")
    one.total = one.rows.filter(outcome=Outcome.WRITTEN).exclude(action=Action.SAME).count()
    _move(one, ImportState.UNDOING)
    _record(one, "undoing_started", by)


@transaction.atomic
def drop_import(one: Import, *, by: str = audit.SYSTEM) -> None:
    """Forget an import of which nothing has been written; raises NotNow."""
    _expect(one, ImportState.PLANNED, ImportState.FAILED)
    _record(one, "dropped", by)
    one.delete()


@transaction.atomic
def empty_import(one: Import, *, by: str = audit.SYSTEM) -> None:
    """Delete the entries of one that is over and keep their numbers; it cannot be undone any more. Raises NotNow."""
    _expect(one, ImportState.DONE, ImportState.UNDONE, ImportState.FAILED)
    one.kept_counts = asdict(counts(one))
    one.save(update_fields=["kept_counts"])
    one.rows.all().delete()
    _record(one, "emptied", by)


def _expect(one: Import, *states: ImportState) -> None:
    """Lock the import and read it anew."""
    one.refresh_from_db(from_queryset=Import.objects.select_for_update())
    if one.state not in states:
        raise NotNow(one.state)


def _move(one: Import, state: ImportState) -> None:
    one.state, one.attempts = state, 0
    one.ended_at = None if state in WORKING else timezone.now()
    one.save()


def _record(one: Import, act: str, by: str = "") -> None:
    audit.record(
        f"import.{act}", target=one, by=by or one.made_by, municipality=one.municipality.slug, **counts(one).by_action
    )


def work(one: Import, *, seconds: float = float("inf"), ask: Ask | None = None) -> bool:
    """Do what is to be done with the import, for about so long; whether there is more to do.

    It goes on where it stopped, whoever stopped it. ``ask`` fetches addresses, by default only public ones.
    """
    until = time.monotonic() + seconds
    format_ = formats()[one.format]
    if one.state == ImportState.READING:
        _read(one, format_, ask or _ask)
        return False
    batch = write_batch if one.state == ImportState.RUNNING else undo_batch
    while batch(one, format_):
        if time.monotonic() > until:
            return True
    _end(one)
    return False


@transaction.atomic
def _end(one: Import) -> None:
    """Once only, although several workers may have written the last of it."""
    doing = ImportState(one.state)
    one.refresh_from_db(from_queryset=Import.objects.select_for_update())
    if one.state == doing:
        ended, act = _ENDS[doing]
        _move(one, ended)
        _record(one, act)


_ENDS = {
    ImportState.RUNNING: (ImportState.DONE, "done"),
    ImportState.UNDOING: (ImportState.UNDONE, "undone"),
}


def _read(one: Import, format_: Format, ask: Ask) -> None:
    """Plan it, or say why it cannot be read. A file that kills who reads it is not tried for ever."""
    one.attempts += 1
    one.save(update_fields=["attempts"])
    try:
        with TemporaryDirectory() as folder, transaction.atomic():
            _expect(one, ImportState.READING)
            _plan(one, format_, Path(folder), ask)
    except NotNow:
        return
    except Broken as problem:
        one.problem = problem.as_json()
        _move(one, ImportState.FAILED)
    one.parts.all().delete()


def _plan(one: Import, format_: Format, folder: Path, ask: Ask) -> None:
    if one.attempts > _ATTEMPTS:
        raise Broken(gettext_noop("Reading it has been broken off several times."))
    path = folder / "file"
    if one.is_address:
        path.write_bytes(ask(one.name))
    else:
        with path.open("wb") as file:
            file.writelines(part.content for part in one.parts.order_by("pk").iterator(chunk_size=1))
    organisations, life_events = vocabulary(one.municipality)
    material = Material(
        path=path,
        language=one.municipality.main_language,
        languages=tuple(one.municipality.languages),
        country=one.municipality.country,
        time_zone=one.municipality.time_zone,
        phone=one.municipality.phone,
        organisations=organisations,
        life_events=life_events,
        address=one.name if one.is_address else "",
        ask=ask,
    )
    one.told, entries = format_.read(material)
    for rows in batched(plan(one, format_, entries), _ROWS_AT_A_TIME):
        bulk.upsert(rows)
    _move(one, ImportState.PLANNED)


def _ask(url: str) -> bytes:
    try:
        answer = fetching.fetch(url, at_most_bytes=settings.LARGEST_UPLOAD, seconds=_FETCH_SECONDS)
    except fetching.NotFetched as error:
        raise Broken(gettext_noop("The address cannot be fetched: %(error)s"), error=str(error)) from error
    if answer.status != 200:
        raise Broken(gettext_noop("The address answers with the error %(status)d."), status=answer.status)
    return answer.body
