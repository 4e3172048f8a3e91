"""A person's change of a service that somebody else may be changing too, and the way back."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction

from verkstad.identity.models import User
from verkstad.services.actions.saving import save_service
from verkstad.services.data import Scope, ServiceData, from_json
from verkstad.services.merge import Field, Merged, differences, merge
from verkstad.services.models import Organisation, Service, ServiceVersion
from verkstad.services.queries import data_of


class UnknownVersion(Exception):
    """The service has no version of this number."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did since the version that was edited: who, first to last, when last, and which fields."""

    by: tuple[str, ...]
    at: datetime
    version: int
    fields: tuple[Field, ...]


class EditedMeanwhile(Exception):
    """Both changed the same; ``merged`` says what, and has all that does not clash. Nothing was saved."""

    def __init__(self, meanwhile: Meanwhile, merged: Merged) -> None:
        super().__init__(", ".join(conflict.field.key for conflict in merged.conflicts))
        self.meanwhile = meanwhile
        self.merged = merged


@dataclass(frozen=True, slots=True)
class Edited:
    """``meanwhile`` says what others had changed and was kept beside this change."""

    service: Service
    meanwhile: Meanwhile | None = None


@transaction.atomic
def make_service(data: ServiceData, *, scope: Scope, owner: User | None, by: str) -> Service:
    """A new draft with an owner, named by its slug or the next that is free; raises what save_services raises."""
    organisation = Organisation.objects.get(**scope.columns, slug=data.organisation)
    row = Service(**scope.columns, organisation=organisation, target_groups=list(data.target_groups), owner=owner)
    slugs = (f"{data.slug[:110]}-{number}" for number in count(2))
    row.slug = data.slug
    while not _is_claimed(row):
        row.slug = next(slugs)
    return save_service(replace(data, slug=row.slug), scope=scope, by=by)


@transaction.atomic
def edit_service(service: Service, data: ServiceData, *, based_on: int, by: str) -> Edited:
    """Change the service, which stood at version ``based_on`` when the person began.

    What others changed since is kept, and what ``keep_edit`` kept of this person is settled.
    Raises EditedMeanwhile, UnknownVersion, and what save_services raises.
    """
    service = _locked(service)
    service.kept_edits.filter(made_by=by).delete()
    data = replace(data, slug=service.slug)
    if based_on == service.version:
        return Edited(_saved(service, data, by=by))
    merged, meanwhile = _merged(service, data, based_on)
    if merged.conflicts:
        raise EditedMeanwhile(meanwhile, merged)
    return Edited(_saved(service, merged.data, by=by), meanwhile if merged.taken else None)


def clash_of(service: Service, data: ServiceData, *, based_on: int) -> EditedMeanwhile | None:
    """What ``edit_service`` would refuse this change for now."""
    merged, meanwhile = _merged(service, data, based_on)
    return EditedMeanwhile(meanwhile, merged) if merged.conflicts else None


@transaction.atomic
def restore_version(service: Service, number: int, *, by: str) -> Service:
    """All as it was in that version but status and owner; raises UnknownVersion and what save_services raises."""
    service = _locked(service)
    data = from_json(get_version(service, number).data)
    return _saved(service, data, by=by, reason=f"version {number}")


def _saved(service: Service, data: ServiceData, *, by: str, reason: str = "") -> Service:
    """The audit trail names the fields that change; their values stand in the versions."""
    changed = [one.field.key for one in differences(data_of([service])[service.pk], data)]
    return save_service(data, scope=Scope.of(service), by=by, reason=reason, changed=changed)


def get_version(service: Service, number: int) -> ServiceVersion:
    try:
        return service.versions.get(number=number)
    except ServiceVersion.DoesNotExist as error:
        raise UnknownVersion(f"{service.slug} has no version {number}.") from error


def _is_claimed(row: Service) -> bool:
    """Whether the slug was free; from now on it is taken, also for somebody who makes one at the same moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        scope = Scope.of(row)
        if not Service.objects.filter(**scope.columns, slug=row.slug).exists():
            raise
        return False
    return True


def _locked(service: Service) -> Service:
    """As it is now, and kept so until the transaction ends."""
    rows = Service.objects.select_for_update(of=("self",)).select_related("municipality", "region")
    return rows.get(pk=service.pk)


def _merged(service: Service, data: ServiceData, based_on: int) -> tuple[Merged, Meanwhile]:
    merged = merge(from_json(get_version(service, based_on).data), data_of([service])[service.pk], data)
    later = list(service.versions.filter(number__gte=based_on).order_by("number"))
    fields = (*merged.taken, *(conflict.field for conflict in merged.conflicts))
    by = tuple(dict.fromkeys(version.made_by for version in later[1:]))
    return merged, Meanwhile(by, later[-1].made_at, service.version, fields)
