"""Reads: what sheets on a wall say beside the hours."""

from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Channel, ChannelKind, Service


def places_that_residents_see(municipality: Municipality) -> list[Place]:
    """By name in the reader's language."""
    places = Place.objects.visible_in(municipality).order_by("pk")
    return sorted(places, key=lambda place: str(place.name).casefold())


def errands_without_eid(place: Place) -> int:
    """How many services are done at the place itself, or on its telephone."""
    services = Service.objects.visible_in(place.municipality).order_by()
    channels = Channel.objects.filter(places=place, service__in=services).exclude(kind=ChannelKind.ONLINE)
    return channels.order_by().values("service").distinct().count()
