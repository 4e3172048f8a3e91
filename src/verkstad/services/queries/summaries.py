"""Services as a list shows them."""

from dataclasses import dataclass

from verkstad.core.translated import Text
from verkstad.services.models import Service, ServiceQuerySet
from verkstad.services.queries.texts import readable
from verkstad.services.queries.ways import Ways, ways_of


@dataclass(frozen=True, slots=True)
class ServiceSummary:
    slug: str
    name: Text
    summary: Text
    organisation: Text
    ways: Ways


def summaries(services: ServiceQuerySet) -> list[ServiceSummary]:
    """Three queries, however many services."""
    rows = services.select_related("organisation").prefetch_related("texts", "channels")
    return [_summary(service) for service in rows]


def _summary(service: Service) -> ServiceSummary:
    text = readable(service.texts.all())
    return ServiceSummary(
        slug=service.slug,
        name=text.name,
        summary=text.summary,
        organisation=service.organisation.name.best,
        ways=ways_of(service.channels.all()),
    )
