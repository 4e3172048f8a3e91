"""The service that a staff page is about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from verkstad.identity.requests import StaffRequest
from verkstad.services import access
from verkstad.services.models import Service
from verkstad.services.queries import readable


def load(request: StaffRequest, slug: str) -> Service:
    """Raises Http404."""
    try:
        return access.get_service_for_member(request.member, slug)
    except Service.DoesNotExist as error:
        raise Http404 from error


def load_to_edit(request: StaffRequest, slug: str) -> Service:
    """Raises Http404 and PermissionDenied."""
    service = load(request, slug)
    if not access.can_edit_service(request.member, service):
        raise PermissionDenied
    return service


def back_to(service: Service | None) -> dict[str, str]:
    """The way up: to the page of the service, or to the list."""
    if service is None:
        return {"heading": "", "back": _("Services"), "back_url": reverse("services:list")}
    name = name_of(service)
    return {"heading": name, "back": name, "back_url": reverse("services:service", args=[service.slug])}


def name_of(service: Service) -> str:
    """In the reader's language if it has one there; the slug for one without texts."""
    texts = list(service.texts.all())
    return readable(texts).name if texts else service.slug
