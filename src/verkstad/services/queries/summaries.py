"""Services as a list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality
from verkstad.services.models import Service, ServiceQuerySet
from verkstad.services.queries.texts import readable
from verkstad.services.queries.ways import Ways, ways_of


@dataclass(frozen=True, slots=True)
class ServiceSummary:
    pk: int
    slug: str
    name: Text
    summary: Text
    organisation: Text
    ways: Ways


def service_summaries(services: Sequence[int], municipality: Municipality) -> list[ServiceSummary]:
    """Those of the services that the municipality shows, in the order given; three queries."""
    shown = Service.objects.visible_in(municipality).filter(pk__in=services).order_by("pk")
    found = {summary.pk: summary for summary in summaries(shown)}
    return [found[pk] for pk in services if pk in found]


def summaries(services: ServiceQuerySet) -> list[ServiceSummary]:
    """Three queries, however many services."""
    rows = services.select_related("organisation").prefetch_related("texts", "channels")
    return [_summary(service) for service in rows]


def _summary(service: Service) -> ServiceSummary:
    text = readable(service.texts.all())
    return ServiceSummary(
        pk=service.pk,
        slug=service.slug,
        name=text.name,
        summary=text.summary,
        organisation=service.organisation.name.best,
        ways=ways_of(service.channels.all()),
    )
