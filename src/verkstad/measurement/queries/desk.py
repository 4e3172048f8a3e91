"""Reads: what people usually ask about at a place, and what was logged there today."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Sum

from verkstad.identity.models import Membership
from verkstad.measurement.models import Enquiry, EnquiryCount
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service, covers

# Somebody stands where they stood last, for so long.
SAME_PLACE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Usual:
    """A service, or else a theme, that people ask about, and of which kind most of these enquiries are."""

    service_id: int | None
    theme: str
    kind: str


def usual_at(municipality: Municipality, place: Place | None, now: datetime, limit: int = 8) -> list[Usual]:
    """What was asked about most at the place this month and the last, or elsewhere than at any place; one query."""
    this_month = now.astimezone(ZoneInfo(municipality.time_zone)).date().replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    counts = EnquiryCount.objects.filter(municipality=municipality, place=place, month__in=[last_month, this_month])
    rows = counts.order_by().values_list("service", "theme", "kind").annotate(times=Sum("number")).filter(times__gt=0)
    kinds: dict[tuple[int | None, str], dict[str, int]] = defaultdict(dict)
    for service, theme, kind, times in rows:
        if service or theme:
            kinds[service, theme][kind] = times
    often = sorted(kinds, key=lambda about: (-sum(kinds[about].values()), about[0] or 0, about[1]))
    return [Usual(*about, kind=max(sorted(kinds[about]), key=kinds[about].__getitem__)) for about in often[:limit]]


def latest_at(municipality: Municipality, place: Place | None, day: date, limit: int = 10) -> list[Enquiry]:
    """What was logged of that day at the place, the last first."""
    found = Enquiry.objects.filter(municipality=municipality, day=day, place=place)
    return list(found.order_by("-at", "-pk")[:limit])


def outcomes_at(municipality: Municipality, place: Place | None, day: date) -> dict[str, int]:
    """How many enquiries of that day at the place had which outcome."""
    found = Enquiry.objects.filter(municipality=municipality, day=day, place=place).order_by()
    return dict(found.values_list("outcome").annotate(times=Sum("number")))


def places_to_stand_at(municipality: Municipality) -> list[Place]:
    """All places of the municipality, also those that residents do not see, by name in the reader's language."""
    places = Place.objects.filter(municipality=municipality).order_by("pk")
    return sorted(places, key=lambda place: str(place.name).casefold())


def last_place(member: Membership, now: datetime) -> Place | None:
    """Where the member last logged an enquiry, in the last days."""
    logged = Enquiry.objects.filter(
        municipality=member.municipality, day__gte=(now - SAME_PLACE).date(), logged_by=member.actor
    )
    last = logged.exclude(place=None).select_related("place").order_by("-at").first()
    return last.place if last else None


def service_for_enquiry(municipality: Municipality, slug: str) -> Service | None:
    """The service of that slug, also one that is no longer shown; the municipality's own comes first."""
    services = Service.objects.filter(covers(municipality), slug=slug)
    own_first = F("municipality").asc(nulls_last=True), F("region").asc(nulls_last=True)
    return services.order_by(*own_first).first()
