"""Links that change one part of the address and keep the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from verkstad.core.alphabet import alphabetical
from verkstad.services.queries import ServiceName, ServicePage


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that a link turns on or off."""

    label: str
    url: str
    is_on: bool


def chip(request: HttpRequest, label: str | Promise, key: str, value: str) -> Chip:
    """The link that turns ``key=value`` on beside other filters, or off when it is on; the page number starts over."""
    given = [(name, each) for name, values in request.GET.lists() for each in values if name != "page"]
    others = [pair for pair in given if pair != (key, value)]
    is_on = len(others) < len(given)
    return Chip(str(label), f"?{urlencode(others if is_on else [*others, (key, value)])}", is_on)


def shorten(request: HttpRequest, key: str, longest: int) -> bool:
    """Cut a value of the address that is longer, since many links of the page repeat it; True when it was."""
    value = request.GET.get(key, "")
    if len(value) <= longest:
        return False
    query = request.GET.copy()
    query[key] = value[:longest]
    request.META["QUERY_STRING"] = query.urlencode()
    request.GET = QueryDict(request.META["QUERY_STRING"])
    return True


def by_first_letter(services: Iterable[ServiceName], language: str) -> dict[str, list[ServiceName]]:
    """The services in the order of the language's alphabet, under their first letters; digits and signs come last."""
    ordered = sorted(
        services, key=lambda service: (not service.name[:1].isalpha(), alphabetical(service.name, language))
    )
    return {letter: list(group) for letter, group in groupby(ordered, key=lambda service: service.name[:1].upper())}


def crumbs(page: ServicePage) -> list[dict[str, str]]:
    """The way to a service: through its first life event, or the list of all services."""
    if page.life_events:
        event = page.life_events[0]
        return [{"title": event.name, "url": reverse("portal:life-event", args=[event.code])}]
    return [{"title": _("All services from A to Z"), "url": reverse("portal:service-list")}]
