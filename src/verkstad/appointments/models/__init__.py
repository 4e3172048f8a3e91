"""Time with a helper: who works where and when, what can be booked, what is booked, and the queue."""

from verkstad.appointments.models.booked import Appointment, Participant, ParticipantState
from verkstad.appointments.models.kinds import AppointmentKind, BookedBy, Resource, Way
from verkstad.appointments.models.queues import QueueDay, QueueTicket, TicketState
from verkstad.appointments.models.working import Absence, Helper, WorkingPattern

__all__ = [
    "Absence",
    "Appointment",
    "AppointmentKind",
    "BookedBy",
    "Helper",
    "Participant",
    "ParticipantState",
    "QueueDay",
    "QueueTicket",
    "Resource",
    "TicketState",
    "Way",
    "WorkingPattern",
]
