"""What was logged wrongly is put right by who logged it, and that leaves a trace."""

import pytest
from django.http import Http404

from tests.factories.identity import MembershipFactory
from tests.factories.measurement import EnquiryFactory, enquiry_data
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.measurement.access import get_enquiry_for_member
from verkstad.measurement.actions import PersonalNote, change_enquiry, delete_enquiry
from verkstad.measurement.models import Enquiry


def test_enquiry_is_changed_and_the_trail_tells_what(bjorkhamn):
    enquiry = EnquiryFactory(municipality=bjorkhamn, logged_by="first")
    change_enquiry(enquiry, enquiry_data(key=enquiry.key, at=enquiry.at, outcome="unsolved"), by="second")
    entry = AuditEntry.objects.get()
    assert (Enquiry.objects.get().outcome, Enquiry.objects.get().logged_by) == ("unsolved", "first")
    assert (entry.action, entry.actor, entry.details) == ("enquiry.changed", "second", {"changed": ["outcome"]})


def test_enquiry_is_not_changed_to_what_would_be_refused(bjorkhamn):
    enquiry = EnquiryFactory(municipality=bjorkhamn)
    with pytest.raises(PersonalNote):
        change_enquiry(enquiry, enquiry_data(key=enquiry.key, at=enquiry.at, note="bo@example.org"))


def test_enquiry_is_deleted_with_a_trace(bjorkhamn):
    delete_enquiry(EnquiryFactory(municipality=bjorkhamn), by="somebody")
    assert not Enquiry.objects.exists()
    assert AuditEntry.objects.get().action == "enquiry.deleted"


@pytest.mark.parametrize(
    ("role", "own", "may"), [("helper", True, True), ("helper", False, False), ("coordinator", False, True)]
)
def test_helpers_put_their_own_right_and_coordinators_any(bjorkhamn, role, own, may):
    member = MembershipFactory(municipality=bjorkhamn, role=Role(role))
    enquiry = EnquiryFactory(municipality=bjorkhamn, logged_by=member.actor if own else "other")
    try:
        found = get_enquiry_for_member(member, enquiry.key)
    except Http404:
        found = None
    assert found == (enquiry if may else None)


def test_enquiry_of_another_town_is_not_found(bjorkhamn, egesund):
    member = MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR)
    with pytest.raises(Http404):
        get_enquiry_for_member(member, EnquiryFactory(municipality=egesund).key)
