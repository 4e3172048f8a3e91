"""Who may put right which enquiry, and whose keys and counting weeks are whose."""

from uuid import UUID

from django.http import Http404

from verkstad.identity.models import Membership, Role
from verkstad.measurement.models import CountingUnit, CountingWeek, Enquiry, PlatformKey
from verkstad.municipalities.models import Municipality


def get_enquiry_for_member(member: Membership, key: UUID) -> Enquiry:
    """One that the member logged, or any of the municipality for coordinators; raises Http404."""
    enquiries = Enquiry.objects.filter(municipality=member.municipality)
    if not member.has(Role.COORDINATOR):
        enquiries = enquiries.filter(logged_by=member.actor)
    enquiry = enquiries.filter(key=key).first()
    if enquiry is None:
        raise Http404
    enquiry.municipality = member.municipality
    return enquiry


def may_put_right(member: Membership, enquiry: Enquiry) -> bool:
    """Change it or take it away: the same, of one that is at hand."""
    return member.has(Role.COORDINATOR) or enquiry.logged_by == member.actor


def get_platform_key(municipality: Municipality, key_id: int) -> PlatformKey:
    """One of this municipality's, revoked or not; raises Http404."""
    key = PlatformKey.objects.filter(municipality=municipality, pk=key_id).first()
    if key is None:
        raise Http404
    key.municipality = municipality
    return key


def get_counting_week(member: Membership, week_id: int) -> CountingWeek:
    """One of the member's municipality; raises Http404."""
    week = CountingWeek.objects.filter(municipality=member.municipality, pk=week_id).first()
    if week is None:
        raise Http404
    week.municipality = member.municipality
    return week


def get_counting_unit(member: Membership, unit_id: int) -> CountingUnit:
    """One of the member's municipality, with its week and place; raises Http404."""
    units = CountingUnit.objects.filter(week__municipality=member.municipality, pk=unit_id)
    unit = units.select_related("week", "place").first()
    if unit is None:
        raise Http404
    unit.week.municipality = member.municipality
    return unit


def get_unit_with_sheets(member: Membership, unit_id: int) -> CountingUnit:
    """The same of one that writes down what it counts; raises Http404 for one that counts at the desk."""
    unit = get_counting_unit(member, unit_id)
    if unit.counts_at_desk:
        raise Http404
    return unit
