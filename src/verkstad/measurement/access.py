"""Who may put right which enquiry."""

from uuid import UUID

from django.http import Http404

from verkstad.identity.models import Membership, Role
from verkstad.measurement.models import Enquiry


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
