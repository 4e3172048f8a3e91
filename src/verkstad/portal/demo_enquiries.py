"""A year of plausible enquiries, and what was done digitally meanwhile: from ``enquiries.yaml`` in the folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from verkstad.core.entries import Entry, read_entry
from verkstad.measurement.actions import EnquiryData, log_enquiries, save_digital_use
from verkstad.measurement.digital_use import Use
from verkstad.measurement.models import Avoidable, Enquiry, EnquiryChannel, EnquiryKind, EnquiryOutcome
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, PlaceKind
from verkstad.services.models import Service

DAYS = 365
SATURDAY, SUNDAY = 5, 6
OUTCOMES = {
    EnquiryOutcome.SHOWN: 45,
    EnquiryOutcome.SOLVED: 38,
    EnquiryOutcome.REFERRED: 11,
    EnquiryOutcome.UNSOLVED: 6,
}
KINDS = {EnquiryKind.TRANSACTION: 55, EnquiryKind.INFORMATION: 38, EnquiryKind.MISDIRECTED: 7}
AGES = {"65_79": 30, "50_64": 22, "80_plus": 18, "30_49": 17, "18_29": 10, "under_18": 3}
# Of those that did not work out, a share tells why they could have been avoided.
TELLS_WHY = 0.3


@dataclass(frozen=True, slots=True)
class About:
    """What is asked about. ``digital`` cases a month are completed without asking: more and more when it ``falls``."""

    service_id: int | None
    theme: str
    weight: int
    because: str
    digital: int
    falls: bool

    def weight_at(self, share: float) -> float:
        """``share`` of the year has gone."""
        return self.weight * (1.3 - 0.8 * share) if self.falls else self.weight

    def digital_at(self, share: float) -> int:
        return round(self.digital * (0.6 + 0.8 * share)) if self.falls else self.digital


def save_enquiries(demo: Path) -> None:
    """Once; they are not logged again when the demo is brought up to date."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "enquiries.yaml"
        if file.exists() and not Enquiry.objects.filter(municipality=municipality).exists():
            _save(read_entry(file), municipality, timezone.now())


def _save(entry: Entry, municipality: Municipality, now: datetime) -> None:
    abouts = [_about(one, municipality) for one in entry.entries("about")]
    weights = entry.entry("places")
    places = {
        place: weights.whole(place.slug) or 0
        for place in Place.objects.filter(municipality=municipality, slug__in=weights.fields).order_by("pk")
    }
    # Made up, and the same each time.
    chance = Random(municipality.slug)  # noqa: S311 -- nothing secret
    days = list(_days(entry.whole("each_day") or 1, now.astimezone(ZoneInfo(municipality.time_zone)), chance))
    log_enquiries(municipality, [_enquiry(at, share, places, abouts, chance) for at, share in days])
    save_digital_use(municipality, list(_uses(abouts, now.date())), source="demo")


def _about(entry: Entry, municipality: Municipality) -> About:
    slug = entry.text("service")
    service = Service.objects.visible_in(municipality).get(slug=slug).pk if slug else None
    because = entry.choice("because", ["", *Avoidable.values], default="")
    return About(
        service,
        entry.text("theme"),
        entry.whole("weight") or 0,
        because,
        entry.whole("digital") or 0,
        "falls" in entry.fields,
    )


def _days(each_day: int, now: datetime, chance: Random) -> Iterator[tuple[datetime, float]]:
    """The moments, in order, with how much of the year had gone; fewer on Saturdays, none on Sundays."""
    for ago in range(DAYS, 0, -1):
        day = now.date() - timedelta(days=ago)
        number = {SATURDAY: each_day // 4, SUNDAY: 0}.get(
            day.weekday(), chance.randint(each_day // 2, each_day * 3 // 2)
        )
        minutes = sorted(chance.choices(range(9 * 60, 17 * 60), k=number))
        for minute in minutes:
            yield datetime.combine(day, time(minute // 60, minute % 60), now.tzinfo), 1 - ago / DAYS


def _enquiry(at: datetime, share: float, places: dict[Place, int], abouts: list[About], chance: Random) -> EnquiryData:
    [place] = chance.choices(list(places), list(places.values()))
    [about] = chance.choices(abouts, [one.weight_at(share) for one in abouts])
    [outcome], [kind] = (chance.choices(list(each), list(each.values())) for each in (OUTCOMES, KINDS))
    is_told = bool(about.because) and chance.random() < TELLS_WHY
    is_phone = place.kind == PlaceKind.PHONE_LINE
    return EnquiryData(
        key=UUID(int=chance.getrandbits(128), version=4),
        at=at,
        place_id=place.pk,
        service_id=about.service_id,
        theme=about.theme,
        channel=EnquiryChannel.PHONE if is_phone else EnquiryChannel.DESK,
        kind=kind,
        outcome=outcome,
        minutes=chance.choice((None, 5, 10, 15, 15, 30)),
        needed_eid_help=True if about.because == Avoidable.NO_EID and is_told else None,
        avoidable_because=about.because if is_told else "",
        age_band=chance.choices(list(AGES), list(AGES.values()))[0] if chance.random() < TELLS_WHY else "",
    )


def _uses(abouts: list[About], today: date) -> Iterator[Use]:
    """Of the twelve months before this one."""
    months = sorted({(today.replace(day=1) - timedelta(days=15 + 30 * ago)).replace(day=1) for ago in range(12)})
    for about in abouts:
        if about.service_id and about.digital:
            for number, month in enumerate(months):
                yield Use(about.service_id, month, about.digital_at(number / len(months)))
