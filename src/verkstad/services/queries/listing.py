"""The services that staff look after, as a list to search, sort and choose from."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import Text, best, preferred
from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.services.access import services_for_member
from verkstad.services.models import LocalService, Service, ServiceQuerySet, ServiceText, Status

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to show; empty is all. ``owner`` is a public id or NOBODY, ``missing`` a language."""

    words: str = ""
    status: str = ""
    owner: str = ""
    missing: str = ""
    source: str = ""
    shared: bool = False
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """``owner`` is a name; ``is_hidden`` says that the municipality hides what is shared with it."""

    slug: str
    name: Text
    organisation: str
    status: Status
    owner: str
    source: str
    languages: list[str]
    changed_at: datetime
    is_shared: bool
    is_hidden: bool


def service_rows(member: Membership, wanted: Wanted) -> list[ServiceRow]:
    """All that are wanted, in the order that is; one query."""
    rows = _filtered(services_for_member(member), wanted).select_related("organisation", "owner")
    hidden = LocalService.objects.filter(service=OuterRef("pk"), municipality=member.municipality, is_hidden=True)
    names = ArrayAgg(JSONObject(language="texts__language", name="texts__name"), filter=Q(texts__isnull=False))
    rows = rows.annotate(names=names, hidden=Exists(hidden.order_by())).order_by("pk")
    return sorted((_row(service) for service in rows), key=_ORDERS.get(wanted.sort, _by_name))


def sources(municipality: Municipality) -> list[str]:
    """Where services came from."""
    found = Service.objects.filter(municipality=municipality).exclude(source="").order_by("source")
    return list(found.values_list("source", flat=True).distinct())


def _filtered(services: ServiceQuerySet, wanted: Wanted) -> QuerySet[Service]:
    texts = ServiceText.objects.filter(service=OuterRef("pk")).order_by()
    rows = services.filter(municipality__isnull=wanted.shared)
    if words := wanted.words.strip():
        said = texts.filter(Q(name__icontains=words) | Q(summary__icontains=words) | Q(everyday_words__icontains=words))
        rows = rows.filter(Q(slug__icontains=words) | Exists(said))
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.owner:
        rows = rows.filter(owner=None) if wanted.owner == NOBODY else rows.filter(owner__public_id=wanted.owner)
    if wanted.missing:
        rows = rows.exclude(Exists(texts.filter(language=wanted.missing)))
    return rows.filter(source=wanted.source) if wanted.source else rows


def _row(service: Service) -> ServiceRow:
    names = {text["language"]: text["name"] for text in vars(service)["names"] or []}
    return ServiceRow(
        slug=service.slug,
        name=best(names) or Text(service.slug, ""),
        organisation=str(service.organisation.name),
        status=Status(service.status),
        owner=service.owner.name if service.owner else "",
        source=service.source,
        languages=sorted(names),
        changed_at=service.updated_at,
        is_shared=service.municipality_id is None,
        is_hidden=bool(vars(service)["hidden"]),
    )


def _by_name(row: ServiceRow) -> tuple[object, ...]:
    return alphabetical(row.name, preferred()[0])


def _by_change(row: ServiceRow) -> tuple[object, ...]:
    return (-row.changed_at.timestamp(), row.slug)


def _by_owner(row: ServiceRow) -> tuple[object, ...]:
    return (alphabetical(row.owner, preferred()[0]), *_by_name(row))


_ORDERS = {"name": _by_name, "changed": _by_change, "owner": _by_owner}
