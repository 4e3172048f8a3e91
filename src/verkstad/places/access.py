"""Who sees which place."""

from django.http import Http404

from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, PlacePicture


def get_place_for_resident(municipality: Municipality, slug: str) -> Place:
    """The published place; raises Place.DoesNotExist."""
    places = Place.objects.visible_in(municipality).select_related("organisation", "municipality")
    return places.prefetch_related("pictures").get(slug=slug)


def get_place_for_staff(municipality: Municipality, slug: str) -> Place:
    """A place of the municipality whose staff asks, published or not; raises Http404."""
    places = Place.objects.filter(municipality=municipality).select_related("organisation", "opening_hours")
    place = places.filter(slug=slug).first()
    if place is None:
        raise Http404
    place.municipality = municipality
    return place


def get_picture_for_staff(place: Place, picture_id: int) -> PlacePicture:
    """A picture of the place; raises Http404."""
    picture = place.pictures.filter(pk=picture_id).first()
    if picture is None:
        raise Http404
    picture.place = place
    return picture
