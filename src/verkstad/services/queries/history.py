"""What a service was, who changed it, and what differs between two of its versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from verkstad.services.data import from_json
from verkstad.services.merge import Difference, Field, differences
from verkstad.services.models import Service, ServiceVersion


@dataclass(frozen=True, slots=True)
class Change:
    """A version, and what it changed of the one before."""

    version: ServiceVersion
    fields: list[Field]
    is_new_status: bool
    is_new_owner: bool


def changes(service: Service, versions: Iterable[ServiceVersion]) -> list[Change]:
    """Each of the versions beside the one before it; one query."""
    versions = list(versions)
    numbers = [version.number - 1 for version in versions]
    before = {version.number: version for version in service.versions.filter(number__in=numbers)}
    return [_change(version, before.get(version.number - 1, version)) for version in versions]


def compare(before: ServiceVersion, after: ServiceVersion) -> list[Difference]:
    return differences(from_json(before.data), from_json(after.data))


def _change(version: ServiceVersion, before: ServiceVersion) -> Change:
    return Change(
        version=version,
        fields=[difference.field for difference in compare(before, version)],
        is_new_status=before.status != version.status,
        is_new_owner=before.owner != version.owner,
    )
