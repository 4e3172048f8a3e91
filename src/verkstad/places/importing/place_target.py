"""Places as imports see them: texts by language, their hours as one field, and the services they are a way of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.places import actions, schedules
from verkstad.places.actions import PlaceData
from verkstad.places.models import OpeningHours, Place, PlaceKind
from verkstad.places.opening_hours import osm
from verkstad.places.opening_hours.model import Period, Schedule, Span, State
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.importing.organisation_target import ensure_own_organisation
from verkstad.services.importing.slugs import free_slug, taken_slugs
from verkstad.services.importing.targets import Author, Known, Writing, Written, content_version
from verkstad.services.importing.targets import State as ThingState
from verkstad.services.models import Channel, ChannelKind, Organisation

_PUBLISHED, _HIDDEN = "published", "hidden"
_TEXTS = ("name", "summary", "directions")
_PLAIN = [field.name for field in fields(PlaceData) if field.name not in (*_TEXTS, "slug")]
_LABELS = {
    "status": gettext_noop("Status"),
    "organisation": gettext_noop("Organisation"),
    "services": gettext_noop("Services"),
    "hours": gettext_noop("Opening hours"),
    "kind": gettext_noop("Kind"),
    "name": gettext_noop("Name"),
    "summary": gettext_noop("In short"),
    "directions": gettext_noop("How to find it"),
    "street": gettext_noop("Street"),
    "postcode": gettext_noop("Postcode"),
    "city": gettext_noop("Town"),
    "district": gettext_noop("District"),
    "latitude": gettext_noop("Latitude"),
    "longitude": gettext_noop("Longitude"),
    "phone": gettext_noop("Phone"),
    "email": gettext_noop("E-mail"),
    "url": gettext_noop("Web address"),
    "languages": gettext_noop("Languages"),
    "helps_with": gettext_noop("Helps with"),
    "equipment": gettext_noop("Equipment"),
    "accessibility": gettext_noop("Accessibility"),
}


class PlaceTarget:
    name = "place"
    label: Promise = _("Place")
    draft = withdrawn = _HIDDEN

    def known(self, municipality: Municipality) -> Iterable[Known]:
        rows = Place.objects.filter(municipality=municipality).order_by("slug")
        return [Known(row.pk, row.slug, tuple(row.name.values())) for row in rows]

    def states(self, keys: Iterable[int], *, lock: bool = False) -> dict[int, ThingState]:
        rows = Place.objects.filter(pk__in=list(keys)).order_by("pk")
        rows = rows.select_for_update(of=("self",)) if lock else rows
        places = list(rows.select_related("municipality", "organisation").prefetch_related("channels__service"))
        hours: dict[int, Schedule] = {}
        for municipality in {place.municipality for place in places}:
            hours |= schedules.load(municipality, [place.opening_hours_id for place in places])
        values = {place.pk: _values(place, hours[place.opening_hours_id]) for place in places}
        return {pk: ThingState(content_version(it), it) for pk, it in values.items()}

    def blank(self, municipality: Municipality) -> Values:
        data = PlaceData(slug="", kind=PlaceKind.OTHER.value, name={})
        plain = {field: getattr(data, field) for field in _PLAIN}
        hours = as_hours((), municipality.time_zone, closed_on_holidays=True)
        return plain | {"organisation": municipality.slug, "services": [], "hours": hours, "status": _HIDDEN}

    def published(self, values: Values) -> Values:
        return values | {"status": _PUBLISHED}

    def merged(self, old: Values, found: Values) -> Values:
        """A place stays a way of the services that others say it is."""
        services = [*old["services"], *(it for it in found.get("services", ()) if it not in old["services"])]
        return old | found | {"services": services}

    def check(self, values: Values, municipality: Municipality) -> None:
        if not values.get(f"name.{municipality.main_language}"):
            raise Problem(gettext_noop("The name is missing."))
        place = Place(slug="x", municipality=municipality, **_columns(values))
        try:
            place.clean_fields(exclude=["slug", "municipality", "organisation", "opening_hours"])
        except ValidationError as error:
            field = min(error.message_dict)
            words = " ".join(error.message_dict[field])
            raise Problem(
                gettext_noop("“%(field)s”: %(words)s"), field=_LABELS.get(field, field), words=words
            ) from error
        _check_position(values["latitude"], values["longitude"])

    def write(
        self, batch: Sequence[Writing], author: Author, references: Mapping[tuple[str, str], int]
    ) -> list[Written]:
        ensure_own_organisation(author.municipality, author.by)
        own = Place.objects.filter(municipality=author.municipality)
        taken = taken_slugs(own, [it.slug or it.name for it in batch if not it.pk], self.name)
        before = self.states([it.pk for it in batch if it.pk])
        keys = [_write(it, before.get(it.pk or 0), taken, author, references) for it in batch]
        after = self.states(keys)
        return [Written(key, after[key].version) for key in keys]

    def field_label(self, field: str) -> str:
        return gettext(_LABELS.get(field.partition(".")[0], field))


def as_hours(periods: Iterable[Period], time_zone: str, *, closed_on_holidays: bool) -> Values:
    """All hours of a place in plain values, with a name for people in OpenStreetMap's syntax."""
    schedule = Schedule(tuple(periods), time_zone, closed_on_holidays)
    return {
        "name": osm.write(schedule),
        "closed_on_holidays": closed_on_holidays,
        "periods": [_plain_period(period) for period in schedule.periods],
    }


def _plain_period(period: Period) -> Values:
    spans = [
        [sorted(it.days), it.opens.isoformat(), it.closes.isoformat(), it.closes_next_day, it.state.value]
        for it in period.spans
    ]
    return {
        "starts_on": period.starts_on and period.starts_on.isoformat(),
        "ends_on": period.ends_on and period.ends_on.isoformat(),
        "spans": spans,
        "is_override": period.is_override,
        "name": dict(period.name),
        "is_sudden": period.is_sudden,
    }


def _period(plain: Values) -> Period:
    spans = tuple(
        Span(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes), next_day, State(state))
        for days, opens, closes, next_day, state in plain["spans"]
    )
    starts_on, ends_on = (plain[field] and date.fromisoformat(plain[field]) for field in ("starts_on", "ends_on"))
    return Period(starts_on, ends_on, spans, plain["is_override"], plain["name"], plain["is_sudden"])


def _values(place: Place, schedule: Schedule) -> Values:
    values = {field: getattr(place, field) for field in _PLAIN}
    values |= {f"{field}.{lang}": text for field in _TEXTS for lang, text in getattr(place, field).items() if text}
    hours = as_hours(schedule.periods, schedule.time_zone, closed_on_holidays=schedule.closed_on_holidays)
    return values | {
        "organisation": place.organisation.slug,
        "services": sorted({channel.service.slug for channel in place.channels.all()}),
        "hours": hours,
        "status": _PUBLISHED if place.is_published else _HIDDEN,
    }


def _columns(values: Values) -> Values:
    texts = {
        text: {name.partition(".")[2]: it for name, it in values.items() if name.partition(".")[0] == text and it}
        for text in _TEXTS
    }
    return {field: values[field] for field in _PLAIN} | texts


def _check_position(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise Problem(gettext_noop("A position needs both latitude and longitude."))
    if latitude is not None and longitude is not None and not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Problem(gettext_noop("The position is not on the Earth."))


def _write(
    one: Writing, before: ThingState | None, taken: set[str], author: Author, references: Mapping[tuple[str, str], int]
) -> int:
    municipality, is_published = author.municipality, one.values["status"] == _PUBLISHED
    old = Place.objects.select_related("municipality").get(pk=one.pk) if one.pk else None
    slug = old.slug if old else free_slug(one.slug or one.name, taken, PLACES.name)
    place = actions.save_place(
        PlaceData(slug=slug, **_columns(one.values)),
        municipality=municipality,
        organisation=_organisation(one.values["organisation"], municipality, references),
        channels=_channels(one.values["services"], old, municipality, references),
        publish=is_published,
        by=author.by,
    )
    if before is None or before.values["hours"] != one.values["hours"]:
        hours = one.values["hours"]
        periods = [_period(plain) for plain in hours["periods"]]
        closed_on_holidays = hours["closed_on_holidays"]
        if periods or before or OpeningHours().is_closed_on_holidays != closed_on_holidays:
            actions.set_opening_hours(place, periods, closed_on_holidays=closed_on_holidays, by=author.by)
    if place.is_published != is_published:
        (actions.publish_place if is_published else actions.withdraw_place)(place, by=author.by)
    return place.pk


def _organisation(value: Any, municipality: Municipality, references: Mapping[tuple[str, str], int]) -> Organisation:
    """One that was not taken leaves its places to the municipality."""
    own = Organisation.objects.filter(municipality=municipality).order_by("pk")
    named = (
        own.filter(slug=value)
        if isinstance(value, str)
        else own.filter(pk=references.get(("organisation", value["ref"]), 0))
    )
    return named.first() or own.get(slug=municipality.slug)


def _channels(
    services: Sequence[Any],
    place: Place | None,
    municipality: Municipality,
    references: Mapping[tuple[str, str], int],
) -> list[Channel]:
    """The ways that the place was before, of the services it still is one of, and the visits of those that are new."""
    slugs = {it for it in services if isinstance(it, str)}
    kept = [it for it in place.channels.select_related("service") if it.service.slug in slugs] if place else []
    slugs -= {it.service.slug for it in kept}
    keys = [references.get(("service", it["ref"]), 0) for it in services if not isinstance(it, str)]
    visits = Channel.objects.filter(kind=ChannelKind.VISIT).order_by("service", "position")
    new = [
        *visits.filter(service__in=keys),
        *visits.filter(service__municipality=municipality, service__slug__in=slugs),
    ]
    return [*kept, *{it.service_id: it for it in reversed(new)}.values()]


PLACES = PlaceTarget()
