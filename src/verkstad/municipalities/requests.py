"""A request as the middleware of municipalities leaves it."""

from django.http import HttpRequest

from verkstad.municipalities.models import Municipality, Region


class PortalRequest(HttpRequest):
    """What every view below a municipality is given; addresses that belong to none get a plain HttpRequest.

    ``front`` is what stands before the language in the address: nothing, or in the demo ``/bjorkhamn``.
    """

    municipality: Municipality
    region: Region | None
    front: str
    language: str
