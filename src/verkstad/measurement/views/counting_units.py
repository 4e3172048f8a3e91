"""Those who count in a counting week: who they are, their sheets, on screen, on paper and from files."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.core.tables import csv_response
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement.access import get_counting_unit, get_counting_week, get_unit_with_sheets
from verkstad.measurement.actions import counting as actions
from verkstad.measurement.code_book import COLUMNS, FAULTS, read_counts
from verkstad.measurement.counting_words import STATES, code_book, example
from verkstad.measurement.digital_use import WrongRows
from verkstad.measurement.forms.counting import CountsFileForm, SheetForm, UnitForm
from verkstad.measurement.models import CountingUnit, CountingWeek, EnquiryChannel, EnquiryKind
from verkstad.measurement.queries import counting as queries
from verkstad.measurement.topics import named_topics
from verkstad.measurement.views.files import on_disk, shown
from verkstad.services.importing.entries import Broken, sentence


@staff(Role.COORDINATOR)
def new_unit(request: StaffRequest, week_id: int) -> HttpResponse:
    return _edit(request, get_counting_week(request.member, week_id), None)


@staff(Role.COORDINATOR)
def edit_unit(request: StaffRequest, unit_id: int) -> HttpResponse:
    unit = get_counting_unit(request.member, unit_id)
    return _edit(request, unit.week, unit)


def _edit(request: StaffRequest, week: CountingWeek, unit: CountingUnit | None) -> HttpResponse:
    form = UnitForm(request.POST or None, week=week, unit=unit)
    if form.is_valid():
        try:
            actions.save_unit(form.data_to_save(), week=week, unit=unit, by=request.member.actor)
        except actions.Taken:
            form.add_error("name", _("Another unit of this week has this name, or counts at the desk of the place."))
        except actions.Counted:
            form.add_error(None, _("What has been counted already would be lost. Empty those sheets first."))
        except actions.Closed:
            form.add_error(None, _("The week has closed. Open it again to change it."))
        else:
            messages.success(request, _("Saved."))
            return redirect("measurement:counting-week", week.pk)
    return render(request, "measurement/counting_unit_edit.html", {"form": form, "week": week, "unit": unit})


@staff(Role.COORDINATOR)
@require_POST
def delete_unit(request: StaffRequest, unit_id: int) -> HttpResponse:
    unit = get_counting_unit(request.member, unit_id)
    try:
        actions.delete_unit(unit, by=request.member.actor)
    except actions.Counted:
        messages.error(request, _("%(name)s has counted already, and stays.") % {"name": unit.name})
    except actions.Closed:
        messages.error(request, _("The week has closed. Open it again to change it."))
    else:
        messages.success(request, _("%(name)s does not count.") % {"name": unit.name})
    return redirect("measurement:counting-week", unit.week_id)


@staff(Role.HELPER)
def unit(request: StaffRequest, unit_id: int) -> HttpResponse:
    """The days and ways of the unit, with what was counted."""
    found = get_counting_unit(request.member, unit_id)
    [progress] = [one for one in queries.progress_of(found.week, timezone.now()) if one.unit == found]
    channels = [EnquiryChannel(value) for value in found.channels]
    rows = [(day, [(channel, progress.sheets.get((day, channel))) for channel in channels]) for day in found.week.days]
    context = {
        "unit": found,
        "week": found.week,
        "progress": progress,
        "state": STATES[progress.state],
        "channels": channels,
        "rows": rows,
        "is_over": found.week.day_of(timezone.now()) > found.week.last_day,
        "takes_numbers": found.week.takes_numbers(timezone.now()),
        "may_decide": request.member.has(Role.COORDINATOR),
    }
    return render(request, "measurement/counting_unit.html", context)


@staff(Role.HELPER)
def sheet(request: StaffRequest, unit_id: int) -> HttpResponse:
    """What was counted on the day and in the channel that the address names."""
    unit = get_unit_with_sheets(request.member, unit_id)
    day, channel = _asked(request, unit)
    numbers = queries.sheet_numbers(unit, day, channel)
    form = SheetForm(request.POST or None, topics=named_topics(unit.week), numbers=numbers)
    if request.method == "POST" and form.is_valid() and _counted(request, unit, form, day, channel):
        return redirect("measurement:counting-unit", unit.pk)
    context = {
        "form": form,
        "unit": unit,
        "week": unit.week,
        "day": day,
        "channel": channel,
        "kinds": EnquiryKind,
        "is_new": numbers is None,
        "takes_numbers": unit.week.takes_numbers(timezone.now()),
    }
    return render(request, "measurement/counting_sheet.html", context)


def _asked(request: StaffRequest, unit: CountingUnit) -> tuple[date, EnquiryChannel]:
    try:
        day, channel = date.fromisoformat(request.GET.get("day", "")), request.GET.get("channel", "")
    except ValueError as error:
        raise Http404 from error
    if channel not in unit.channels or day not in unit.week.days:
        raise Http404
    return day, EnquiryChannel(channel)


def _counted(request: StaffRequest, unit: CountingUnit, form: SheetForm, day: date, channel: str) -> bool:
    try:
        if "empty" in request.POST:
            actions.delete_sheet(unit, day=day, channel=channel, by=request.member.actor)
        else:
            actions.save_sheets(unit, [form.data_to_save(day, channel)], by=request.member.actor)
    except actions.Closed:
        form.add_error(None, _("The week has closed and takes no numbers any more."))
        return False
    messages.success(request, _("Saved."))
    return True


@staff(Role.HELPER)
@require_POST
def hand_in(request: StaffRequest, unit_id: int) -> HttpResponse:
    unit, is_all = get_unit_with_sheets(request.member, unit_id), "all" in request.POST
    try:
        actions.hand_in(unit, is_all=is_all, by=request.member.actor)
    except actions.Closed:
        messages.error(request, _("The week has closed and takes no numbers any more."))
    else:
        messages.success(request, _("Handed in. Thank you!") if is_all else _("You can go on counting."))
    return redirect("measurement:counting-unit", unit.pk)


@staff(Role.HELPER)
def paper(request: StaffRequest, unit_id: int) -> HttpResponse:
    """Sheets to print, one for each channel, on which strokes are made."""
    unit = get_unit_with_sheets(request.member, unit_id)
    context = {
        "unit": unit,
        "week": unit.week,
        "channels": [EnquiryChannel(value) for value in unit.channels],
        "kinds": EnquiryKind,
        "topics": named_topics(unit.week),
    }
    return render(request, "measurement/counting_paper.html", context)


@staff(Role.HELPER)
def file(request: StaffRequest, unit_id: int) -> HttpResponseBase:
    """The code book, and a form for a file that follows it."""
    unit = get_unit_with_sheets(request.member, unit_id)
    if request.GET.get("export") == "example":
        return csv_response(f"counting-week-{unit.week.first_day}", [COLUMNS, *example(unit)])
    form = CountsFileForm(request.POST or None, request.FILES or None)
    wrong: list[tuple[int, str, str]] = []
    if form.is_valid():
        try:
            return _read(request, unit, form)
        except Broken as broken:
            form.add_error("file", sentence(broken.as_json()))
        except WrongRows as found:
            form.add_error(
                "file", _("Nothing was taken, because some rows are wrong. Mend them and send the file again.")
            )
            wrong = shown(found, FAULTS)
        except actions.Closed:
            form.add_error(None, _("The week has closed and takes no numbers any more."))
    context = {"form": form, "wrong": wrong, "unit": unit, "week": unit.week, "book": code_book(unit)}
    return render(request, "measurement/counting_file.html", context | {"columns": COLUMNS})


def _read(request: StaffRequest, unit: CountingUnit, form: CountsFileForm) -> HttpResponse:
    with on_disk(form.cleaned_data["file"]) as path:
        sheets = read_counts(path, unit)
    actions.save_sheets(unit, sheets, by=request.member.actor)
    words = ngettext("%(number)s sheet was taken.", "%(number)s sheets were taken.", len(sheets))
    messages.success(request, words % {"number": len(sheets)})
    return redirect("measurement:counting-unit", unit.pk)
