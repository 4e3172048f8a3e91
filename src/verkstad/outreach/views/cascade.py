"""The cascade: who trained whom, by unit and by area, and as a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark
from verkstad.core.tables import csv_response
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.outreach.cascade import Branch, Sums
from verkstad.outreach.queries.ambassadors import Cascade, OfArea, cascade_of, is_over
from verkstad.outreach.views.frame import tabs, with_learning

type Row = Sequence[Any]

# In percent. Less of an area is still somebody.
LEAST_SHARE = 0.1


@staff(Role.READER)
@with_learning
def tree(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    found = _cascade(request)
    over = {one.pk for one in found.ambassadors if is_over(one, today)}
    return render(request, "outreach/cascade.html", {"cascade": found, "over": over} | tabs(request, "cascade"))


@staff(Role.READER)
@with_learning
def units(request: StaffRequest) -> HttpResponse:
    return render(request, "outreach/units.html", {"cascade": _cascade(request)} | tabs(request, "units"))


@staff(Role.READER)
@with_learning
def areas(request: StaffRequest) -> HttpResponse:
    found = _cascade(request)
    rows = [(row, people_told(row), share_words(row)) for row in found.areas]
    return render(request, "outreach/coverage.html", {"cascade": found, "rows": rows} | tabs(request, "coverage"))


@staff(Role.READER)
@with_learning
def file(request: StaffRequest, slug: str) -> HttpResponseBase:
    if slug not in _FILES:
        raise Http404
    return csv_response(f"{slug}-{timezone.localdate()}", _FILES[slug](_cascade(request)))


def people_told(row: OfArea) -> int | str:
    """The page sets thousands apart; the file does not."""
    return row.people if row.mark is Mark.SHOWN else row.mark.value


def share_words(row: OfArea) -> str:
    """In percent; nothing where residents are not known or the number is hidden."""
    if row.share is None or row.mark is not Mark.SHOWN:
        return ""
    if 0 < row.share < LEAST_SHARE:
        return f"<{number_format(LEAST_SHARE, 1)} %"
    return f"{number_format(round(row.share, 1), 1)} %"


def _cascade(request: StaffRequest) -> Cascade:
    """Small numbers by area are for those who decide."""
    return cascade_of(request.municipality, hides_small=not request.member.has(Role.COORDINATOR))


def _heads() -> list[str]:
    return [
        _("Goal"),
        _("Taught"),
        _("of these counted from attendance"),
        _("of these reported by the ambassador"),
        _("Took a test"),
        _("of these proved"),
        _("Say that they teach on"),
    ]


def _sums(goal: int, sums: Sums) -> list[int]:
    return [goal, sums.taught, sums.counted, sums.reported, sums.tests, sums.proved, sums.teaches]


def _ambassador_rows(found: Cascade) -> Iterator[Row]:
    shared, whole = _("Taught with another, and counted there"), _("Taught, with all below")
    yield [_("Ambassador"), _("Workplace or association"), _("Taught by"), *_heads(), shared, whole]
    for one in _downwards(found.roots):
        who = one.ambassador
        above = who.trained_by.name if who.trained_by else ""
        beside = found.shared.get(who.pk, 0)
        yield [who.name, who.unit.name, above, *_sums(who.goal, one.own), beside, one.whole.taught]


def _downwards(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Each before those below it; without recursion, for a tree may be deep."""
    waiting = list(branches)[::-1]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.trained))


def _unit_rows(found: Cascade) -> Iterator[Row]:
    yield [_("Workplace or association"), _("Ambassadors"), *_heads()]
    for row in found.units:
        yield [row.unit.name, row.ambassadors, *_sums(row.goal, row.sums)]


def _area_rows(found: Cascade) -> Iterator[Row]:
    yield [_("Area"), _("Number of residents"), _("Taught"), _("Share of the residents")]
    for row in found.areas:
        name = row.area.name if row.area else _("Area not said")
        residents = row.area.residents if row.area else None
        yield [name, residents or "", people_told(row), share_words(row)]


_FILES = {"ambassadors": _ambassador_rows, "units": _unit_rows, "areas": _area_rows}
