"""What the cards of the component library are told where no time is to be had."""

from collections.abc import Iterable

from django.urls import reverse

from verkstad.appointments.words import address
from verkstad.core.writing import foreign
from verkstad.places.queries import HelpPlace
from verkstad.places.words import badge, opening_sentence


def place_cards(places: Iterable[HelpPlace]) -> list[dict[str, object]]:
    """The parameters of components/place_card.html."""
    return [
        {
            "name": one.place.name.best,
            "lang": foreign(one.place.name),
            "url": reverse("portal:place", args=[one.place.slug]),
            "state": badge(one.opening),
            "open_text": opening_sentence(one.opening),
            "address": address(one.place),
            "phone": one.place.phone,
        }
        for one in places
    ]
