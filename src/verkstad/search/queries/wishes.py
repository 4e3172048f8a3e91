"""What a reader's wish makes of the groups of an answer: places that are open then, whom to call."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from verkstad.core.translated import best
from verkstad.municipalities.models import Municipality
from verkstad.places.board import Board, board
from verkstad.places.models import Place
from verkstad.places.queries import contact_ways
from verkstad.search.analysis import WEAK
from verkstad.search.answers import Contact, Group, Hit
from verkstad.search.intent import Intent, Wish
from verkstad.search.models import Kind
from verkstad.search.sources import place_facts
from verkstad.services.models import Channel, ChannelKind, Service


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, when, and which ``size`` hits after the ``first`` of each group are wanted."""

    municipality: Municipality
    language: str
    filters: Collection[str]
    at: datetime
    first: int
    size: int
    kept: Board | None = None

    @property
    def here(self) -> Board:
        return self.kept or board(self.municipality, self.at)


def granted(wish: Wish, groups: Sequence[Group], asking: Asking) -> list[Group]:
    """The groups with whom to call when that was asked for; with the places first, those open then before others,
    when places were. A wish that is about nothing in particular is for all places."""
    if wish.intent in (Intent.PLACE, Intent.CONTACT) and not wish.about:
        return [_all_places(wish, asking), *(group for group in groups if group.kind != Kind.PLACE)]
    match wish.intent:
        case Intent.CONTACT:
            return [_with_contacts(group, asking) for group in groups]
        case Intent.PLACE:
            ordered = [_open_first(group, wish, asking) for group in groups]
            return sorted(ordered, key=lambda group: not _are_places_meant(group))
        case _:
            return list(groups)


def _all_places(wish: Wish, asking: Asking) -> Group:
    """The municipality's own front doors when somebody wants to call, else all places; the soonest open first,
    counted from the day that was asked for."""
    municipality = asking.municipality
    if wish.intent == Intent.CONTACT:
        places = [found.place for found in contact_ways(asking.here, asking.at)]
    else:
        start, _ = _asked_time(wish, asking)
        rows = asking.here.rows.values()
        places = [row.place for row in sorted(rows, key=lambda row: (row.help_starts(start), row.pk))]
    hits = [_hit(place, [asking.language, municipality.main_language]) for place in places]
    fitting = [hit for hit in hits if hit.facts.issuperset(asking.filters)]
    return Group(Kind.PLACE, fitting[asking.first : asking.first + asking.size], len(fitting))


def _hit(place: Place, languages: Sequence[str]) -> Hit:
    return Hit(
        kind=Kind.PLACE,
        object_id=place.pk,
        slug=place.slug,
        name=best(place.name, languages),
        summary=best(place.summary, languages),
        owner=best(place.organisation.name, languages),
        facts=frozenset(place_facts(place)),
        confidence=1.0,
    )


def _are_places_meant(group: Group) -> bool:
    """Whether some place surely has the words."""
    return group.kind == Kind.PLACE and any(isinstance(hit, Hit) and hit.confidence >= WEAK for hit in group.hits)


def _open_first(group: Group, wish: Wish, asking: Asking) -> Group:
    if group.kind != Kind.PLACE or not (wish.is_now or wish.weekday is not None):
        return group
    start, end = _asked_time(wish, asking)
    rows = asking.here.rows
    opening = {hit.object_id: rows[hit.object_id].help_starts(start) for hit in group.hits if hit.object_id in rows}
    return replace(group, hits=sorted(group.hits, key=lambda hit: opening.get(hit.object_id, end) >= end))


def _asked_time(wish: Wish, asking: Asking) -> tuple[datetime, datetime]:
    """Now, or the coming such weekday, of today what is left; the end is not part of it."""
    if wish.weekday is None:
        return asking.at, asking.at + timedelta(microseconds=1)
    zone = ZoneInfo(asking.municipality.time_zone)
    today = asking.at.astimezone(zone).date()
    day = today + timedelta(days=(wish.weekday - today.weekday()) % 7)
    first, last = (datetime.combine(day + timedelta(days=days), time(), zone) for days in (0, 1))
    return max(asking.at, first), last


def _with_contacts(group: Group, asking: Asking) -> Group:
    """Two queries, and one for the hours."""
    if group.kind != Kind.SERVICE or not group.hits:
        return group
    ways = Channel.objects.filter(kind__in=[ChannelKind.PHONE, ChannelKind.EMAIL]).order_by("position", "pk")
    services = Service.objects.filter(pk__in=[hit.object_id for hit in group.hits]).order_by("pk")
    with_ways = services.select_related("organisation").prefetch_related(Prefetch("channels", ways))
    here = asking.here
    contacts = {service.pk: _contact(service, here, asking.at) for service in with_ways}
    hits = [replace(hit, contact=contacts.get(hit.object_id)) if isinstance(hit, Hit) else hit for hit in group.hits]
    return replace(group, hits=hits)


def _contact(service: Service, here: Board, at: datetime) -> Contact | None:
    """How the service is reached, or else who answers for it."""
    ways = {channel.kind: channel for channel in reversed(service.channels.all())}
    phone, email = ways.get(ChannelKind.PHONE), ways.get(ChannelKind.EMAIL)
    answering = here.by_channel.get(phone.pk, []) if phone else []
    contact = Contact(
        phone=phone.number if phone else service.organisation.phone,
        email=email.email if email else service.organisation.email,
        opening=answering[0].opening(at) if answering else None,
    )
    return contact if contact.phone or contact.email else None
