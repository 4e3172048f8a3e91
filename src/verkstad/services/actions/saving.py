"""The one way in which a service gets into the catalogue, alone or ten thousand at a time."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from verkstad.core import audit, bulk
from verkstad.services.actions import rows
from verkstad.services.actions.publishing import refuse_unfit
from verkstad.services.actions.versions import record_versions
from verkstad.services.data import Scope, ServiceData
from verkstad.services.models import LifeEvent, Organisation, Service, Status, Subject


class SameSlugTwice(Exception):
    pass


class UnknownOrganisation(Exception):
    pass


class UnknownLifeEvent(Exception):
    pass


class UnknownSubject(Exception):
    pass


def save_service(data: ServiceData, *, scope: Scope, by: str = audit.SYSTEM, **options: Any) -> Service:
    """Make the service or change it; see ``save_services``. A person's change of what there is: ``edit_service``."""
    return save_services([data], scope=scope, by=by, **options)[0]


@transaction.atomic
def save_services(
    batch: Sequence[ServiceData],
    *,
    scope: Scope,
    by: str = audit.SYSTEM,
    publish: bool = False,
    reason: str = "",
    **details: Any,
) -> list[Service]:
    """Make or change the services of the scope with these slugs, in as many queries as one of them takes.

    Everything of a service is replaced but its status, its owner and what municipalities noted on it. New ones are
    drafts unless ``publish``. ``reason`` stands in the history of what did change, such as the import it was part of;
    ``details`` stand in the audit trail.
    Raises SameSlugTwice, UnknownOrganisation, UnknownLifeEvent, UnknownSubject and, for
    what is published, NoText or NoWayWithoutEid.
    """
    _refuse_same_slug(batch)
    organisations = _organisations(batch, scope)
    life_events = _life_events(batch)
    subjects = _subjects(batch)
    pairs = rows.save_rows(batch, scope, organisations, Status.PUBLISHED if publish else "")
    rows.save_texts(pairs)
    rows.save_channels(pairs)
    rows.save_legal_bases(pairs)
    events = [(pk, life_events[code]) for pk, data in pairs for code in data.life_events]
    rows.relate(Service.life_events.through, "lifeevent_id", pairs, events)
    terms = [(pk, subjects[key]) for pk, data in pairs for key in data.subjects]
    rows.relate(Service.subjects.through, "subject_id", pairs, terms)
    keys = [pk for pk, _ in pairs]
    refuse_unfit(keys)
    record_versions(keys, by=by, reason=reason)
    saved = {row.pk: row for row in Service.objects.filter(pk__in=bulk.among(keys)).order_by("pk")}
    services = [saved[pk] for pk in keys]
    audit.record_all("service.saved", targets=services, by=by, municipality=scope.slug, **details)
    return services


def _refuse_same_slug(batch: Sequence[ServiceData]) -> None:
    for slug, times in Counter(data.slug for data in batch).items():
        if times > 1:
            raise SameSlugTwice(f"{slug} stands {times} times in what is to be saved.")


def _organisations(batch: Sequence[ServiceData], scope: Scope) -> dict[str, Organisation]:
    wanted = {data.organisation for data in batch}
    found = {row.slug: row for row in Organisation.objects.filter(**scope.columns, slug__in=wanted).order_by("slug")}
    if missing := wanted - found.keys():
        raise UnknownOrganisation(f"There is no organisation {min(missing)} in this scope.")
    return found


def _life_events(batch: Sequence[ServiceData]) -> dict[str, int]:
    wanted = {code for data in batch for code in data.life_events}
    found = dict(LifeEvent.objects.filter(code__in=wanted).order_by("code").values_list("code", "pk"))
    if missing := wanted - found.keys():
        raise UnknownLifeEvent(f"There is no life event {min(missing)}.")
    return found


def _subjects(batch: Sequence[ServiceData]) -> dict[tuple[str, str], int]:
    wanted = {key for data in batch for key in data.subjects}
    rows_found = Subject.objects.filter(code__in={code for _, code in wanted}).order_by("pk")
    found = {(scheme, code): pk for scheme, code, pk in rows_found.values_list("scheme", "code", "pk")}
    if missing := wanted - found.keys():
        raise UnknownSubject("There is no subject {} {}.".format(*min(missing)))
    return found
