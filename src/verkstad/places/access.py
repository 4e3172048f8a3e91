"""Who sees which place."""

from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


def get_place_for_resident(municipality: Municipality, slug: str) -> Place:
    """The published place; raises Place.DoesNotExist."""
    places = Place.objects.visible_in(municipality).select_related("organisation", "municipality")
    return places.prefetch_related("pictures").get(slug=slug)
