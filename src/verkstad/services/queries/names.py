"""Services by name alone, for the list of all there are."""

from collections.abc import Collection
from dataclasses import dataclass

from verkstad.core.translated import Text, best
from verkstad.municipalities.models import Municipality
from verkstad.services.models import Service, ServiceText


@dataclass(frozen=True, slots=True)
class ServiceName:
    slug: str
    name: Text


def service_names(municipality: Municipality) -> list[ServiceName]:
    """All services that the municipality shows, in no order a reader would know; one query."""
    shown = Service.objects.visible_in(municipality).order_by()
    texts = ServiceText.objects.filter(service__in=shown).order_by("service", "language")
    names: dict[str, dict[str, str]] = {}
    for slug, language, name in texts.values_list("service__slug", "language", "name"):
        names.setdefault(slug, {})[language] = name
    return [ServiceName(slug, best(by_language)) for slug, by_language in names.items()]


def services_by_name(municipality: Municipality) -> dict[str, str]:
    """The slug of each service that the municipality shows, by its name in the reader's language, in their order."""
    names = service_names(municipality)
    return {str(one.name): one.slug for one in sorted(names, key=lambda one: (one.name.casefold(), one.slug))}


def names_by_id(services: Collection[int]) -> dict[int, ServiceName]:
    """Of these services, in whatever state they are; one query."""
    texts = ServiceText.objects.filter(service__in=services).order_by("service", "language")
    slugs: dict[int, str] = {}
    names: dict[int, dict[str, str]] = {}
    for service, slug, language, name in texts.values_list("service", "service__slug", "language", "name"):
        slugs[service] = slug
        names.setdefault(service, {})[language] = name
    return {service: ServiceName(slugs[service], best(names[service])) for service in names}
