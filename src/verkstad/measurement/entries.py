"""What an enquiry is before it is a row, and why it may be refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from verkstad.core import personal
from verkstad.measurement.models import Enquiry, EnquiryChannel, EnquiryKind, EnquiryOutcome, EnquirySource
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Organisation, Service, covers

# A clock may be wrong, but not by more than this.
AHEAD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class EnquiryData:
    """All that is said of an enquiry; ``place_id``, ``service_id`` and ``referred_to_id`` are primary keys."""

    key: UUID
    at: datetime
    place_id: int | None = None
    service_id: int | None = None
    theme: str = ""
    channel: str = EnquiryChannel.DESK
    kind: str = EnquiryKind.INFORMATION
    outcome: str = EnquiryOutcome.SOLVED
    referred_to_id: int | None = None
    number: int = 1
    minutes: int | None = None
    is_first_time: bool | None = None
    needed_eid_help: bool | None = None
    own_equipment: bool | None = None
    avoidable_because: str = ""
    age_band: str = ""
    language: str = ""
    note: str = ""
    source: str = EnquirySource.DESK


NAMES = [field.name for field in fields(EnquiryData)]
# Django would ask the database for each of them.
CHECKED_HERE = {"municipality", "place", "service", "referred_to"}


class Refused(Exception):
    """An enquiry that cannot be taken as it is."""


class PersonalNote(Refused):
    """The note has something personal in it, at ``spans``."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        super().__init__("The note has something personal in it.")
        self.spans = spans


class NotOurs(Refused):
    """A place, service or organisation that the municipality does not have; ``field`` is the name of its column."""

    def __init__(self, field: str) -> None:
        super().__init__(f"Unknown here: {field}")
        self.field = field


class NotThen(Refused):
    """In the future, or so long ago that it would be deleted at once."""


class Impossible(Refused):
    """Something that an enquiry cannot be; ``fields`` are the names of the columns."""

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = sorted(fields)
        super().__init__(f"Impossible: {', '.join(self.fields)}")


class Checks:
    """What holds of every enquiry of a municipality. Three queries, however many entries."""

    def __init__(self, municipality: Municipality, entries: Sequence[EnquiryData]) -> None:
        self.municipality = municipality
        self.zone = ZoneInfo(municipality.time_zone)
        ours = covers(municipality)
        places = Place.objects.filter(municipality=municipality, pk__in=_named(entry.place_id for entry in entries))
        services = Service.objects.filter(ours, pk__in=_named(entry.service_id for entry in entries))
        others = Organisation.objects.filter(ours, pk__in=_named(entry.referred_to_id for entry in entries))
        self.known = {
            "place_id": {None, *places.values_list("pk", flat=True)},
            "service_id": {None, *services.values_list("pk", flat=True)},
            "referred_to_id": {None, *others.values_list("pk", flat=True)},
        }

    def row(self, entry: EnquiryData, *, by: str) -> Enquiry:
        """The enquiry, not yet written; raises Refused."""
        self._check(entry)
        values = {name: getattr(entry, name) for name in NAMES}
        day = entry.at.astimezone(self.zone).date()
        row = Enquiry(municipality=self.municipality, day=day, logged_by=by, **values)
        try:
            row.clean_fields(exclude=CHECKED_HERE)
        except ValidationError as wrong:
            raise Impossible(wrong.error_dict) from wrong
        return row

    def _check(self, entry: EnquiryData) -> None:
        """What the fields by themselves do not tell."""
        if found := personal.spans(entry.note):
            raise PersonalNote(found)
        if not kept_since() <= entry.at <= timezone.now() + AHEAD:
            raise NotThen(entry.at)
        for field, keys in self.known.items():
            if getattr(entry, field) not in keys:
                raise NotOurs(field)
        if entry.service_id and entry.theme:
            raise Impossible(["theme"])
        if entry.referred_to_id and entry.outcome != EnquiryOutcome.REFERRED:
            raise Impossible(["referred_to_id"])


def _named(keys: Iterable[int | None]) -> set[int]:
    return {key for key in keys if key is not None and 0 < key < 2**63}


def kept_since() -> datetime:
    """Enquiries from before that are deleted; a month is counted as a twelfth of a year."""
    return timezone.now() - timedelta(days=settings.ENQUIRIES_KEPT_MONTHS * 365 / 12)
