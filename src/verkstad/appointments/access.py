"""Who sees and changes which queue and number, helper and kind; residents nothing where appointments are off."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from verkstad.appointments.models import (
    Absence,
    Appointment,
    AppointmentKind,
    Helper,
    Participant,
    QueueDay,
    QueueTicket,
    Resource,
    WorkingPattern,
)
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality, Part
from verkstad.places import access as places
from verkstad.places.models import Place


def get_place_for_resident(municipality: Municipality, slug: str) -> Place:
    """A place that residents see; raises Http404."""
    must_have_appointments(municipality)
    try:
        place = places.get_place_for_resident(municipality, slug)
    except Place.DoesNotExist as error:
        raise Http404 from error
    place.municipality = municipality
    return place


def get_ticket_for_resident(municipality: Municipality, key: UUID) -> QueueTicket:
    """The number that the key opens; raises Http404."""
    must_have_appointments(municipality)
    tickets = QueueTicket.objects.filter(queue__place__municipality=municipality).select_related("queue__place")
    ticket = get_object_or_404(tickets, key=key)
    ticket.queue.place.municipality = municipality
    return ticket


def get_ticket_for_staff(queue: QueueDay | None, number: int) -> QueueTicket:
    """A number of the queue; raises Http404."""
    if queue is None:
        raise Http404
    return get_object_or_404(queue.tickets, number=number)


def must_have_appointments(municipality: Municipality) -> None:
    """Raises Http404 where they are switched off."""
    if not municipality.has(Part.APPOINTMENTS):
        raise Http404


def get_kind_for_resident(municipality: Municipality, slug: str) -> AppointmentKind:
    """A kind of appointment that residents book themselves; raises Http404."""
    kind = get_object_or_404(AppointmentKind.objects.for_residents_of(municipality), slug=slug)
    kind.municipality = municipality
    return kind


def get_place_to_book(municipality: Municipality, number: int) -> Place:
    """Any place of the municipality, since who rings may sit where nobody comes; raises Http404."""
    return get_object_or_404(municipality.places, pk=number)


def get_booked(municipality: Municipality, key: UUID) -> Participant:
    """What the key opens, until whose it was is forgotten; raises Http404."""
    must_have_appointments(municipality)
    related = "appointment__kind", "appointment__helper", "appointment__place"
    rows = Participant.objects.filter(appointment__kind__municipality=municipality, forgotten_at=None)
    participant = get_object_or_404(rows.select_related(*related), key=key)
    participant.appointment.kind.municipality = municipality
    return participant


def get_helper(municipality: Municipality, number: int) -> Helper:
    """A helper of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.helpers.select_related("user"), pk=number)


def get_helper_to_change(member: Membership, number: int) -> Helper:
    """One whose times the member may change; raises Http404, or PermissionDenied for a colleague's."""
    helper = get_helper(member.municipality, number)
    if not may_change_times(member, helper):
        raise PermissionDenied
    return helper


def may_change_times(member: Membership, helper: Helper) -> bool:
    """Coordinators everybody's, helpers their own."""
    return member.has(Role.COORDINATOR) or helper.user_id == member.user_id


def get_pattern(helper: Helper, number: int) -> WorkingPattern:
    """A working pattern or an exception of the helper; raises Http404."""
    return get_object_or_404(helper.patterns, pk=number)


def get_absence(helper: Helper, number: int) -> Absence:
    """An absence of the helper; raises Http404."""
    return get_object_or_404(helper.absences, pk=number)


def get_kind(municipality: Municipality, slug: str) -> AppointmentKind:
    """A kind of appointment of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.appointment_kinds, slug=slug)


def get_resource(municipality: Municipality, number: int) -> Resource:
    """A room or a piece of equipment of the municipality whose staff asks; raises Http404."""
    resources = Resource.objects.filter(place__municipality=municipality).select_related("place")
    resource = get_object_or_404(resources, pk=number)
    resource.place.municipality = municipality
    return resource


def may_see_who(member: Membership, appointment: Appointment) -> bool:
    """Who comes and for what; of a sensitive one only the helper does, and coordinators, who ring when one is ill."""
    is_open = not appointment.kind.is_sensitive or appointment.helper.user_id == member.user_id
    return is_open or member.has(Role.COORDINATOR)


def participants_seen_by(member: Membership) -> QuerySet[Participant]:
    """Those of the municipality of whom the member may see who they are: as may_see_who."""
    rows = Participant.objects.filter(appointment__kind__municipality=member.municipality)
    if member.has(Role.COORDINATOR):
        return rows
    return rows.filter(Q(appointment__kind__is_sensitive=False) | Q(appointment__helper__user=member.user_id))


def get_participant(member: Membership, number: int) -> Participant:
    """Somebody who has booked; raises Http404, or PermissionDenied where the member may not see who it is."""
    related = ("kind", "helper", "place", "resource")
    rows = Participant.objects.select_related(*(f"appointment__{name}" for name in related))
    found = get_object_or_404(rows.filter(appointment__kind__municipality=member.municipality), pk=number)
    if not may_see_who(member, found.appointment):
        raise PermissionDenied
    found.appointment.kind.municipality = found.appointment.place.municipality = member.municipality
    return found
