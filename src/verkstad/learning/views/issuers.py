"""What programs elsewhere ask when they check a badge: the keys of its issuer, and whether it is revoked.

These addresses stand in badges and do not change; they belong to no language.
"""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from verkstad.learning import badges
from verkstad.learning.models import IssuerKey
from verkstad.learning.queries import issuer_keys
from verkstad.municipalities.models import Municipality

MOST_LISTS = 1000
FOR_A_WHILE = cache_control(public=True, max_age=300)


@require_safe
@FOR_A_WHILE
def controller(request: HttpRequest, slug: str) -> JsonResponse:
    document = issuer_keys.controller_at(badges.issuer_at(f"https://{request.get_host()}/", slug))
    if document is None:
        raise Http404
    return _answer(document, "application/did+json")


@require_safe
@FOR_A_WHILE
def status(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    municipality = get_object_or_404(Municipality, slug=slug)
    if number > MOST_LISTS:
        raise Http404
    try:
        return _answer(issuer_keys.status_list(municipality, number), "application/vc")
    except (IssuerKey.DoesNotExist, LookupError) as error:
        raise Http404 from error


def _answer(document: dict[str, Any], kind: str) -> JsonResponse:
    """For pages of other hosts too."""
    return JsonResponse(document, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
