"""Life events and the services that belong to them."""

from django.db.models import Exists, OuterRef, QuerySet

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import preferred
from verkstad.municipalities.models import Municipality, Part
from verkstad.services.models import LifeEvent, Service
from verkstad.services.queries.summaries import ServiceSummary, summaries


def life_events_in(municipality: Municipality) -> QuerySet[LifeEvent]:
    """Those for which the municipality shows something; none when it has none of them."""
    if not municipality.has(Part.LIFE_EVENTS):
        return LifeEvent.objects.none()
    shown = Service.objects.visible_in(municipality).filter(life_events=OuterRef("pk"))
    return LifeEvent.objects.filter(Exists(shown)).order_by("position", "code")


def services_of_life_event(life_event: LifeEvent, municipality: Municipality) -> list[ServiceSummary]:
    """In the order of the reader's alphabet; three queries."""
    shown = Service.objects.visible_in(municipality).filter(life_events=life_event).order_by("slug")
    language, _ = preferred()
    return sorted(summaries(shown), key=lambda summary: alphabetical(summary.name, language))
