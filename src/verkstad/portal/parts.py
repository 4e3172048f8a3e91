"""Pages of a part that a municipality has switched off do not exist there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from verkstad.municipalities.models import Part
from verkstad.municipalities.requests import PortalRequest

type View = Callable[..., HttpResponse]


def part(needed: Part) -> Callable[[View], View]:
    def only_with_part(view: View) -> View:
        @wraps(view)
        def page(request: PortalRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.municipality.has(needed):
                raise Http404
            return view(request, *args, **kwargs)

        return page

    return only_with_part
