"""Writes: the enquiry that a booked time becomes when it was kept."""

from uuid import uuid5

from django.db import transaction

from verkstad.appointments.actions import count_who_came
from verkstad.appointments.models import Participant, Way
from verkstad.measurement.actions.log import log_enquiries
from verkstad.measurement.entries import EnquiryData
from verkstad.measurement.models import OTHER_THEME, EnquiryChannel, EnquiryKind, EnquirySource

CHANNELS = {Way.PHONE: EnquiryChannel.PHONE, Way.VIDEO: EnquiryChannel.CHAT, Way.HOME: EnquiryChannel.HOME}


@transaction.atomic
def log_kept(participant: Participant, *, outcome: str, by: str) -> int:
    """Log what the person came with, or all who came to the same group, and return of how many; never twice.

    Place, time, minutes and what it was about are known; nothing leads from the enquiry back to a person. Raises
    Refused, as for a time that is still far ahead.
    """
    counted = count_who_came(participant)
    if not counted:
        return 0
    appointment = participant.appointment
    kind = appointment.kind
    service, theme = participant.service_id, participant.theme
    if not service and not theme:
        service = next(iter(kind.services.order_by("pk").values_list("pk", flat=True)[:1]), None)
        theme = "" if service else next(iter(kind.themes), OTHER_THEME)
    entry = EnquiryData(
        key=uuid5(counted[0].key, "kept"),
        at=appointment.starts,
        place_id=appointment.place_id,
        service_id=service,
        theme=theme,
        channel=CHANNELS.get(Way(appointment.way), EnquiryChannel.DESK),
        kind=EnquiryKind.TRANSACTION,
        outcome=outcome,
        number=len(counted),
        minutes=kind.minutes,
        source=EnquirySource.GROUP if kind.is_group else EnquirySource.APPOINTMENT,
    )
    for reason in log_enquiries(kind.municipality, [entry], by=by).refused.values():
        raise reason
    return len(counted)
