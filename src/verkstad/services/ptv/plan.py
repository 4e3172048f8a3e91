"""Compares the descriptions with what the municipality has, and decides what is to be written."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from django.utils.text import slugify

from verkstad.municipalities.models import Municipality
from verkstad.services.data import ServiceData, SubjectData
from verkstad.services.models import Service, Status
from verkstad.services.ptv.descriptions import SOURCE, Found, Reading, external_id_of, read_description
from verkstad.services.ptv.fields import Unusable
from verkstad.services.ptv.report import Refused, Report
from verkstad.services.ptv.source import Source

_SLUG_LENGTH = 100


@dataclass(slots=True)
class Plan:
    """What is to be written, and the report that tells of it."""

    report: Report = field(default_factory=Report)
    to_publish: list[ServiceData] = field(default_factory=list)
    to_change: list[ServiceData] = field(default_factory=list)
    to_withdraw: list[Service] = field(default_factory=list)
    subjects: dict[tuple[str, str], SubjectData] = field(default_factory=dict)


def plan_import(sources: Sequence[Source], reading: Reading, municipality: Municipality) -> Plan:
    plan = Plan()
    founds = _read_all(sources, reading, plan.report)
    own = Service.objects.filter(municipality=municipality).order_by("slug")
    imported = {service.external_id: service for service in own if service.source == SOURCE}
    slugs = {service.slug for service in own}
    for found in founds.values():
        service = imported.get(found.data.external_id)
        slug = service.slug if service else _free_slug(found.name, slugs)
        slugs.add(slug)
        _sort_in(plan, service, replace(found.data, slug=slug, source_hash=_hash(found.data)))
        plan.subjects |= {(subject.scheme, subject.code): subject for subject in found.subjects}
    refused = {refusal.external_id for refusal in plan.report.refused}
    plan.to_withdraw = [
        service
        for external_id, service in imported.items()
        if external_id not in founds.keys() | refused and service.status != Status.WITHDRAWN
    ]
    plan.report.withdrawn = [service.slug for service in plan.to_withdraw]
    return plan


def _read_all(sources: Sequence[Source], reading: Reading, report: Report) -> dict[str, Found]:
    """By the source's own names; what cannot be taken or is left out goes into the report."""
    founds: dict[str, Found] = {}
    for source in sources:
        try:
            found = read_description(source.values, reading)
            _refuse_same_id(found, founds)
        except Unusable as problem:
            report.refused.append(Refused(source.file, source.line, str(problem), external_id_of(source.values)))
            continue
        if found:
            founds[found.data.external_id] = found
        else:
            report.left_out += 1
    return founds


def _refuse_same_id(found: Found | None, founds: dict[str, Found]) -> None:
    if found and found.data.external_id in founds:
        raise Unusable(f"Id {found.data.external_id} stands in the files twice")


def _sort_in(plan: Plan, service: Service | None, data: ServiceData) -> None:
    """An import that withdraws a service forgets its hash, so that it is published again when it returns."""
    if service is None:
        plan.to_publish.append(data)
        plan.report.added.append(data.slug)
    elif service.source_hash == data.source_hash:
        plan.report.unchanged.append(data.slug)
    else:
        (plan.to_change if service.source_hash else plan.to_publish).append(data)
        plan.report.changed.append(data.slug)


def _free_slug(name: str, taken: set[str]) -> str:
    """From the name, and numbered when several have the same."""
    plain = slugify(name)[:_SLUG_LENGTH].strip("-") or SOURCE
    candidates = chain([plain], (f"{plain}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _hash(data: ServiceData) -> str:
    return hashlib.sha256(repr(data).encode()).hexdigest()
