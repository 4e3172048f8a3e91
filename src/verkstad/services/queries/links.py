"""Addresses that nobody answers at any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality
from verkstad.services.models import Channel, LegalBasis, LinkCheck, Service, Status
from verkstad.services.queries.texts import readable


@dataclass(frozen=True, slots=True)
class DeadLink:
    """``status`` is that of the last answer in HTTP; without one ``reason`` says why there was none."""

    slug: str
    name: Text
    url: str
    since: datetime
    status: int | None
    reason: str


def dead_links(municipality: Municipality) -> list[DeadLink]:
    """Those that the municipality's own services lead to, by service and address; five queries."""
    dead = {link.url: link for link in LinkCheck.objects.dead().order_by("url")}
    published = Service.objects.filter(municipality=municipality, status=Status.PUBLISHED)
    leading = {
        (row.service_id, row.url)
        for model in (Channel, LegalBasis)
        for row in model.objects.filter(service__in=published.order_by(), url__in=dead).order_by()
    }
    services = published.filter(pk__in=[pk for pk, _ in leading]).prefetch_related("texts").order_by("slug")
    return [
        _dead(service, dead[url])
        for service in services
        for url in sorted(url for pk, url in leading if pk == service.pk)
    ]


def _dead(service: Service, link: LinkCheck) -> DeadLink:
    name = readable(service.texts.all()).name
    assert link.failing_since  # noqa: S101 -- what makes it dead
    return DeadLink(service.slug, name, link.url, link.failing_since, link.status, link.get_failure_display())


def dead_among(urls: Iterable[str]) -> frozenset[str]:
    """Those of the addresses that are dead."""
    return frozenset(LinkCheck.objects.dead().filter(url__in=set(urls)).order_by().values_list("url", flat=True))
