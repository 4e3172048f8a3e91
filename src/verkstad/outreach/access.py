"""Who sees and changes which ambassador, occasion, area and campaign."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from verkstad.courses.models import CourseDate
from verkstad.identity.models import Membership
from verkstad.learning.access import learns_here
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Ambassador, Area, Campaign, Material, Occasion


def find_ambassador(member: Membership) -> Ambassador | None:
    """What the member is as an ambassador, if anything."""
    return member.municipality.ambassadors.filter(member=member).select_related("trained_by").first()


def get_own(member: Membership) -> Ambassador:
    """The same; raises Http404."""
    if ambassador := find_ambassador(member):
        return ambassador
    raise Http404


def get_by_log_key(municipality: Municipality, key: UUID) -> Ambassador:
    """The volunteer that the secret opens the pages of, until the term is over; raises Http404."""
    learns_here(municipality)
    not_over = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    ambassadors = municipality.ambassadors.filter(not_over).select_related("trained_by")
    return get_object_or_404(ambassadors, log_key=key)


def find_by_code(municipality: Municipality, code: str) -> Ambassador | None:
    """Whose handout has the code."""
    return municipality.ambassadors.filter(code=code).first()


def get_ambassador(municipality: Municipality, number: int) -> Ambassador:
    """One of the municipality whose staff asks; raises Http404."""
    ambassadors = municipality.ambassadors.select_related("unit", "member__user", "certificate__edition")
    return get_object_or_404(ambassadors, pk=number)


def get_occasion(ambassador: Ambassador, number: int) -> Occasion:
    """One that they taught at, wherever it is counted; raises Http404."""
    own = Q(ambassador=ambassador) | Q(others=ambassador)
    occasions = Occasion.objects.filter(own, pk=number).select_related("ambassador", "package", "course_date__course")
    occasion = get_object_or_404(occasions.distinct())
    occasion.ambassador.municipality = ambassador.municipality
    return occasion


def get_course_date(municipality: Municipality, number: int) -> CourseDate:
    """One given here; raises Http404."""
    dates = CourseDate.objects.filter(course__municipality=municipality).select_related("course__package", "place")
    return get_object_or_404(dates, pk=number)


def get_area(municipality: Municipality, number: int) -> Area:
    """One of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.areas, pk=number)


def get_campaign(municipality: Municipality, number: int) -> Campaign:
    """One of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.campaigns, pk=number)


def get_material(campaign: Campaign, number: int) -> Material:
    """Some of the campaign; raises Http404."""
    return get_object_or_404(campaign.materials, pk=number)


def get_material_by_code(municipality: Municipality, code: str) -> Material:
    """What the short address stands on; raises Http404."""
    return get_object_or_404(Material, campaign__municipality=municipality, code=code)
