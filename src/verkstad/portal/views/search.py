"""The one box: what is answered, what is suggested while typing, and what was chosen."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from verkstad.core.http import CountedResponse
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.board import board
from verkstad.portal.links import shorten
from verkstad.portal.results import filter_chips, groups_for_page, help_beside, pages_of
from verkstad.search import actions, queries
from verkstad.search.models import FILTERS

LONGEST_QUERY = 200


def search(request: PortalRequest) -> HttpResponse:
    is_cut = shorten(request, "q", LONGEST_QUERY)
    words = request.GET.get("q", "").strip()
    filters = frozenset(fact for fact in FILTERS if fact in request.GET.getlist("only"))
    now = timezone.now()
    here = board(request.municipality, now)
    answer = queries.search(
        request.municipality, words, request.language, filters=filters, page=_page_number(request), at=now, here=here
    )
    if answer.page > 1 and not answer.groups:
        raise Http404
    key = uuid4()
    context = {
        "words": words,
        "longest": LONGEST_QUERY if is_cut else None,
        "answer": answer,
        "groups": groups_for_page(answer, request.municipality, here, now),
        "page_obj": pages_of(answer),
        "chips": filter_chips(request),
        "help_cards": help_beside(here, now),
        "key": key,
    }
    page = render_to_string("portal/search.html", context, request)
    if not words:
        return HttpResponse(page)
    return CountedResponse(
        page, count=lambda: actions.record_search(key, request.municipality, request.language, answer)
    )


def suggestions(request: PortalRequest) -> HttpResponse:
    found = queries.suggestions(request.municipality, request.GET.get("q", "")[:LONGEST_QUERY], request.language)
    return render(request, "components/suggestions.html", {"suggestions": found})


@csrf_exempt  # nobody is signed in, and all it can do is count
@require_POST
def chosen(request: PortalRequest) -> HttpResponse:
    try:
        key = UUID(request.POST.get("key", ""))
        kind, number, position = request.POST.get("result", "").split(":")
        actions.record_choice(
            key=key, municipality=request.municipality, kind=kind, object_id=int(number), position=int(position)
        )
    except ValueError:
        return HttpResponseBadRequest()
    return HttpResponse(status=204)


def _page_number(request: PortalRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and len(number) <= 4 else 1
