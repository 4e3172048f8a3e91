"""What should be looked at again, and who answers for what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, Count, DateField, DurationField, Exists, F, Func, Min, OuterRef, Q, When
from django.db.models.functions import Cast

from verkstad.core.translated import Text
from verkstad.identity.models import Membership, Role, User
from verkstad.municipalities.models import Municipality
from verkstad.services.data import ServiceData
from verkstad.services.models import Service, ServiceQuerySet, ServiceText, Status
from verkstad.services.plain import Facts
from verkstad.services.plain.warnings import links
from verkstad.services.queries.links import dead_among
from verkstad.services.queries.texts import readable


@dataclass(frozen=True, slots=True)
class DueService:
    """``reviewed_on`` is when the text was reviewed that was so longest ago; empty when one never was."""

    slug: str
    name: Text
    owner: str
    reviewed_on: date | None
    due_on: date | None


def due_for_review(
    municipality: Municipality, *, at: date, owner: User | None = None, at_most: int | None = None
) -> list[DueService]:
    """The municipality's own, shown services to be reviewed by then: those never reviewed, then the longest due.

    Two queries.
    """
    due = _due_rows(municipality, at, owner).order_by(F("due_on").asc(nulls_first=True), "slug")
    return [_due(service) for service in due.select_related("owner").prefetch_related("texts")[:at_most]]


def count_due(municipality: Municipality, *, at: date, owner: User | None = None) -> int:
    return _due_rows(municipality, at, owner).count()


def _due_rows(municipality: Municipality, at: date, owner: User | None) -> ServiceQuerySet:
    """With ``oldest``, the review longest ago, and ``due_on``; what was never reviewed has neither."""
    shown = Service.objects.filter(municipality=municipality, status=Status.PUBLISHED)
    never = Exists(ServiceText.objects.filter(service=OuterRef("pk"), reviewed_on=None).order_by())
    rows = shown.annotate(
        has_owner=_has_owner(),
        oldest=Case(When(never, then=None), default=Min("texts__reviewed_on")),
        due_on=Cast(F("oldest") + _Months("review_months"), DateField()),
    ).filter(Q(due_on=None) | Q(due_on__lte=at))
    return rows.filter(owner=owner) if owner else rows


class _Months(Func):
    function = "make_interval"
    template = "%(function)s(months => %(expressions)s)"
    output_field = DurationField()


def _due(service: Service) -> DueService:
    known = vars(service)
    name = readable(service.texts.all()).name
    owner = service.owner.name if service.owner and known["has_owner"] else ""
    return DueService(service.slug, name, owner, known["oldest"], known["due_on"])


def _has_owner() -> Exists:
    """Whether somebody answers for a service who still looks after services here."""
    keepers = Membership.objects.active().with_role(Role.SERVICE_OWNER).order_by()
    return Exists(keepers.filter(user=OuterRef("owner"), municipality=OuterRef("municipality")))


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for so many entries; ``public_id`` and ``name`` are empty for what nobody ever did."""

    public_id: str
    name: str
    services: int
    is_here: bool


def owners(municipality: Municipality) -> list[Owner]:
    """Everybody who answers for something here, those who have left first; one query."""
    name = ("owner__first_name", "owner__last_name", "owner__email")
    kept = _kept(municipality).annotate(is_here=_has_owner())
    rows = kept.values("is_here", "owner__public_id", *name).annotate(services=Count("pk")).order_by("is_here", *name)
    return [
        Owner(
            str(row["owner__public_id"] or ""),
            f"{row['owner__first_name'] or ''} {row['owner__last_name'] or ''}".strip() or row["owner__email"] or "",
            row["services"],
            row["is_here"],
        )
        for row in rows
    ]


def owned_by(municipality: Municipality, owner: str) -> ServiceQuerySet:
    """What the person of this public id answers for, or with none nobody, by slug; with texts."""
    owned = _kept(municipality).filter(owner__public_id=owner) if owner else _kept(municipality).filter(owner=None)
    return owned.prefetch_related("texts").order_by("slug")


def entrusted_to(member: Membership) -> list[Text | str]:
    """The names of what the member answers for; see settings.ENTRUSTED. Two queries."""
    owned = owned_by(member.municipality, member.actor)
    return [readable(one.texts.all()).name if one.texts.all() else one.slug for one in owned]


def orphans(municipality: Municipality) -> int:
    """How many entries nobody answers for, or somebody who has left; one query."""
    return _kept(municipality).exclude(_has_owner()).count()


def _kept(municipality: Municipality) -> ServiceQuerySet:
    """What somebody must answer for."""
    return Service.objects.filter(municipality=municipality).exclude(status=Status.WITHDRAWN)


def facts_of(services: Mapping[int, ServiceData], municipality: Municipality, today: date) -> dict[int, Facts]:
    """What is known around each service, by its primary key; two queries."""
    dead = dead_among(url for data in services.values() for url in links(data))
    older = _older(services, municipality.main_language)
    return {
        pk: Facts(today, municipality.main_language, tuple(municipality.languages), older.get(pk, frozenset()), dead)
        for pk in services
    }


# A text is touched by any change, a review included; the main one is changed when its words are.
_OLDER = """
WITH kept AS (
    SELECT version.service_id, version.number, text->>'language' AS language, text, text - 'reviewed_on' AS words
    FROM services_serviceversion AS version, jsonb_array_elements(version.data->'texts') AS text
    WHERE version.service_id = ANY(%(services)s)
), steps AS (
    SELECT service_id, number, language,
        lag(text) OVER before IS DISTINCT FROM text AS is_touched,
        lag(words) OVER before IS DISTINCT FROM words AS is_changed
    FROM kept WINDOW before AS (PARTITION BY service_id, language ORDER BY number)
), latest AS (
    SELECT service_id, language,
        max(number) FILTER (WHERE is_touched) AS touched, max(number) FILTER (WHERE is_changed) AS changed
    FROM steps GROUP BY service_id, language
)
SELECT own.service_id, array_agg(own.language)
FROM latest AS own JOIN latest AS main ON main.service_id = own.service_id AND main.language = %(main)s
WHERE own.touched < main.changed
GROUP BY own.service_id
"""


def _older(services: Iterable[int], main_language: str) -> dict[int, frozenset[str]]:
    """The languages whose text nobody has touched since the main one was changed, by service."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDER, {"services": list(services), "main": main_language})
        return {pk: frozenset(languages) for pk, languages in cursor.fetchall()}
