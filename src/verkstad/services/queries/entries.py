"""What the search must know of each service."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from verkstad.core.translated import Translated
from verkstad.services.models import LocalService, Service, ServiceQuerySet, ServiceText
from verkstad.services.queries.ways import Ways, ways_of

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One service: its scope (one of three), its texts in every language, what it is about and how it is reached.

    ``local_words``: by municipality and language, what people there call it, when it is shared with them.
    """

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
    local_words: Mapping[int, Mapping[str, Sequence[str]]]


def index_entries(services: ServiceQuerySet) -> Iterator[IndexEntry]:
    """The services in their order; six queries for each 500 of them."""
    local = LocalService.objects.exclude(everyday_words={}).select_related("municipality").order_by("municipality")
    related = ("texts", "channels", "subjects", "life_events", Prefetch("local", local, to_attr="named"))
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
        local_words=_local_words(service, vars(service)["named"]),
    )


def _local_words(service: Service, named: Sequence[LocalService]) -> dict[int, Mapping[str, Sequence[str]]]:
    """Without those of a municipality that the service is no longer shared with."""
    where = [(local, local.municipality) for local in named]
    return {
        town.pk: local.everyday_words
        for local, town in where
        if service.country == town.country or (service.region_id and service.region_id == town.region_id)
    }
