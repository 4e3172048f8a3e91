"""Reads: the kinds of appointment, and the rooms and equipment, for those who look after them."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q

from verkstad.appointments.models import AppointmentKind, Resource, WorkingPattern
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service


def kinds_in(municipality: Municipality) -> list[AppointmentKind]:
    """All, the retired last, by name in the reader's language; ``helpers`` is how many take it."""
    takes = Count("patterns__helper", filter=Q(patterns__helper__is_active=True), distinct=True)
    kinds = AppointmentKind.objects.filter(municipality=municipality).annotate(helpers=takes).order_by("pk")
    return sorted(kinds, key=lambda kind: (not kind.is_active, str(kind.name).casefold()))


def resources_in(municipality: Municipality) -> list[Resource]:
    """All, by place and name in the reader's language, the retired last."""
    rows = Resource.objects.filter(place__municipality=municipality).select_related("place").order_by("pk")
    return sorted(rows, key=lambda one: (str(one.place.name).casefold(), not one.is_active, str(one.name).casefold()))


def places_without_resource(kind: AppointmentKind) -> list[Place]:
    """Where somebody takes the kind, but has nothing of what it must be booked with; so it is never free there."""
    if not kind.resources.exists():
        return []
    there = kind.resources.filter(place=OuterRef("place"), is_active=True)
    patterns = WorkingPattern.objects.filter(~Exists(there), kinds=kind, helper__is_active=True, starts__isnull=False)
    places = Place.objects.filter(pk__in=patterns.order_by().values("place"))
    return sorted(places.order_by("pk"), key=lambda place: str(place.name).casefold())


def shown_services(municipality: Municipality, slugs: Iterable[str]) -> list[Service]:
    return list(Service.objects.visible_in(municipality).filter(slug__in=slugs).order_by("slug", "pk"))


def slugs_in(municipality: Municipality) -> list[str]:
    """Of all kinds of appointment."""
    return list(AppointmentKind.objects.filter(municipality=municipality).values_list("slug", flat=True))
