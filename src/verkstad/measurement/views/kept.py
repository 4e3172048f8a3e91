"""One tap makes a booked time that was kept an enquiry."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.appointments import access
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement.actions import log_kept
from verkstad.measurement.models import EnquiryOutcome


@staff(Role.HELPER)
@require_POST
def kept(request: StaffRequest, participant_id: int) -> HttpResponse:
    access.must_have_appointments(request.municipality)
    person = access.get_participant(request.member, participant_id)
    outcome = request.POST.get("outcome", "")
    if outcome not in EnquiryOutcome:
        raise Http404
    if number := log_kept(person, outcome=outcome, by=request.member.actor):
        words = ngettext("Logged as an enquiry.", "Logged as an enquiry of %(number)s people.", number)
        messages.success(request, words % {"number": number})
    else:
        messages.warning(request, _("Nothing was logged: it has been already, or the person is not marked as come."))
    appointment = person.appointment
    day = timezone.localtime(appointment.starts).date()
    query = {"mine": 1} if "mine" in request.POST else {"place": appointment.place.slug}
    return redirect(f"{reverse('appointments:staff-day')}?{urlencode(query | {'day': day.isoformat()})}")
