"""The desk: an enquiry is logged with what it was about and how it went; all else is filled in."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.measurement import EnquiryFactory
from tests.factories.places import PlaceFactory
from tests.factories.search import make_service
from tests.factories.services import OrganisationFactory
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.measurement.models import Enquiry
from verkstad.search import actions

DESK = "/bjorkhamn/sv/staff/desk/"


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="biblioteket", name={"sv": "Biblioteket"}, helps_with=["forms"])


@pytest.fixture
def preschool(bjorkhamn):
    service = make_service("Ansök om förskola", municipality=bjorkhamn, slug="forskola")
    actions.rebuild_index()
    return service


def said(**changes):
    """What the form sends when nothing but the subject and the outcome is touched."""
    usual = {"key": str(uuid4()), "place": "", "kind": "information", "channel": "desk"}
    return usual | {"subject": "theme:eid", "outcome": "solved"} | changes


def subjects(page):
    return re.findall(r'name="subject" value="([^"]+)"', page.text)


def send(client, *entries):
    return client.post(f"{DESK}entries/", json.dumps({"entries": entries}), content_type="application/json")


def test_two_taps_log_an_enquiry_with_what_the_page_has_filled_in(client, helper, library, preschool):
    page = client.get(DESK)
    filled_in = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    filled_in |= dict(re.findall(r'name="(kind|channel)" value="(\w+)" checked', page.text))
    answer = client.post(DESK, filled_in | {"subject": "forskola", "outcome": "shown"})
    row = Enquiry.objects.get()
    assert answer.url == f"{DESK}?place=biblioteket&logged={row.key}"
    assert (row.place, row.service, row.outcome, row.channel, row.kind) == (
        library, preschool, "shown", "desk", "information",
    )  # fmt: skip
    assert (row.logged_by, row.source, row.day) == (helper.actor, "desk", timezone.localdate())


def test_page_says_what_was_logged_and_takes_it_back(client, helper, library, preschool):
    page = client.post(DESK, said(subject="forskola", place="biblioteket"), follow=True)
    assert "Ansök om förskola" in re.search(r"data-focus>.*?</p>", page.text, re.DOTALL)[0]
    undone = client.post(f"{DESK}{Enquiry.objects.get().key}/remove/")
    assert (undone.url, Enquiry.objects.count()) == (f"{DESK}?place=biblioteket", 0)
    assert AuditEntry.objects.filter(action="enquiry.deleted").count() == 1


def test_same_form_sent_twice_is_one_enquiry(client, helper, library):
    form = said()
    assert client.post(DESK, form).url == client.post(DESK, form).url
    assert Enquiry.objects.count() == 1


def test_something_else_sent_from_a_page_that_was_gone_back_to_is_another_enquiry(client, helper, library):
    form = said()
    answers = [client.post(DESK, form | {"outcome": outcome}).url for outcome in ("solved", "shown", "shown", "solved")]
    assert (len(set(answers)), answers[0], answers[1]) == (2, answers[3], answers[2])
    assert sorted(Enquiry.objects.values_list("outcome", flat=True)) == ["shown", "solved"]


def test_page_is_not_kept_by_the_browser_so_that_going_back_to_it_is_another_enquiry(client, helper, library):
    pages = [client.get(DESK) for _ in range(2)]
    assert [page.headers["Cache-Control"] for page in pages] == ["no-store"] * 2
    assert pages[0].context["form"]["key"].value() != pages[1].context["form"]["key"].value()


def test_group_is_one_row(client, helper, library):
    client.post(DESK, said(number="12", minutes="45"))
    assert [(row.number, row.source, row.minutes) for row in Enquiry.objects.all()] == [(12, "group", 45)]


def test_everything_that_may_be_told_is_kept(client, bjorkhamn, helper, library):
    office = OrganisationFactory(municipality=bjorkhamn)
    more = {"is_first_time": "yes", "own_equipment": "no", "avoidable_because": "no_eid", "age_band": "80_plus"}
    client.post(DESK, said(outcome="referred", referred_to=str(office.pk), language="ar", note="Lång kö", **more))
    kept = Enquiry.objects.values("referred_to", "language", "note", "avoidable_because", "age_band").get()
    assert kept == {
        "referred_to": office.pk, "language": "ar", "note": "Lång kö", "avoidable_because": "no_eid",
        "age_band": "80_plus",
    }  # fmt: skip
    row = Enquiry.objects.get()
    assert (row.is_first_time, row.needed_eid_help, row.own_equipment) == (True, None, False)


def test_whom_it_was_referred_to_is_forgotten_when_it_was_solved(client, bjorkhamn, helper, library):
    office = OrganisationFactory(municipality=bjorkhamn)
    client.post(DESK, said(outcome="solved", referred_to=str(office.pk)))
    assert Enquiry.objects.get().referred_to is None


def test_note_with_a_number_is_refused_and_the_number_shown(client, helper, library):
    page = client.post(DESK, said(note="Ring Bo på 070-123 45 67"))
    assert page.context["form"].errors["note"][0].startswith("“070-123 45 67”")
    assert (Enquiry.objects.count(), 'value="theme:eid" required checked' in page.text) == (0, True)


@pytest.mark.parametrize("subject", ["no-such-service", "theme:weather", "eid", "theme:", "\x00"])
def test_subject_that_is_not_there_is_asked_for_again(client, helper, library, subject):
    page = client.post(DESK, said(subject=subject))
    assert (list(page.context["form"].errors), Enquiry.objects.count()) == (["subject"], 0)


def test_usual_subjects_come_first_then_what_the_place_helps_with(client, bjorkhamn, helper, library, preschool):
    EnquiryFactory(municipality=bjorkhamn, place=library, service=preschool, kind="transaction")
    page = client.get(DESK, {"place": "biblioteket"})
    assert subjects(page)[:2] == ["forskola", "theme:forms"]
    assert (len(page.context["usual"]), len(page.context["others"])) == (8, 2)
    assert 'value="forskola" required data-kind="transaction"' in page.text


def test_service_is_found_by_the_search_without_javascript(client, helper, library, preschool):
    page = client.get(DESK, {"place": "biblioteket", "q": "förskola"})
    assert [subject.value for subject in page.context["found"]] == ["forskola"]
    assert subjects(client.get(f"{DESK}found/", {"q": "förskola"})) == ["forskola"]
    assert "Ingen tjänst" in client.get(f"{DESK}found/", {"q": "qwxzzy"}).text


def test_address_can_fill_the_form_in(client, helper, library, preschool):
    said = {"place": "biblioteket", "subject": "forskola", "minutes": 30, "channel": "phone"}
    page = client.get(DESK, said)
    assert {name: page.context["form"][name].value() for name in said} == said | {"minutes": "30"}
    assert 'value="forskola" required checked' in page.text


def test_phone_line_is_asked_by_phone(client, bjorkhamn, helper):
    PlaceFactory(municipality=bjorkhamn, kind="phone_line", phone="0430-10 00", slug="vaxeln")
    assert client.get(DESK).context["form"]["channel"].value() == "phone"


def test_somebody_stands_where_they_stood_last(client, bjorkhamn, helper, library):
    other = PlaceFactory(municipality=bjorkhamn)
    assert client.get(DESK).context["where"].is_known is False
    EnquiryFactory(municipality=bjorkhamn, place=other, logged_by=helper.actor)
    assert client.get(DESK).context["where"].place == other


def test_of_an_unknown_place_it_is_asked_where_one_is(client, helper, library):
    page = client.get(DESK, {"place": "atlantis"})
    assert (page.context["where"].is_known, subjects(page)) == (False, [])


def test_today_shows_what_was_logged_here_and_who_may_change_it(client, bjorkhamn, helper, library):
    EnquiryFactory(municipality=bjorkhamn, place=library, theme="eid", logged_by=helper.actor, number=3)
    EnquiryFactory(municipality=bjorkhamn, place=library, outcome="referred")
    EnquiryFactory(municipality=bjorkhamn, theme="forms")
    page = client.get(DESK, {"place": "biblioteket"})
    assert (page.context["total"], [int(one.may_change) for one in page.context["latest"]]) == (4, [0, 1])
    assert page.context["totals"] == [("Löst tillsammans", 3), ("Hänvisade till någon annan", 1)]


def test_enquiry_is_changed(client, bjorkhamn, helper, library, preschool):
    row = EnquiryFactory(municipality=bjorkhamn, place=library, theme="eid", logged_by=helper.actor)
    assert client.get(f"{DESK}{row.key}/").context["chosen"] == "theme:eid"
    client.post(f"{DESK}{row.key}/", said(subject="forskola", place="biblioteket", outcome="unsolved"))
    changed = Enquiry.objects.get()
    assert (changed.service, changed.outcome, changed.key, changed.at) == (preschool, "unsolved", row.key, row.at)


def test_change_that_is_refused_says_why(client, bjorkhamn, helper, library):
    row = EnquiryFactory(municipality=bjorkhamn, place=library, theme="eid", logged_by=helper.actor)
    page = client.post(f"{DESK}{row.key}/", said(note="bo@example.org"))
    assert page.context["form"].errors["note"][0].startswith("“bo@example.org”")


@pytest.mark.parametrize("address", ["", "remove/"])
def test_what_another_logged_is_not_ones_own_to_change(client, bjorkhamn, helper, address):
    row = EnquiryFactory(municipality=bjorkhamn, theme="eid")
    assert client.post(f"{DESK}{row.key}/{address}", said()).status_code == 404


def test_kept_entries_go_in_once_each_in_their_order(client, helper, library):
    before = timezone.now() - timedelta(hours=2)
    entries = [said(note=note, at=(before + timedelta(minutes=n)).isoformat()) for n, note in enumerate("abc")]
    answers = [send(client, *entries).json(), send(client, *entries).json()]
    assert answers == [{"logged": [entry["key"] for entry in entries], "refused": {}}] * 2
    assert list(Enquiry.objects.order_by("pk").values_list("note", flat=True)) == ["a", "b", "c"]
    assert Enquiry.objects.order_by("pk")[0].at == before


def test_entry_that_is_refused_holds_up_no_other(client, helper, library):
    bad, odd, late, good = said(note="0701234567"), said(subject=""), said(at="1999-01-01T00:00Z"), said()
    answer = send(client, bad, odd, late, good).json()
    assert (answer["logged"], list(answer["refused"])) == ([good["key"]], [bad["key"], odd["key"], late["key"]])
    assert answer["refused"][bad["key"]].startswith("“0701234567”")


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"entries": 1}', '{"entries": [1]}', '{"entries": null}'])
def test_what_is_not_entries_is_a_bad_request(client, helper, body):
    assert client.post(f"{DESK}entries/", body, content_type="application/json").status_code == 400


def test_entries_may_hold_anything_and_break_nothing(client, helper):
    odd = {name: [1, {}] for name in ("key", "place", "subject", "number", "is_first_time", "referred_to", "at")}
    assert list(send(client, odd).json()["refused"]) == ["[1, {}]"]


def test_entries_need_the_token(bjorkhamn):
    careful = Client(enforce_csrf_checks=True)
    sign_in(careful, Role.HELPER, bjorkhamn)
    token = careful.get(f"{DESK}entries/").json()["token"]
    entry = {"data": json.dumps({"entries": [said()]}), "content_type": "application/json"}
    statuses = [
        careful.post(f"{DESK}entries/", **entry, headers=headers).status_code
        for headers in ({}, {"X-CSRFToken": token})
    ]
    assert (statuses, Enquiry.objects.count()) == ([403, 200], 1)


def test_what_a_device_keeps_names_nobody_and_nothing_logged(client, bjorkhamn, helper, library):
    EnquiryFactory(municipality=bjorkhamn, place=library, theme="eid", logged_by=helper.actor)
    shell = client.get(f"{DESK}shell/", {"place": "biblioteket"}).text
    held = [word for word in (helper.user.name, helper.user.email, helper.actor, "csrf", "<table") if word in shell]
    assert (held, len(subjects(client.get(f"{DESK}shell/")))) == ([], 9)


def test_names_stay_on_one_line_and_tell_their_language(client, bjorkhamn, helper, library):
    service = make_service("Skicka e-post", municipality=bjorkhamn, slug="e-post")
    EnquiryFactory(municipality=bjorkhamn, place=library, service=service)
    page = client.get("/bjorkhamn/en/staff/desk/", {"place": "biblioteket"})
    assert page.text.count('<span lang="sv">Skicka e-\u2060post</span>') == 2


def test_services_come_a_line_each_for_looking_in_without_network(client, bjorkhamn, helper, preschool):
    make_service("Öppna <dagis>", municipality=bjorkhamn, slug="dagis")
    lines = client.get(f"{DESK}services/").text.strip().split("\n")
    assert [re.sub("<[^>]+>", "", line) for line in lines[1:]] == ["Ansök om förskola", "Öppna &lt;dagis&gt;"]


def test_worker_is_asked_for_anew_each_time(client, helper):
    worker = client.get(f"{DESK}worker.js")
    assert (worker["Content-Type"], worker["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")


def test_enquiry_about_a_service_that_is_gone_can_still_be_shown(client, bjorkhamn, helper, library):
    row = EnquiryFactory(municipality=bjorkhamn, place=library, logged_by=helper.actor)
    assert client.get(DESK, {"logged": row.key}).context["logged"].subject.value == ""
    assert client.get(f"{DESK}{row.key}/").status_code == 200
