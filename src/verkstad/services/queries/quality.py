"""How good entries are, the worst first."""

from dataclasses import dataclass
from datetime import date

from verkstad.core.translated import Text, best
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.services.models import Service, Status
from verkstad.services.plain import TextWarning, warnings
from verkstad.services.quality import Quality, quality
from verkstad.services.queries.freshness import facts_of
from verkstad.services.queries.whole import data_of


@dataclass(frozen=True, slots=True)
class RatedService:
    slug: str
    name: Text
    quality: Quality


@dataclass(frozen=True, slots=True)
class Assessment:
    """All there is to say of one entry."""

    quality: Quality
    warnings: list[TextWarning]


def quality_list(municipality: Municipality, *, today: date, owner: User | None = None) -> list[RatedService]:
    """The municipality's own, shown services, the worst first; three queries."""
    shown = Service.objects.filter(municipality=municipality, status=Status.PUBLISHED).order_by("slug")
    wholes = data_of(shown.filter(owner=owner) if owner else shown)
    facts = facts_of(wholes, municipality, today)
    rated = [
        RatedService(data.slug, best({text.language: text.name for text in data.texts}), quality(data, facts[pk]))
        for pk, data in wholes.items()
    ]
    return sorted(rated, key=lambda row: (row.quality.score, row.slug))


def assess(service: Service, municipality: Municipality, *, today: date) -> Assessment:
    """All about one entry; three queries."""
    wholes = data_of([service])
    data, facts = wholes[service.pk], facts_of(wholes, municipality, today)[service.pk]
    return Assessment(quality(data, facts), warnings(data, facts))
