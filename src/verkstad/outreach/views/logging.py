"""An ambassador logs what they taught: on a staff page, or a volunteer behind a secret link."""

from typing import Any, cast
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from verkstad.core import pdf
from verkstad.core.codes import plain_code
from verkstad.courses.models import Audience
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning.access import get_edition_for_learner
from verkstad.learning.queries.reading import editions_for_learners
from verkstad.municipalities.requests import PortalRequest
from verkstad.municipalities.sheets import in_a_file, on_screen
from verkstad.outreach import access
from verkstad.outreach.actions import occasions as actions
from verkstad.outreach.actions.ambassadors import InACircle, tell_trainer
from verkstad.outreach.forms.logging import NUMBERS, OccasionForm, PlaceInArea, first_said, said_of
from verkstad.outreach.handout import SIZES, handout
from verkstad.outreach.models import Group, Occasion
from verkstad.outreach.queries import occasions as queries
from verkstad.outreach.queries.dates import to_log
from verkstad.outreach.views.frame import Log, of_key, of_member, tabs, with_learning
from verkstad.outreach.words import occasion_words, titles_of

TAUGHT_AT = {Audience.STAFF: Group.COLLEAGUES, Audience.SENIORS: Group.SENIORS, Audience.EVERYBODY: Group.RESIDENTS}


@staff(Role.READER)
@with_learning
@cache_control(no_store=True)  # whoever comes back to the page logs another occasion
def own_log(request: StaffRequest) -> HttpResponse:
    """The first page of them all; for members who are no ambassadors that is the cascade."""
    ambassador = access.find_ambassador(request.member)
    if ambassador is None:
        return redirect("outreach:cascade")
    return _log(request, Log(ambassador, request.member.actor))


def _log(request: PortalRequest, log: Log) -> HttpResponse:
    taught = list(queries.of_ambassador(log.ambassador))
    first = first_said(log.ambassador, next((one for one in taught if one.number), None)) | {"press": uuid4()}
    form = OccasionForm(request.POST or None, ambassador=log.ambassador, initial=first)
    if form.is_valid():
        press = form.cleaned_data["press"]
        try:
            occasion = actions.log_occasion(log.ambassador, form.occasion(), press=press, by=log.by)
        except actions.Refused as refused:
            form.refuse(refused)
        else:
            return _logged(log, occasion)
    return render(request, "outreach/log.html", _page(request, log, form, taught))


def _page(request: PortalRequest, log: Log, form: OccasionForm, taught: list[Any]) -> dict[str, Any]:
    saved = request.GET.get("logged", "")
    editions = editions_for_learners(request.municipality)
    return _frame(request, log) | {
        "form": form,
        "numbers": NUMBERS,
        "taught": [(one, occasion_words(one)) for one in taught],
        "reached": sum(one.people for one in taught),
        "saved": next(((one, occasion_words(one)) for one in taught if str(one.pk) == saved), None),
        "dates": to_log(log.ambassador, timezone.now()),
        "editions": editions,
        "titles": titles_of(editions),
        "whose": log.ambassador,
        "usual_where": form.usual_where(),
    }


def _frame(request: PortalRequest, log: Log) -> dict[str, Any]:
    return {"log": log} | ({} if log.key else tabs(cast(StaffRequest, request), "log"))


def _logged(log: Log, occasion: Occasion) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{log.url('log')}?logged={occasion.pk}")


def _occasion(request: PortalRequest, log: Log, occasion_id: int) -> HttpResponse:
    occasion = access.get_occasion(log.ambassador, occasion_id)
    form = _change_form(request, log, occasion)
    if form.is_valid():
        try:
            _change(form, occasion, log.by)
        except actions.Refused as refused:
            form.refuse(refused)
        else:
            return _logged(log, occasion)
    context = {"form": form, "numbers": NUMBERS, "occasion": occasion}
    return render(request, "outreach/occasion.html", _frame(request, log) | context)


def _change_form(request: PortalRequest, log: Log, occasion: Occasion) -> Any:
    data = request.POST or None
    if occasion.course_date_id:
        said = {"group": occasion.group, "area": occasion.area_id}
        return PlaceInArea(data, ambassador=log.ambassador, initial=said)
    return OccasionForm(data, ambassador=log.ambassador, occasion=occasion, initial=said_of(occasion))


def _change(form: Any, occasion: Occasion, by: str) -> None:
    if isinstance(form, OccasionForm):
        actions.change_occasion(occasion, form.occasion(), by=by)
    else:
        said = form.cleaned_data
        actions.change_at_course(occasion, group=said["group"], area=said.get("area"), by=by)


@require_POST
def _take_back(request: PortalRequest, log: Log, occasion_id: int) -> HttpResponse:
    actions.take_back(access.get_occasion(log.ambassador, occasion_id), ambassador=log.ambassador, by=log.by)
    return HttpResponseRedirect(f"{log.url('log')}?taken_back=1")


@require_POST
def _date(request: PortalRequest, log: Log, date_id: int) -> HttpResponse:
    """A course date that they taught, with one tap. Whom it was for says whom they taught."""
    course_date = access.get_course_date(request.municipality, date_id)
    group = TAUGHT_AT[Audience(course_date.audience)]
    try:
        occasion = actions.log_course_date(log.ambassador, course_date, group=group, by=log.by)
    except actions.Reported as reported:
        return HttpResponseRedirect(f"{log.url('occasion', reported.occasion.pk)}?at_course=1")
    except actions.Refused:
        return HttpResponseRedirect(log.url("log"))
    return _logged(log, occasion)


def _trainer(request: PortalRequest, log: Log) -> HttpResponse:
    """Who taught them, by the code of that one's handout; only they themselves say so, and can take it away."""
    code, wrong = plain_code(request.POST.get("code", "")), ""
    if request.method == "POST":
        trainer = access.find_by_code(request.municipality, code)
        try:
            if code and trainer is None:
                wrong = _("Nobody’s handout here has this code.")
            else:
                tell_trainer(log.ambassador, trainer, by=log.by)
                return HttpResponseRedirect(log.url("log"))
        except InACircle:
            wrong = _("That is you, or somebody who was taught by you or by those you taught.")
    context = {"code": code, "wrong": wrong}
    return render(request, "outreach/trainer.html", _frame(request, log) | context)


@require_safe
def _handout(request: PortalRequest, log: Log, slug: str) -> HttpResponse:
    edition = get_edition_for_learner(request.municipality, slug)
    looks = on_screen(request.municipality)
    return HttpResponse(handout(log.ambassador, edition, _addresses(request, log, slug), looks))


@require_safe
def _handout_pdf(request: PortalRequest, log: Log, slug: str) -> HttpResponseBase:
    """Where PDFs cannot be made, the page is there to print."""
    if not pdf.is_set_up():
        return HttpResponseRedirect(log.url("handout", slug))
    edition = get_edition_for_learner(request.municipality, slug)
    html = handout(log.ambassador, edition, _addresses(request, log, slug), in_a_file(request.municipality))
    named = {"Content-Disposition": f'inline; filename="{slug}-{log.ambassador.code}.pdf"'}
    return HttpResponse(pdf.make_pdf(html, sizes=SIZES), content_type="application/pdf", headers=named)


def _addresses(request: PortalRequest, log: Log, slug: str) -> tuple[str, str]:
    """Of the page for the code, and of what can be learnt."""
    ways = (reverse("teaching:taught", args=[log.ambassador.code]), reverse("learning:package", args=[slug]))
    code, learn = map(request.build_absolute_uri, ways)
    return code, learn


own_occasion, key_occasion = of_member(_occasion), of_key(_occasion)
own_take_back, key_take_back = of_member(_take_back), of_key(_take_back)
own_date, key_date = of_member(_date), of_key(_date)
own_trainer, key_trainer = of_member(_trainer), of_key(_trainer)
own_handout, key_handout = of_member(_handout), of_key(_handout)
own_handout_pdf, key_handout_pdf = of_member(_handout_pdf), of_key(_handout_pdf)
key_log = of_key(_log)
