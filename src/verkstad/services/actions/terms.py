"""What services refer to: organisations, life events and the terms of classifications."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit, bulk
from verkstad.services.data import LifeEventData, OrganisationData, Scope, SubjectData
from verkstad.services.models import LifeEvent, Organisation, Service, Subject


def save_organisation(data: OrganisationData, *, scope: Scope, by: str = audit.SYSTEM) -> Organisation:
    """See ``save_organisations``."""
    return save_organisations([data], scope=scope, by=by)[0]


@transaction.atomic
def save_organisations(
    batch: Sequence[OrganisationData], *, scope: Scope, by: str = audit.SYSTEM
) -> list[Organisation]:
    """Make the organisations or change them, each slug once; their services, which show the names, count as changed."""
    rows = [Organisation(**scope.columns, **asdict(data)) for data in batch]
    fields = [name for name in OrganisationData.__slots__ if name != "slug"]
    keys = bulk.upsert(rows, unique=["municipality", "region", "country", "slug"], update=fields)
    Service.objects.filter(organisation__in=keys).update(updated_at=timezone.now())
    saved = Organisation.objects.in_bulk(keys)
    organisations = [saved[key] for key in keys]
    audit.record_all("organisation.saved", targets=organisations, by=by, municipality=scope.slug)
    return organisations


@transaction.atomic
def save_life_event(data: LifeEventData, *, by: str = audit.SYSTEM) -> LifeEvent:
    event, _ = LifeEvent.objects.update_or_create(code=data.code, defaults=asdict(data))
    event.services.update(updated_at=timezone.now())
    audit.record("life_event.saved", target=event, by=by)
    return event


@transaction.atomic
def save_subjects(batch: Iterable[SubjectData], *, by: str = audit.SYSTEM) -> list[Subject]:
    """Make the terms or rename them, however many in the same queries; return those that are new or renamed."""
    wanted = {(data.scheme, data.code): dict(data.name) for data in batch}
    rows = Subject.objects.filter(code__in={code for _, code in wanted}).order_by("pk")
    names = {(row.scheme, row.code): row.name for row in rows}
    subjects = Subject.objects.bulk_create(
        [Subject(scheme=key[0], code=key[1], name=name) for key, name in wanted.items() if names.get(key) != name],
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=["name"],
    )
    Service.objects.filter(subjects__in=subjects).update(updated_at=timezone.now())
    audit.record_all("subject.saved", targets=subjects, by=by)
    return subjects
