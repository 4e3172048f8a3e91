"""Practising with others, and what is counted of all who practise."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from verkstad.core.codes import plain_code
from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.municipalities.requests import PortalRequest
from verkstad.practice import access, completion
from verkstad.practice.actions import counts
from verkstad.practice.forms.counting import CountForm, NextForm
from verkstad.practice.models import Counted, Edition
from verkstad.practice.queries import showing
from verkstad.practice.views.practising import copy_list, edition_asked_for, query_in_group

# From one address, of each process: a class that practises together has one.
MOST_COUNTS, MOST_CODES = 3000, 120
_counts, _codes = CallsThisMinute(), CallsThisMinute()


def find(request: PortalRequest) -> HttpResponse:
    """The group whose code was typed."""
    return join(request, plain_code(request.GET.get("code", "")))


def join(request: PortalRequest, code: str) -> HttpResponse:
    if _codes.count(request) > MOST_CODES:
        return too_many(request)
    try:
        group = access.get_group(request.municipality, code)
    except Http404:
        return copy_list(request, wrong_code=code)
    address = reverse("practising:practise", args=[group.copy.key])
    return HttpResponseRedirect(f"{address}?language={group.copy.language}&group={group.code}")


@csrf_exempt  # It changes no more than a count, and residents have no cookie that a token could stand in.
@require_POST
def counted(request: PortalRequest, key: str) -> HttpResponse:
    """The page tells what happened; of the last step it is given a receipt."""
    if _counts.count(request) > MOST_COUNTS:
        return too_many(request)
    edition = edition_asked_for(request, key)
    form = CountForm(request.POST, steps=showing.step_keys(edition))
    if not form.is_valid():
        return HttpResponseBadRequest()
    what = form.cleaned_data["what"]
    _count(edition, what, form.cleaned_data["step"], form.cleaned_data)
    if what != Counted.FINISHED:
        return JsonResponse({})
    return JsonResponse({"receipt": completion.receipt(edition, form.cleaned_data["hints"] or 0)})


@csrf_exempt  # As above.
@require_POST
def next_step(request: PortalRequest, key: str) -> HttpResponse:
    """Without a script: a step was done, and the page of the next one follows."""
    if _counts.count(request) > MOST_COUNTS:
        return too_many(request)
    edition = edition_asked_for(request, key)
    steps = showing.step_keys(edition)
    form = NextForm(request.POST, last=len(steps))
    if not form.is_valid():
        return redirect("practising:practise", key)
    said, number = form.cleaned_data, form.cleaned_data["number"]
    if number == 1:
        _count(edition, Counted.STARTED, "", said)
    if number == len(steps):
        _count(edition, Counted.FINISHED, "", said)
        return HttpResponseRedirect(f"{reverse('practising:done', args=[key])}?language={edition.copy.language}")
    _count(edition, Counted.REACHED, steps[number], said)
    query = query_in_group(edition, said["group"], said["learner"])
    return HttpResponseRedirect(f"{reverse('practising:practise', args=[key])}?{query}&step={number + 1}#coach")


def _count(edition: Edition, what: Counted, step: str, said: dict[str, Any]) -> None:
    """For the group too; whoever is in none that is open practises on all the same."""
    counts.count(edition.copy, what, step=step)
    if said["group"]:
        with suppress(Http404, counts.Full, counts.Over):
            group = access.get_group(edition.copy.municipality, said["group"])
            if group.copy_id == edition.copy_id:
                counts.note_learner(group, said["learner"], what, step=step)
