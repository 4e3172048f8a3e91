"""Who may put right which enquiry, and whose keys and counting weeks are whose."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from verkstad.identity.models import Membership, Role
from verkstad.measurement.models import CountingUnit, CountingWeek, Enquiry, PlatformKey
from verkstad.municipalities.models import Municipality


def get_enquiry_for_member(member: Membership, key: UUID) -> Enquiry:
    """One that the member logged, or any of the municipality for coordinators; raises Http404."""
    enquiries = Enquiry.objects.filter(municipality=member.municipality)
    if not member.has(Role.COORDINATOR):
        enquiries = enquiries.filter(logged_by=member.actor)
    enquiry = get_object_or_404(enquiries, key=key)
    enquiry.municipality = member.municipality
    return enquiry


def may_put_right(member: Membership, enquiry: Enquiry) -> bool:
    """Change it or take it away: the same, of one that is at hand."""
    return member.has(Role.COORDINATOR) or enquiry.logged_by == member.actor


def get_platform_key(municipality: Municipality, key_id: int) -> PlatformKey:
    """One of this municipality's, revoked or not; raises Http404."""
    key = get_object_or_404(PlatformKey, municipality=municipality, pk=key_id)
    key.municipality = municipality
    return key


def get_counting_week(member: Membership, week_id: int) -> CountingWeek:
    """One of the member's municipality; raises Http404."""
    return get_object_or_404(member.municipality.counting_weeks, pk=week_id)


def get_counting_unit(member: Membership, unit_id: int) -> CountingUnit:
    """One of the member's municipality, with its week and place; raises Http404."""
    units = CountingUnit.objects.filter(week__municipality=member.municipality).select_related("week", "place")
    unit = get_object_or_404(units, pk=unit_id)
    unit.week.municipality = member.municipality
    return unit


def get_unit_with_sheets(member: Membership, unit_id: int) -> CountingUnit:
    """The same of one that writes down what it counts; raises Http404 for one that counts at the desk."""
    unit = get_counting_unit(member, unit_id)
    if unit.counts_at_desk:
        raise Http404
    return unit
