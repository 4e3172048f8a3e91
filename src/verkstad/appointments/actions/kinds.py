"""Writes: what can be booked, and the rooms and equipment that it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from django.db import transaction

from verkstad.appointments.models import AppointmentKind, BookedBy, Resource
from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service


@dataclass(frozen=True, slots=True)
class KindData:
    """All that is known of a kind of appointment but its services and resources; texts by language code."""

    slug: str
    name: Mapping[str, str]
    minutes: int
    ways: list[str]
    summary: Mapping[str, str] = field(default_factory=dict)
    preparation: Mapping[str, str] = field(default_factory=dict)
    themes: list[str] = field(default_factory=list)
    seats: int = 1
    languages: list[str] = field(default_factory=list)
    notice_minutes: int = 60
    furthest_days: int = 56
    change_minutes: int = 240
    booked_by: str = BookedBy.EVERYBODY
    is_sensitive: bool = False


@transaction.atomic
def save_kind(
    data: KindData,
    *,
    municipality: Municipality,
    services: Iterable[Service] = (),
    resources: Iterable[Resource] = (),
    by: str = audit.SYSTEM,
) -> AppointmentKind:
    """Make the kind of appointment, or change it. What is booked already stays as it was booked."""
    kinds = AppointmentKind.objects.select_for_update().filter(municipality=municipality, slug=data.slug)
    kind = kinds.first() or AppointmentKind(municipality=municipality)
    changed = [one.name for one in fields(KindData) if getattr(kind, one.name) != getattr(data, one.name)]
    for name in changed:
        setattr(kind, name, getattr(data, name))
    kind.save()
    kind.services.set(services)
    kind.resources.set(resources)
    audit.record("appointment_kind.saved", target=kind, by=by, municipality=municipality.slug, changed=changed)
    return kind


@transaction.atomic
def retire_kind(kind: AppointmentKind, *, by: str) -> None:
    """Let nobody book it any more; what is booked stays."""
    _set_active(kind, False)
    audit.record("appointment_kind.retired", target=kind, by=by, municipality=kind.municipality.slug)


@transaction.atomic
def bring_back_kind(kind: AppointmentKind, *, by: str) -> None:
    """Let it be booked again."""
    _set_active(kind, True)
    audit.record("appointment_kind.brought_back", target=kind, by=by, municipality=kind.municipality.slug)


@transaction.atomic
def save_resource(
    name: Mapping[str, str], *, place: Place, resource: Resource | None = None, by: str = audit.SYSTEM
) -> Resource:
    """Make a room or a piece of equipment at the place, or give the one there is another name."""
    resource = resource or Resource(place=place)
    resource.name = dict(name)
    resource.save()
    audit.record("resource.saved", target=resource, by=by, municipality=place.municipality.slug)
    return resource


@transaction.atomic
def retire_resource(resource: Resource, *, by: str) -> None:
    """Let nothing more be booked in it; what is booked there stays."""
    _set_active(resource, False)
    audit.record("resource.retired", target=resource, by=by, municipality=resource.place.municipality.slug)


@transaction.atomic
def bring_back_resource(resource: Resource, *, by: str) -> None:
    """Let it be taken again."""
    _set_active(resource, True)
    audit.record("resource.brought_back", target=resource, by=by, municipality=resource.place.municipality.slug)


def _set_active(thing: AppointmentKind | Resource, is_active: bool) -> None:
    thing.is_active = is_active
    thing.save(update_fields=["is_active"])
