"""Brings the descriptions of the Finnish Service Catalogue into a municipality."""

from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from pathlib import Path

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.services import actions
from verkstad.services.data import Scope, ServiceData
from verkstad.services.importing.organisation_target import ensure_own_organisation
from verkstad.services.models import LifeEvent
from verkstad.services.ptv.descriptions import Reading
from verkstad.services.ptv.plan import Plan, plan_import
from verkstad.services.ptv.report import Report
from verkstad.services.ptv.source import BrokenFile, read_list
from verkstad.services.ptv.vocabularies import read_vocabularies

_AT_A_TIME = 100

type Batch = tuple[ServiceData, ...]
type Track = Callable[[list[tuple[Batch, bool]]], Iterable[tuple[Batch, bool]]]


@transaction.atomic
def import_descriptions(
    paths: Sequence[Path],
    *,
    municipality: Municipality,
    languages: Sequence[str] = (),
    phone: str = "",
    dry_run: bool = False,
    by: str = audit.SYSTEM,
    track: Track = iter,
) -> Report:
    """Make the municipality's services from this source exactly those of the files.

    The vocabularies lie beside the first file. ``languages`` are wanted beside the main one, all the municipality's
    if none are named. ``track`` hands on the batches and sees how far the writing is. Services that are no longer
    in the files are withdrawn, and published again when they return. Raises BrokenFile before anything is changed.
    """
    reading = Reading(
        languages=list(dict.fromkeys([municipality.main_language, *(languages or municipality.languages)])),
        vocabularies=read_vocabularies(paths[0].parent),
        life_events=frozenset(LifeEvent.objects.order_by("code").values_list("code", flat=True)),
        organisation=municipality.slug,
        phone=phone,
    )
    sources = [source for path in paths for source in read_list(path)]
    if not sources:
        raise BrokenFile("No description stands in the files, so every service would be withdrawn.")
    plan = plan_import(sources, reading, municipality)
    if not dry_run:
        _write(plan, municipality, by, track)
    return plan.report


def _write(plan: Plan, municipality: Municipality, by: str, track: Track) -> None:
    scope = Scope(municipality=municipality)
    ensure_own_organisation(municipality, by)
    actions.save_subjects(plan.subjects.values(), by=by)
    to_publish = [(batch, True) for batch in batched(plan.to_publish, _AT_A_TIME)]
    to_change = [(batch, False) for batch in batched(plan.to_change, _AT_A_TIME)]
    for batch, publish in track(to_publish + to_change):
        actions.save_services(batch, scope=scope, by=by, publish=publish)
    for service in plan.to_withdraw:
        actions.withdraw_gone(service, by=by)
    audit.record(
        "catalogue.imported", target=municipality, by=by, municipality=municipality.slug, **plan.report.counts()
    )
