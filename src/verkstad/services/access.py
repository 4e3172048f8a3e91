"""Who may see what: services are loaded for a resident only from here."""

from django.db.models import F

from verkstad.municipalities.models import Municipality
from verkstad.services.models import Service


def get_service_for_resident(municipality: Municipality, slug: str) -> Service:
    """The published service as the municipality shows it, with its organisation; raises Service.DoesNotExist.

    The municipality's own comes before its region's, and that before a state authority's of the same slug.
    """
    shown = Service.objects.visible_in(municipality).filter(slug=slug).select_related("organisation")
    nearest_first = shown.order_by(F("municipality").asc(nulls_last=True), F("region").asc(nulls_last=True))
    if service := nearest_first.first():
        return service
    raise Service.DoesNotExist(f"{municipality.slug} shows no service {slug}.")
