"""Logging on staff pages and behind a secret link, handouts, and the pages of coordinators."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.certificates import certify
from tests.factories.learning import shipped, taught
from tests.factories.outreach import AmbassadorFactory, OccasionFactory, attend, teach, unit_of
from tests.factories.search import make_place
from tests.staff import sign_in
from verkstad.core import pdf
from verkstad.identity.models import Role
from verkstad.municipalities.models import Part
from verkstad.outreach.models import Ambassador, Area, Occasion

OWN = "/bjorkhamn/sv/staff/outreach/"


@pytest.fixture
def by_key(bo):
    return f"/bjorkhamn/sv/teach/{bo.log_key}/"


@pytest.fixture
def said(package):
    today = timezone.localdate().isoformat()
    return {"press": str(uuid4()), "package": "base", "number": "8", "group": "seniors", "day": today, "where": "Kajen"}


def errors(page):
    return list(page.context["form"].errors)


@pytest.fixture
def member(client, bjorkhamn):
    """Signed in as a reader who is an ambassador."""
    return AmbassadorFactory(municipality=bjorkhamn, name="Kim Ek", member=sign_in(client, Role.READER, bjorkhamn))


class TestLog:
    def test_volunteer_logs_without_account_and_cookie(self, client, bo, by_key, said):
        page = client.post(by_key, said)
        occasion = Occasion.objects.get()
        assert page["Location"] == f"{by_key}?logged={occasion.pk}"
        page = client.get(page["Location"])
        assert page.context["saved"][1] == "8 personer, seniorer, Kajen, i\xa0dag"
        assert (page.cookies, page.context["reached"]) == ({}, 8)
        assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")

    def test_member_logs_on_a_staff_page(self, client, member, said):
        assert client.post(OWN, said)["Location"].startswith(f"{OWN}?logged=")
        assert Occasion.objects.get().ambassador == member

    def test_who_is_no_ambassador_sees_the_cascade(self, client, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        assert client.get(OWN)["Location"] == f"{OWN}cascade/"
        assert client.get(f"{OWN}trainer/").status_code == 404

    def test_first_it_is_at_the_own_unit_and_then_as_the_last_time(self, client, bjorkhamn, bo, by_key, package):
        assert client.get(by_key).context["usual_where"] == "Hemtjänsten"
        library = make_place(bjorkhamn, "Biblioteket")
        OccasionFactory(ambassador=bo, package=package, place=library)
        page = client.get(by_key)
        assert (page.context["usual_where"], page.context["form"]["package"].value()) == ("Biblioteket", "base")

    def test_another_number_goes_before_what_was_tapped(self, client, by_key, said):
        client.post(by_key, said | {"other_number": "37"})
        assert Occasion.objects.get().number == 37

    @pytest.mark.parametrize(("wrong", "where"), [
        ({"number": ""}, "number"), ({"number": "9000"}, "number"), ({"other_number": "0"}, "other_number"),
        ({"group": ""}, "group"), ({"package": ""}, "package"), ({"day": "2020-01-01"}, "day"),
        ({"where": "hos 19520230-1234"}, "where"),
    ])  # fmt: skip
    def test_what_is_wrong_is_said_beside_the_field(self, client, by_key, said, wrong, where):
        page = client.post(by_key, said | wrong)
        assert (errors(page), Occasion.objects.count()) == ([where], 0)

    def test_day_ahead_is_said(self, client, by_key, said):
        page = client.post(by_key, said | {"day": (timezone.localdate() + timedelta(days=2)).isoformat()})
        assert page.context["form"].errors["day"] == ["Den dagen har inte varit än."]

    def test_term_that_ends_is_said_with_both_its_days(self, client, bo, by_key, said):
        bo.ends_on = timezone.localdate() + timedelta(days=1)
        bo.save()
        assert (
            "1 januari 2026 till" in client.post(by_key, said | {"day": "2025-01-01"}).context["form"].errors["day"][0]
        )

    def test_same_as_at_a_course_is_asked_about(self, client, bo, by_key, said, course_date):
        teach(course_date, bo)
        day = {"day": "2026-11-03"}
        assert errors(client.post(by_key, said | day)) == ["is_apart"]
        client.post(by_key, said | day | {"is_apart": "on"})
        assert Occasion.objects.count() == 1

    def test_course_they_taught_is_logged_with_one_tap(self, client, bo, by_key, course_date):
        teach(course_date, bo)
        attend(course_date, 3)
        assert [one.people for one in client.get(by_key).context["dates"]] == [3]
        client.post(f"{by_key}dates/{course_date.pk}/")
        assert (Occasion.objects.get().group, client.get(by_key).context["reached"]) == ("colleagues", 3)

    def test_what_was_reported_before_the_course_is_asked_about(self, client, bo, by_key, package, said, course_date):
        client.post(by_key, said | {"day": "2026-11-03"})
        teach(course_date, bo)
        answer = client.post(f"{by_key}dates/{course_date.pk}/")
        reported = Occasion.objects.get()
        assert answer["Location"] == f"{by_key}taught/{reported.pk}/?at_course=1"
        page = client.get(answer["Location"])
        assert 'name="is_apart"' in page.content.decode()
        assert errors(client.post(answer["Location"], said | {"day": "2026-11-03"})) == ["is_apart"]
        client.post(answer["Location"], said | {"day": "2026-11-03", "is_apart": "on"})
        client.post(f"{by_key}dates/{course_date.pk}/")
        assert Occasion.objects.count() == 2

    def test_course_they_did_not_teach_is_not_logged(self, client, by_key, course_date):
        assert client.post(f"{by_key}dates/{course_date.pk}/")["Location"] == by_key
        assert (client.post(f"{by_key}dates/999/").status_code, Occasion.objects.count()) == (404, 0)

    def test_undo_takes_it_back(self, client, bo, by_key, package):
        occasion = OccasionFactory(ambassador=bo, package=package)
        client.post(f"{by_key}taught/{occasion.pk}/take-back/")
        assert Occasion.objects.count() == 0

    def test_corrected(self, client, bo, by_key, package, said):
        occasion = OccasionFactory(ambassador=bo, package=package, number=9)
        address = f"{by_key}taught/{occasion.pk}/"
        assert client.get(address).context["form"]["other_number"].value() == 9
        assert errors(client.post(address, said | {"day": "2020-01-01"})) == ["day"]
        client.post(address, said)
        occasion.refresh_from_db()
        assert (occasion.number, occasion.group) == (8, "seniors")

    def test_at_a_course_group_and_area_are_corrected(self, client, bo, by_key, course_date, area):
        occasion = OccasionFactory(ambassador=bo, course_date=course_date, number=None)
        address = f"{by_key}taught/{occasion.pk}/"
        assert client.get(address).status_code == 200
        client.post(address, {"group": "residents", "area": area.pk})
        occasion.refresh_from_db()
        assert (occasion.group, occasion.area) == ("residents", area)

    def test_what_was_taught_of_a_package_that_is_gone_can_be_corrected(self, client, bo, by_key, bjorkhamn, said):
        other = taught(bjorkhamn, shipped(key="care", kind="add-on"))
        occasion = OccasionFactory(ambassador=bo, package=other.package)
        other.state = "draft"
        other.save()
        client.post(f"{by_key}taught/{occasion.pk}/", said | {"package": "care", "number": "3"})
        occasion.refresh_from_db()
        assert (occasion.number, occasion.package) == (3, other.package)

    def test_somebody_elses_is_not_found(self, client, kim, by_key, package):
        occasion = OccasionFactory(ambassador=kim, package=package)
        assert client.get(f"{by_key}taught/{occasion.pk}/").status_code == 404


class TestSecret:
    def test_opens_nothing_in_another_town_when_it_is_off_or_the_term_is_over(self, client, bo, by_key, egesund):
        assert client.get(by_key.replace("bjorkhamn/sv", "egesund/da")).status_code == 404
        bo.ends_on = timezone.localdate() - timedelta(days=1)
        bo.save()
        assert client.get(by_key).status_code == 404

    def test_nor_where_learning_is_off(self, client, bjorkhamn, by_key):
        bjorkhamn.parts = [part for part in Part.values if part != Part.LEARNING]
        bjorkhamn.save()
        assert client.get(by_key).status_code == 404

    def test_who_tries_many_is_asked_to_wait(self, client, by_key, monkeypatch):
        monkeypatch.setattr("verkstad.outreach.views.frame.MOST_WITH_A_KEY", 0)
        assert client.get(by_key).status_code == 429


class TestTrainer:
    def test_is_told_by_the_code_and_taken_away(self, client, bo, kim, by_key):
        typed = f"{kim.code[:3]} {kim.code[3:]}"
        client.post(f"{by_key}trainer/", {"code": typed})
        bo.refresh_from_db()
        assert bo.trained_by == kim
        assert "Kim Ek" in client.get(f"{by_key}trainer/").content.decode()
        client.post(f"{by_key}trainer/", {"code": ""})
        bo.refresh_from_db()
        assert bo.trained_by is None

    def test_wrong_code_and_circle_are_said(self, client, bo, by_key):
        wrong = [client.post(f"{by_key}trainer/", {"code": code}).context["wrong"] for code in ("zzzzzz", bo.code)]
        assert all(wrong)


class TestHandout:
    def test_tells_what_was_learnt_where_to_go_on_and_the_code(self, client, bo, by_key, edition):
        page = client.get(f"{by_key}handout/base/").content.decode()
        assert "Webbläsaren" in page
        assert f"/t/{bo.code}/" in page
        assert f"{bo.code[:3]} {bo.code[3:]}" in page

    def test_is_a_pdf(self, client, by_key, edition, monkeypatch):
        monkeypatch.setattr(pdf, "make_pdf", lambda html, sizes: b"%PDF")
        page = client.get(f"{by_key}handout/base/pdf/")
        assert (page.content, page["Content-Type"]) == (b"%PDF", "application/pdf")

    def test_is_the_page_where_no_pdf_can_be_made(self, client, by_key, edition, monkeypatch):
        monkeypatch.setattr(pdf, "is_set_up", lambda: False)
        assert client.get(f"{by_key}handout/base/pdf/")["Location"] == f"{by_key}handout/base/"


class TestCoordinator:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client, bjorkhamn):
        sign_in(client, Role.COORDINATOR, bjorkhamn)

    def said(self, bjorkhamn, **changes):
        return {"name": "Ulla Berg", "unit": unit_of(bjorkhamn).pk, "starts_on": "2026-01-01"} | changes

    def test_volunteer_is_added_with_a_goal_of_a_hundred(self, client, bjorkhamn):
        page = client.post(f"{OWN}ambassadors/new/", self.said(bjorkhamn))
        ulla = Ambassador.objects.get()
        assert (ulla.goal, page["Location"]) == (100, f"{OWN}ambassadors/{ulla.pk}/")
        assert str(ulla.log_key) in client.get(page["Location"]).context["link"]

    def test_member_is_added_by_their_name_with_a_goal_of_ten(self, client, bjorkhamn):
        member = sign_in(client, Role.COORDINATOR, bjorkhamn)
        client.post(f"{OWN}ambassadors/new/", self.said(bjorkhamn, name="", member=member.user.public_id))
        assert list(Ambassador.objects.values_list("name", "goal")) == [(member.user.name, 10)]

    def test_licence_is_known_by_the_code_of_its_certificate(self, client, bjorkhamn, bo, edition):
        certificate = certify(edition)
        address = f"{OWN}ambassadors/{bo.pk}/"
        client.post(f"{address}edit/", self.said(bjorkhamn, certificate=certificate.code.upper()))
        bo.refresh_from_db()
        assert bo.certificate == certificate
        typed = client.get(f"{address}edit/").context["form"]["certificate"].value()
        assert typed.replace(" ", "") == certificate.code
        assert certificate.code in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [({"name": ""}, "name"), ({"ends_on": "2025-01-01"}, "ends_on"), ({"certificate": "abc"}, "certificate")],
    )
    def test_what_is_wrong_is_said(self, client, bjorkhamn, wrong, where):
        assert errors(client.post(f"{OWN}ambassadors/new/", self.said(bjorkhamn, **wrong))) == [where]

    def test_term_that_leaves_something_out_is_said(self, client, bjorkhamn, bo, package):
        OccasionFactory(ambassador=bo, package=package)
        address = f"{OWN}ambassadors/{bo.pk}/edit/"
        assert client.get(address).context["form"]["goal"].value() == 100
        assert errors(client.post(address, self.said(bjorkhamn, starts_on="2026-11-20"))) == ["starts_on"]

    def test_member_who_became_one_meanwhile_is_said(self, client, bjorkhamn, kim, monkeypatch):
        own = [kim.member]
        monkeypatch.setattr("verkstad.outreach.forms.ambassadors.members_to_choose", lambda *_: own)
        page = client.post(f"{OWN}ambassadors/new/", self.said(bjorkhamn, member=kim.member.user.public_id))
        assert errors(page) == ["member"]

    def test_link_is_switched_off_and_renewed(self, client, bo, kim):
        keys = []
        for do in ("revoke", "renew"):
            client.post(f"{OWN}ambassadors/{bo.pk}/link/", {"do": do})
            bo.refresh_from_db()
            keys.append(bo.log_key is None)
        client.post(f"{OWN}ambassadors/{kim.pk}/link/", {"do": "renew"})
        kim.refresh_from_db()
        assert (keys, kim.log_key) == ([True, False], None)

    def test_list_tells_who_is_over(self, client, bo, kim):
        kim.ends_on = timezone.localdate() - timedelta(days=1)
        kim.save()
        assert client.get(f"{OWN}ambassadors/").context["rows"] == [(bo, False), (kim, True)]

    def test_areas_are_added_changed_and_taken_away(self, client, area):
        client.post(f"{OWN}areas/", {"name": "Söder", "residents": ""})
        client.post(f"{OWN}areas/{area.pk}/", {"name": "Norra", "residents": "500"})
        assert list(Area.objects.order_by("name").values_list("name", "residents")) == [("Norra", 500), ("Söder", None)]
        assert errors(client.post(f"{OWN}areas/", {"name": "Söder"})) == ["name"]
        client.post(f"{OWN}areas/{area.pk}/delete/")
        assert Area.objects.get().name == "Söder"


class TestCascade:
    @pytest.fixture(autouse=True)
    def _something(self, client, bjorkhamn, bo, kim, package, area):
        kim.trained_by = bo
        kim.ends_on = timezone.localdate() - timedelta(days=1)
        kim.save()
        OccasionFactory(ambassador=kim, package=package, number=3, area=area)
        OccasionFactory(ambassador=bo, package=package, number=30)
        sign_in(client, Role.READER, bjorkhamn)

    @pytest.mark.parametrize("page", ["", "units/", "areas/"])
    def test_pages_tell_the_sums(self, client, page):
        assert client.get(f"{OWN}cascade/{page}").context["cascade"].total.taught == 33

    def test_small_number_of_an_area_is_hidden_from_readers(self, client, bjorkhamn):
        def told():
            return [row[1:] for row in client.get(f"{OWN}cascade/areas/").context["rows"]]

        assert told() == [("<5", ""), ("≥5", "")]
        sign_in(client, Role.COORDINATOR, bjorkhamn)
        assert told() == [(3, "0,8 %"), (30, "")]
        Area.objects.update(residents=4000)
        assert told() == [(3, "<0,1 %"), (30, "")]

    @pytest.mark.parametrize(("name", "line"), [
        ("ambassadors", "Kim Ek;Hemtjänsten;Bo Ask;10;3;0;3;0;0;0;0;3"), ("units", "Hemtjänsten;2;110;33;0;33;0;0;0"),
        ("areas", "Norr;400;<5;"),
    ])  # fmt: skip
    def test_files_have_a_line_for_each(self, client, name, line):
        page = client.get(f"{OWN}cascade/file/{name}.csv")
        assert line in b"".join(page.streaming_content).decode().splitlines()

    def test_other_files_are_not_there(self, client):
        assert client.get(f"{OWN}cascade/file/people.csv").status_code == 404

    def test_where_learning_is_off_it_is_said(self, client, bjorkhamn):
        bjorkhamn.parts = []
        bjorkhamn.save()
        assert "avstängt" in client.get(f"{OWN}cascade/").content.decode()
