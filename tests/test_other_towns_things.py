"""Whatever belongs to another town is not found, however high the role: every address that names a thing."""

import pytest
from django.utils import timezone

from tests.factories.appointments import (
    AbsenceFactory,
    AppointmentFactory,
    AppointmentKindFactory,
    HelperFactory,
    ParticipantFactory,
    ResourceFactory,
    WorkingPatternFactory,
)
from tests.factories.certificates import certify
from tests.factories.core import LetterFactory
from tests.factories.courses import CourseDateFactory, CourseFactory, SignUpFactory
from tests.factories.courses import UnitFactory as WorkplaceFactory
from tests.factories.identity import MembershipFactory
from tests.factories.learning import shipped, taught
from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory, PlatformKeyFactory
from tests.factories.municipalities import DomainFactory
from tests.factories.outreach import AmbassadorFactory, AreaFactory, CampaignFactory, MaterialFactory
from tests.factories.places import moment
from tests.factories.practice import make_copy, make_offer, screen
from tests.factories.search import make_place, make_service
from tests.staff import sign_in
from tests.test_staff_pages import staff_routes
from verkstad.identity.models import Invitation, Role
from verkstad.learning.actions.certificates import confirm
from verkstad.practice.actions.counts import open_group
from verkstad.services.models.imports import Import

THINGS = ("<slug:slug>", "<int:pk>", "<int:number>", "_id>", "<uuid:", "<slug:code>", "<slug:package>")
# Sessions ask first who is there, and have a test of their own.
ROUTES = sorted(
    route
    for route, pattern in staff_routes()
    if any(thing in route for thing in THINGS) and pattern.name != "end-session"
)


@pytest.fixture
def theirs(egesund):
    """Something of each kind, by the argument that names it."""
    member = MembershipFactory(municipality=egesund)
    make_service("Byggetilladelse", municipality=egesund, slug="theirs")
    place = make_place(egesund, "Biblioteket", slug="theirs")
    helper = HelperFactory(municipality=egesund)
    kind = AppointmentKindFactory(municipality=egesund, slug="theirs")
    appointment = AppointmentFactory(helper=helper, kind=kind, place=place, starts=moment("2026-11-23 12:00"))
    letter = LetterFactory(municipality="egesund")
    date = CourseDateFactory(
        course=CourseFactory(municipality=egesund, slug="theirs"), starts=moment("2026-11-23 12:00")
    )
    week = CountingWeekFactory(municipality=egesund)
    practice = make_copy(egesund, screen("theirs"), persona="theirs")
    campaign = CampaignFactory(municipality=egesund)
    now = timezone.now()
    made = Import.objects.create(municipality=egesund, format="table", source="table", name="x", made_by="system")
    invited = Invitation.objects.create(
        municipality=egesund, email="bo@example.org", role="reader", hash="x", invited_by="x", expires_at=now
    )
    edition = taught(egesund, shipped(key="theirs"))
    confirmed = confirm(edition, ["browser"], user=member.user, by=member.actor)
    DomainFactory(municipality=egesund)
    certificate = certify(edition)
    return {
        "<slug:slug>": "theirs", "<int:pk>": made.pk, "<int:number>": invited.pk, "<int:picture_id>": 1,
        "<int:before>": 1, "<int:after>": 1, "<int:year>": 2026, "<slug:kind>": "csv",
        "<uuid:person>": member.user.public_id, "<uuid:owner>": member.user.public_id,
        "<uuid:public_id>": letter.public_id, "<int:helper_id>": helper.pk,
        "<int:resource_id>": ResourceFactory(place=place).pk,
        "<int:pattern_id>": WorkingPatternFactory(helper=helper, place=place, kinds=[kind]).pk,
        "<int:absence_id>": AbsenceFactory(helper=helper, span=appointment.span).pk,
        "<int:key_id>": PlatformKeyFactory(municipality=egesund).pk,
        "<int:week_id>": week.pk,
        "<int:unit_id>": CountingUnitFactory(week=week).pk,
        "<slug:code>": open_group(practice, tutor=member.user).code,
        "<int:offer_id>": make_offer(egesund, member.actor).pk,
        "<int:ambassador_id>": AmbassadorFactory(municipality=egesund).pk,
        "<int:area_id>": AreaFactory(municipality=egesund).pk,
        "<int:campaign_id>": campaign.pk, "<int:material_id>": MaterialFactory(campaign=campaign).pk,
        "<int:occasion_id>": 1,
        "<int:date_id>": date.pk, "<int:session_id>": date.sessions.get().pk,
        "<int:sign_up_id>": SignUpFactory(course_date=date).pk,
        "<int:workplace_id>": WorkplaceFactory(municipality=egesund).pk,
        "<int:copy_id>": practice.pk, "<slug:screen>": "theirs",
        "<int:package_id>": taught(egesund).package_id, "<int:edition>": 1, "<slug:module_key>": "browser",
        "<slug:language>": "sv", "<slug:part>": "first", "<slug:name>": "window",
        "<int:certificate_id>": certificate.pk, "<slug:package>": "theirs", "<int:confirmation_id>": confirmed.pk,
        "<int:participant_id>": ParticipantFactory(appointment=appointment).pk,
    }  # fmt: skip


def test_things_of_another_town_are_not_found(client, bjorkhamn, theirs):
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
    found = {}
    for route in ROUTES:
        address = f"/bjorkhamn/sv/{route}"
        for argument, value in theirs.items():
            address = address.replace(argument, str(value))
        found[route] = [client.get(address).status_code, client.post(address).status_code]
    assert {route: two for route, two in found.items() if two not in ([404, 404], [405, 404], [404, 405])} == {}
