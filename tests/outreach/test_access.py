"""What is not there, or is another's, is not found."""

from datetime import date

import pytest
from django.http import Http404

from tests.factories.identity import MembershipFactory
from verkstad.outreach import access
from verkstad.outreach.models import Campaign, Material


def test_member_finds_what_is_theirs(kim):
    assert access.get_own(kim.member) == kim


def test_member_who_is_no_ambassador_has_no_log(bjorkhamn):
    with pytest.raises(Http404):
        access.get_own(MembershipFactory(municipality=bjorkhamn))


def test_material_there_is_not(bjorkhamn):
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    campaign = Campaign.objects.create(municipality=bjorkhamn, name="Digital höst", audiences=["seniors"], **term)
    poster = Material.objects.create(campaign=campaign, kind="poster", channel="Biblioteket", leads_to="learn/")
    assert access.get_material(campaign, poster.pk) == poster
    with pytest.raises(Http404):
        access.get_material(campaign, poster.pk + 1)
