"""Staff pages: words that people search with in vain, what is made of them, and the figures of the months."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.tables import csv_response
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.search import actions, queries
from verkstad.search.chart import BAR, HEIGHT, STEP, bars
from verkstad.search.forms import AnswerForm, WeekForm
from verkstad.search.masking import MOST_CHARACTERS, normalised
from verkstad.search.models import Handled, Kind
from verkstad.search.queries.quality import Month, failed_words, handled_words, monthly_figures
from verkstad.services.access import services_for_member
from verkstad.services.models import Service, Status
from verkstad.services.queries import readable

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about: words as they are counted together, and the language of those who wrote them."""

    language: str
    words: str

    @property
    def url(self) -> str:
        return f"{reverse('search:words')}?{urlencode({'language': self.language, 'words': self.words})}"


@staff(Role.READER)
def failed(request: StaffRequest) -> HttpResponse:
    form = WeekForm(request.GET, today=timezone.localdate())
    found = failed_words(request.municipality, form.monday, form.chosen_fault, least=form.least)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, Asked(str(row["language"]), str(row["normalised"]))) for row in page]
    context = {"form": form, "page": page, "rows": rows, "fault": form.chosen_fault, "query": request.GET.urlencode()}
    return _page(request, "search/staff_failed.html", context)


@staff(Role.READER)
def words(request: StaffRequest) -> HttpResponse:
    """The entries that are nearest to the words, or to others that somebody tries."""
    asked = _asked(request, request.GET)
    return _entries(request, asked, AnswerForm(initial={"everyday_word": asked.words[:100]}))


@staff(Role.EDITOR)
@require_POST
def answer(request: StaffRequest) -> HttpResponse:
    """A service is what is meant."""
    asked, service = _asked(request, request.POST), _service(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _entries(request, asked, form)
    try:
        actions.answer_words(
            request.municipality,
            language=asked.language,
            normalised=asked.words,
            service=service,
            everyday_word=form.cleaned_data["everyday_word"],
            by=request.member.actor,
        )
    except actions.AlreadyHandled:
        return _too_late(request, asked)
    messages.success(request, _("“%(words)s” now leads to the service, within a minute.") % {"words": asked.words})
    return redirect("search:failed")


@staff(Role.EDITOR)
@require_POST
def set_aside(request: StaffRequest) -> HttpResponse:
    """Nothing here answers it."""
    asked = _asked(request, request.POST)
    try:
        actions.set_words_aside(
            request.municipality, language=asked.language, normalised=asked.words, by=request.member.actor
        )
    except actions.AlreadyHandled:
        return _too_late(request, asked)
    messages.success(request, _("“%(words)s” is no longer listed.") % {"words": asked.words})
    return redirect("search:failed")


@staff(Role.READER)
def handled(request: StaffRequest) -> HttpResponse:
    """With the way back."""
    page = Paginator(handled_words(request.municipality), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, readable(row.service.texts.all()).name if row.service else "") for row in page]
    return _page(request, "search/staff_handled.html", {"page": page, "rows": rows})


@staff(Role.EDITOR)
@require_POST
def undo(request: StaffRequest) -> HttpResponse:
    asked = _asked(request, request.POST)
    row = _handled(request, asked)
    if row is None:
        raise Http404
    actions.undo_handling(row, by=request.member.actor)
    messages.success(request, _("“%(words)s” waits for an answer again.") % {"words": asked.words})
    return redirect("search:handled")


@staff(Role.READER)
def figures(request: StaffRequest) -> HttpResponse:
    months = monthly_figures(request.municipality, timezone.localdate())
    chart = {"bars": bars(months), "bar": BAR, "height": HEIGHT, "width": STEP * len(months)}
    rows = [(month, number_format(month.rank, 2) if month.rank else "") for month in reversed(months)]
    return _page(request, "search/staff_figures.html", {"months": rows, "chart": chart})


@staff(Role.READER)
def export(request: StaffRequest) -> HttpResponseBase:
    """The figures as CSV, shares from 0 to 1, written as the reader's spreadsheet reads them."""
    heads = [_("Month"), _("Searches"), _("With answers"), _("Unsure"), _("Answer chosen"), _("Mean of 1/position")]
    months = monthly_figures(request.municipality, timezone.localdate())
    return csv_response(f"search-{request.municipality.slug}", [heads, *map(_cells, months)])


def _cells(month: Month) -> list[object]:
    shares = (month.with_hits, month.weak, month.chosen, month.rank)
    return [f"{month.first_day:%Y-%m}", month.searches, *("" if it is None else number_format(it, 3) for it in shares)]


def _page(request: StaffRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, name, context | {"may_change": request.member.has(Role.EDITOR)})


def _entries(request: StaffRequest, asked: Asked, form: AnswerForm) -> HttpResponse:
    town, tried = request.municipality, request.GET.get("find", "").strip()[:MOST_CHARACTERS]
    found = queries.search(town, tried or asked.words, asked.language)
    group = found.group(Kind.SERVICE)
    context = {
        "asked": asked,
        "tried": tried,
        "form": form,
        "hits": group.hits if group else [],
        "handled": _handled(request, asked),
    }
    return _page(request, "search/staff_words.html", context)


def _asked(request: StaffRequest, values: QueryDict) -> Asked:
    """Raises Http404 for words or a language that nobody can have searched with."""
    asked = Asked(values.get("language", ""), normalised(values.get("words", "")))
    if not asked.words or asked.language not in request.municipality.languages:
        raise Http404
    return asked


def _service(request: StaffRequest) -> Service:
    """One that residents see; raises Http404."""
    number = request.POST.get("service", "")
    seen = services_for_member(request.member).filter(status=Status.PUBLISHED)
    service = seen.filter(pk=int(number)).order_by("pk").first() if number.isdecimal() else None
    if service is None:
        raise Http404
    return service


def _handled(request: StaffRequest, asked: Asked) -> Handled | None:
    rows = handled_words(request.municipality)
    return rows.filter(language=asked.language, normalised=asked.words).first()


def _too_late(request: StaffRequest, asked: Asked) -> HttpResponse:
    messages.warning(request, _("Somebody has handled these words meanwhile."))
    return redirect(asked.url)
