"""What the search must know of each service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from verkstad.core.translated import Translated
from verkstad.services.models import Service, ServiceQuerySet, ServiceText
from verkstad.services.queries.ways import Ways, ways_of

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One service: its scope (one of three), its texts in every language, what it is about and how it is reached."""

    service_id: int
    slug: str
    updated_at: datetime
    municipality_id: int | None
    region_id: int | None
    country: str
    organisation: Translated
    target_groups: list[str]
    texts: list[ServiceText]
    subjects: list[Translated]
    life_events: list[Translated]
    ways: Ways


def index_entries(services: ServiceQuerySet) -> Iterator[IndexEntry]:
    """The services in their order; five queries for each 500 of them."""
    related = ("texts", "channels", "subjects", "life_events")
    rows = services.select_related("organisation").prefetch_related(*related)
    return (_entry(service) for service in rows.iterator(chunk_size=_AT_A_TIME))


def _entry(service: Service) -> IndexEntry:
    return IndexEntry(
        service_id=service.pk,
        slug=service.slug,
        updated_at=service.updated_at,
        municipality_id=service.municipality_id,
        region_id=service.region_id,
        country=service.country,
        organisation=service.organisation.name,
        target_groups=list(service.target_groups),
        texts=list(service.texts.all()),
        subjects=[subject.name for subject in sorted(service.subjects.all(), key=str)],
        life_events=[event.name for event in service.life_events.all()],
        ways=ways_of(service.channels.all()),
    )
