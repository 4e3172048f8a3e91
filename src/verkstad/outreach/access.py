"""Who sees and changes which ambassador, occasion, area and campaign."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from verkstad.courses.models import CourseDate
from verkstad.identity.models import Membership
from verkstad.learning.access import learns_here
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Ambassador, Area, Campaign, Material, Occasion


def find_ambassador(member: Membership) -> Ambassador | None:
    """What the member is as an ambassador, if anything."""
    ambassadors = Ambassador.objects.filter(municipality=member.municipality, member=member)
    ambassador = ambassadors.select_related("trained_by").first()
    if ambassador:
        ambassador.municipality = member.municipality
    return ambassador


def get_own(member: Membership) -> Ambassador:
    """The same; raises Http404."""
    if ambassador := find_ambassador(member):
        return ambassador
    raise Http404


def get_by_log_key(municipality: Municipality, key: UUID) -> Ambassador:
    """The volunteer that the secret opens the pages of, until the term is over; raises Http404."""
    learns_here(municipality)
    not_over = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    ambassadors = Ambassador.objects.filter(not_over, municipality=municipality, log_key=key)
    return _here(ambassadors.select_related("trained_by").first(), municipality)


def find_by_code(municipality: Municipality, code: str) -> Ambassador | None:
    """Whose handout has the code."""
    ambassador = Ambassador.objects.filter(municipality=municipality, code=code).first()
    if ambassador:
        ambassador.municipality = municipality
    return ambassador


def get_ambassador(municipality: Municipality, number: int) -> Ambassador:
    """One of the municipality whose staff asks; raises Http404."""
    ambassadors = Ambassador.objects.filter(municipality=municipality, pk=number)
    related = ("unit", "member__user", "certificate__edition")
    return _here(ambassadors.select_related(*related).first(), municipality)


def get_occasion(ambassador: Ambassador, number: int) -> Occasion:
    """One that they taught at, wherever it is counted; raises Http404."""
    own = Q(ambassador=ambassador) | Q(others=ambassador)
    occasions = Occasion.objects.filter(own, pk=number).select_related("ambassador", "package", "course_date__course")
    occasion = occasions.order_by("pk").first()
    if occasion is None:
        raise Http404
    occasion.ambassador.municipality = ambassador.municipality
    return occasion


def get_course_date(municipality: Municipality, number: int) -> CourseDate:
    """One given here; raises Http404."""
    dates = CourseDate.objects.filter(course__municipality=municipality, pk=number)
    course_date = dates.select_related("course__package", "place").first()
    if course_date is None:
        raise Http404
    return course_date


def get_area(municipality: Municipality, number: int) -> Area:
    """One of the municipality whose staff asks; raises Http404."""
    area = Area.objects.filter(municipality=municipality, pk=number).first()
    if area is None:
        raise Http404
    area.municipality = municipality
    return area


def get_campaign(municipality: Municipality, number: int) -> Campaign:
    """One of the municipality whose staff asks; raises Http404."""
    campaign = Campaign.objects.filter(municipality=municipality, pk=number).first()
    if campaign is None:
        raise Http404
    campaign.municipality = municipality
    return campaign


def get_material(campaign: Campaign, number: int) -> Material:
    """Some of the campaign; raises Http404."""
    material = Material.objects.filter(campaign=campaign, pk=number).first()
    if material is None:
        raise Http404
    material.campaign = campaign
    return material


def get_material_by_code(municipality: Municipality, code: str) -> Material:
    """What the short address stands on; raises Http404."""
    material = Material.objects.filter(campaign__municipality=municipality, code=code).first()
    if material is None:
        raise Http404
    return material


def _here(ambassador: Ambassador | None, municipality: Municipality) -> Ambassador:
    if ambassador is None:
        raise Http404
    ambassador.municipality = municipality
    return ambassador
