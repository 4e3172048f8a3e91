"""What the cards of the component library are told about a place."""

from django.urls import reverse

from verkstad.core.writing import distance, foreign
from verkstad.places.models import Place
from verkstad.places.queries import HelpPlace
from verkstad.places.words import badge, opening_sentence
from verkstad.services.cards import channel_card
from verkstad.services.models import Channel, ChannelKind
from verkstad.services.queries import ServiceSummary


def place_card(found: HelpPlace, *, number: int | None = None, chosen: str = "") -> dict[str, object]:
    """The parameters of components/place_card.html."""
    place = found.place
    return {
        "name": place.name.best,
        "lang": foreign(place.name),
        "url": reverse("portal:place", args=[place.slug]),
        "state": badge(found.opening),
        "open_text": opening_sentence(found.opening),
        "address": address(place),
        "distance": distance(found.kilometres),
        "phone": place.phone,
        "help": place.summary.best,
        "picture": "",
        "number": number,
        "chosen": chosen,
    }


def pictured_card(found: HelpPlace) -> dict[str, object]:
    """A place card with the place's first picture, which must have been loaded."""
    picture = next(iter(found.place.pictures.all()), None)
    return place_card(found) | {"picture": picture.file.url if picture else ""}


def address(place: Place) -> str:
    """Street and town on one line; nothing for a place without a door."""
    return ", ".join(filter(None, [place.street, place.city])) if place.has_door else ""


def service_card(service: ServiceSummary) -> dict[str, object]:
    """The parameters of components/result_card.html for a service."""
    ways = service.ways
    kinds = {"online": ways.online, "phone": ways.phone, "visit": ways.visit}
    return {
        "title": service.name,
        "url": reverse("portal:service", args=[service.slug]),
        "summary": service.summary,
        "lang": foreign(service.name),
        "organisation": service.organisation,
        "eid": ("needed" if ways.needs_eid else "none") if ways.online else "",
        "channel_kinds": [kind for kind, is_there in kinds.items() if is_there],
    }


def answered_card(channel: Channel, places: list[HelpPlace]) -> dict[str, object]:
    """The card of a channel with hours and position of the place that answers."""
    card, found = channel_card(channel), places[0] if places else None
    if found and channel.kind in (ChannelKind.PHONE, ChannelKind.VISIT):
        card |= {"state": badge(found.opening), "open_text": opening_sentence(found.opening)}
    if found and channel.kind == ChannelKind.VISIT:
        card |= {"place_name": found.place.name.best, "place_url": reverse("portal:place", args=[found.place.slug])}
        card["address"] = channel.address or address(found.place)
    return card
