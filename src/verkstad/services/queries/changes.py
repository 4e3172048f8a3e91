"""What the search must know of each service, and which services have changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from verkstad.core.translated import Translated
from verkstad.services.models import Service, ServiceQuerySet, ServiceText, Status
from verkstad.services.queries.ways import Ways, ways_of

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One service: its scope (one of three), its texts in every language, what it is about and how it is reached.

    ``hidden_in`` are the municipalities that hide it. One that is not ``is_published`` belongs in no index.
    """

    service_id: int
    slug: str
    updated_at: datetime
    is_published: bool
    municipality_id: int | None
    region_id: int | None
    country: str
    hidden_in: frozenset[int]
    organisation: Translated
    target_groups: list[str]
    texts: list[ServiceText]
    subjects: list[Translated]
    life_events: list[Translated]
    ways: Ways


def services_changed_since(moment: datetime | None) -> Iterator[IndexEntry]:
    """All that changed at or after the moment (None: all there are), the oldest change first.

    ``updated_at`` is when a change was made, not when its transaction ended: ask again from a little earlier than
    the last entry seen. Whatever a municipality does to a service, hiding it included, counts as a change.
    """
    changed = Service.objects.all() if moment is None else Service.objects.filter(updated_at__gte=moment)
    return index_entries(changed.order_by("updated_at", "pk"))


def index_entries(services: ServiceQuerySet) -> Iterator[IndexEntry]:
    """The services in their order; six queries for each 500 of them."""
    related = ("texts", "channels", "subjects", "life_events", "local")
    rows = services.select_related("organisation").prefetch_related(*related)
    return (_entry(service) for service in rows.iterator(chunk_size=_AT_A_TIME))


def _entry(service: Service) -> IndexEntry:
    return IndexEntry(
        service_id=service.pk,
        slug=service.slug,
        updated_at=service.updated_at,
        is_published=service.status == Status.PUBLISHED,
        municipality_id=service.municipality_id,
        region_id=service.region_id,
        country=service.country,
        hidden_in=frozenset(local.municipality_id for local in service.local.all() if local.is_hidden),
        organisation=service.organisation.name,
        target_groups=list(service.target_groups),
        texts=list(service.texts.all()),
        subjects=[subject.name for subject in sorted(service.subjects.all(), key=str)],
        life_events=[event.name for event in service.life_events.all()],
        ways=ways_of(service.channels.all()),
    )
