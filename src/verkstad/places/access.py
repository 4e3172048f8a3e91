"""Who sees which place."""

from django.shortcuts import get_object_or_404

from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, PlacePicture


def get_place_for_resident(municipality: Municipality, slug: str) -> Place:
    """The published place; raises Place.DoesNotExist."""
    places = Place.objects.visible_in(municipality).select_related("organisation", "municipality")
    return places.prefetch_related("pictures").get(slug=slug)


def get_place_for_staff(municipality: Municipality, slug: str) -> Place:
    """A place of the municipality whose staff asks, published or not; raises Http404."""
    return get_object_or_404(municipality.places.select_related("organisation", "opening_hours"), slug=slug)


def get_picture_for_staff(place: Place, picture_id: int) -> PlacePicture:
    """A picture of the place; raises Http404."""
    return get_object_or_404(place.pictures, pk=picture_id)
