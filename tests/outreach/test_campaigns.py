"""What campaigns reach is counted from what happened, and their short addresses lead to our own pages alone."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.outreach import (
    AmbassadorFactory,
    CampaignFactory,
    MaterialFactory,
    OccasionFactory,
    attend,
    teach,
)
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.outreach.actions import campaigns as actions
from verkstad.outreach.actions.occasions import log_course_date
from verkstad.outreach.actions.sequels import tell
from verkstad.outreach.models import Campaign, Did, Group, Material, Reach, VisitCount
from verkstad.outreach.queries import campaigns as queries

STAFF = "/bjorkhamn/sv/staff/outreach/campaigns/"
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def campaign(bjorkhamn):
    return CampaignFactory(municipality=bjorkhamn)


@pytest.fixture
def material(campaign):
    return MaterialFactory(campaign=campaign)


def follow(client, material, headers=BROWSER, method="get"):
    return getattr(client, method)(f"/bjorkhamn/sv/c/{material.code}/", headers=headers)


def visits():
    return list(VisitCount.objects.order_by("pk").values_list("day", "number"))


class TestShortAddress:
    def test_leads_on_and_each_visit_is_counted(self, client, material):
        places = [follow(client, material)["Location"] for _ in range(2)]
        assert (places, visits()) == (["/bjorkhamn/sv/learn/"] * 2, [(timezone.localdate(), 2)])

    @pytest.mark.parametrize("headers", [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, {"user-agent": ""},
        BROWSER | {"sec-purpose": "prefetch;prerender"}, BROWSER | {"purpose": "prefetch"},
    ])  # fmt: skip
    def test_programs_and_browsers_that_look_ahead_are_not_counted(self, client, material, headers):
        assert (follow(client, material, headers).status_code, visits()) == (302, [])

    def test_asking_for_its_head_is_not_counted(self, client, material):
        assert (follow(client, material, method="head").status_code, visits()) == (302, [])

    def test_without_a_language_it_is_the_main_one(self, client, material):
        assert client.get(f"/bjorkhamn/c/{material.code}/")["Location"] == f"/bjorkhamn/sv/c/{material.code}/"

    def test_of_another_town_leads_nowhere(self, client, material, egesund):
        assert client.get(f"/egesund/da/c/{material.code}/").status_code == 404


class TestReached:
    def numbers(self, campaign):
        return {one.what: one.number for one in queries.reached(campaign) if one.number}

    def test_nothing_happened(self, campaign):
        assert self.numbers(campaign) == {}

    def test_ambassadors_are_those_who_began_in_the_period(self, campaign, bjorkhamn):
        for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)):
            AmbassadorFactory(municipality=bjorkhamn, starts_on=day)
        assert self.numbers(campaign) == {Reach.AMBASSADORS: 2}

    def test_colleagues_are_counted_and_reported_each_occasion_once(self, campaign, kim, bo, package, course_date):
        attend(course_date, 3)
        shared = OccasionFactory(ambassador=kim, course_date=course_date, number=None, day=date(2026, 11, 3))
        shared.others.add(bo)
        OccasionFactory(ambassador=bo, package=package)
        OccasionFactory(ambassador=bo, package=package, group="seniors")
        OccasionFactory(ambassador=bo, package=package, day=date(2026, 10, 30))
        assert self.numbers(campaign) == {Reach.COLLEAGUES: 11}

    def test_residents_are_seats_at_its_courses_each_once(self, campaign, course_date):
        attend(course_date, 4)
        campaign.course_dates.add(course_date)
        assert self.numbers(campaign) == {}
        course_date.audience = "seniors"
        course_date.save()
        assert self.numbers(campaign) == {Reach.RESIDENTS: 4}
        campaign.starts_on = date(2026, 11, 4)
        assert self.numbers(campaign) == {}

    def test_seats_logged_as_of_colleagues_are_not_of_residents_too(self, campaign, kim, course_date):
        course_date.audience = "everybody"
        course_date.save()
        teach(course_date, kim)
        attend(course_date, 4)
        campaign.course_dates.add(course_date)
        log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert self.numbers(campaign) == {Reach.COLLEAGUES: 4}

    def test_tests_are_what_was_told(self, campaign, bo):
        campaign.ends_on = timezone.localdate()
        tell(bo, [Did.TEST, Did.TEACHES], press=uuid4())
        assert self.numbers(campaign) == {Reach.TESTS: 1}

    def test_visits_are_those_of_the_period_and_printed_what_was_noted(self, campaign, material):
        for day, number in ((date(2026, 11, 2), 5), (date(2026, 12, 2), 7)):
            VisitCount.objects.create(material=material, day=day, number=number)
        Material.objects.update(printed=300)
        assert self.numbers(campaign) == {Reach.VISITS: 5, Reach.PRINTED: 300}
        assert [one.visited for one in queries.materials_of(campaign)] == [12]

    def test_months_are_those_it_has_gone_on_in(self, campaign):
        campaign.ends_on = date(2027, 2, 10)
        months = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
        assert list(queries.months_of(campaign, date(2027, 1, 20))) == months
        assert list(queries.months_of(campaign, date(2026, 10, 20))) == []


class TestStaffPages:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client, bjorkhamn):
        sign_in(client, Role.COORDINATOR, bjorkhamn)

    def said(self, **changes):
        first = {"name": "Vecka 48", "audiences": ["seniors"], "starts_on": "2026-11-01", "ends_on": "2026-11-30"}
        return first | changes

    def test_campaign_is_made_and_changed_with_its_goals(self, client, course_date):
        page = client.post(f"{STAFF}new/", self.said(goal_visits="500", course_dates=[course_date.pk]))
        campaign = Campaign.objects.get()
        assert page["Location"] == f"{STAFF}{campaign.pk}/"
        assert [(goal.what, goal.number) for goal in campaign.goals.all()] == [(Reach.VISITS, 500)]
        assert list(campaign.course_dates.all()) == [course_date]
        client.post(f"{STAFF}{campaign.pk}/edit/", self.said(goal_tests="5"))
        assert [goal.what for goal in campaign.goals.all()] == [Reach.TESTS]
        page = client.get(f"{STAFF}{campaign.pk}/edit/").content.decode()
        assert 'value="5"' in page

    def test_end_before_the_beginning_is_said(self, client):
        page = client.post(f"{STAFF}new/", self.said(ends_on="2026-10-01"))
        assert list(page.context["form"].errors) == ["ends_on"]

    def test_pages_show_goals_months_and_material(self, client, campaign, material):
        campaign.goals.create(what=Reach.VISITS, number=10)
        VisitCount.objects.create(material=material, day=date(2026, 11, 2), number=5)
        assert campaign.name in client.get(STAFF).content.decode()
        page = client.get(f"{STAFF}{campaign.pk}/")
        assert page.context["months"] == [(NOVEMBER, [0, 0, 0, 0, 5])]
        assert f"/c/{material.code}/" in page.content.decode()

    @pytest.mark.parametrize(("pasted", "kept"), [
        ("http://testserver/bjorkhamn/sv/learn/base/?language=sv", "learn/base/?language=sv"), ("/bjorkhamn/en/", ""),
    ])  # fmt: skip
    def test_material_leads_to_a_page_of_ours(self, client, campaign, pasted, kept):
        said = {"kind": "poster", "channel": "Biblioteket", "leads_to": pasted, "printed": "40"}
        client.post(f"{STAFF}{campaign.pk}/material/new/", said)
        material = campaign.materials.get()
        assert (material.leads_to, material.printed) == (kept, 40)
        page = client.get(f"{STAFF}{campaign.pk}/material/{material.pk}/")
        assert page.context["form"]["leads_to"].value() == f"http://testserver/bjorkhamn/sv/{kept}"

    @pytest.mark.parametrize("pasted", [
        "https://evil.example/bjorkhamn/sv/learn/", "/bjorkhamn/sv/staff/", "/bjorkhamn/sv/nowhere/", "http://[",
        "/bjorkhamn/xx/learn/", "/bjorkhamn/sv//evil.example", "/egesund/sv/learn/", "/bjorkhamn/sv/c/aaaaaa/",
        "javascript:alert(1)",
    ])  # fmt: skip
    def test_other_addresses_are_refused(self, client, campaign, pasted):
        said = {"kind": "poster", "channel": "Biblioteket", "leads_to": pasted}
        page = client.post(f"{STAFF}{campaign.pk}/material/new/", said)
        assert list(page.context["form"].errors) == ["leads_to"]

    def test_material_is_taken_away_with_its_visits(self, client, campaign, material):
        actions.count_visit(material)
        client.post(f"{STAFF}{campaign.pk}/material/{material.pk}/remove/")
        assert visits() == []
