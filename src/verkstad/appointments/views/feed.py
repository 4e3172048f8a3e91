"""A helper's booked times, for the calendar they look at anyway. The secret in the address is all that protects it."""

import uuid
from hashlib import sha256

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from verkstad.appointments.calendar_feed import calendar_of
from verkstad.appointments.queries import working as queries
from verkstad.municipalities.requests import PortalRequest


@require_safe
def feed(request: PortalRequest, key: uuid.UUID) -> HttpResponseBase:
    found = queries.feed_of(request.municipality, key, timezone.now())
    if found is None:
        raise Http404
    body = calendar_of(request.municipality, *found, language=request.language)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "X-Robots-Tag": "noindex", "Cache-Control": "private, no-cache"}
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
