"""Pages of helpers: who they are, when they work, and what they cannot keep."""

from datetime import date, time

import pytest

from tests.factories.appointments import AbsenceFactory, AppointmentKindFactory, HelperFactory, WorkingPatternFactory
from tests.factories.identity import MembershipFactory
from tests.factories.places import PlaceFactory, moment
from tests.staff import sign_in
from verkstad.appointments.models import Absence, Helper, Participant, WorkingPattern
from verkstad.core.models import Letter
from verkstad.identity.models import Role

PAGES = "/bjorkhamn/en/staff/appointments/helpers/"


def errors(response):
    return list(response.context["form"].errors)


def said_of(client):
    return [str(message) for message in client.get(PAGES).context["messages"]]


def hours(place, kind, **changes):
    said = {"days": [0, 2], "starts": "13:00", "ends": "16:00", "every_weeks": 2, "starts_on": "2026-12-07"}
    return said | {"place": place.pk, "kinds": [kind.pk]} | changes


@pytest.fixture
def page(kim):
    return f"{PAGES}{kim.pk}/"


@pytest.fixture
def own(client, bjorkhamn, kim):
    """Kim is signed in, as a helper and no more."""
    kim.user = sign_in(client, Role.HELPER, bjorkhamn).user
    kim.save()


def test_list_tells_where_each_works_and_when_they_are_away(client, coordinator, kim, weekdays, library, bjorkhamn):
    HelperFactory(municipality=bjorkhamn, name="Bo", is_active=False)
    AbsenceFactory(helper=kim, span=(moment("2026-11-20 00:00"), moment("2026-11-21 00:00")))
    AbsenceFactory(helper=kim, span=(moment("2026-11-25 00:00"), moment("2026-11-26 00:00")))
    rows = client.get(PAGES).context["rows"]
    assert [(row["helper"].name, row["places"], row["absence"]) for row in rows] == [
        ("Kim", [library], "Wednesday 25 November"),
        ("Bo", [], ""),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_whatever_the_number(
    client, coordinator, kind, library, bjorkhamn, number, django_assert_num_queries
):
    for _ in range(number):
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=library, kinds=[kind])
    client.get(PAGES)
    with django_assert_num_queries(7):
        client.get(PAGES)


def test_volunteer_is_added_by_name(client, coordinator, bjorkhamn):
    response = client.post(f"{PAGES}new/", {"name": "Kim", "languages": ["sv", "so"]})
    kim = Helper.objects.get()
    assert (kim.name, kim.user, kim.languages, response.url) == ("Kim", None, ["sv", "so"], f"{PAGES}{kim.pk}/")


def test_member_is_added_under_their_own_name_or_another(client, coordinator, bjorkhamn):
    for name in ("", "Kim på biblioteket"):
        member = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER, user__first_name="Kim")
        client.post(f"{PAGES}new/", {"member": member.actor, "name": name, "languages": ["sv"]})
        helper = Helper.objects.get(user=member.user)
        assert helper.name == (name or member.user.name)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"languages": []}, ["languages"]),
        ({"languages": ["xx"]}, ["languages"]),
        ({"member": "somebody"}, ["member"]),
        ({"video_url": "javascript:alert(1)"}, ["video_url"]),
    ],
)
def test_helper_that_cannot_be_is_not_made(client, coordinator, said, wrong):
    assert errors(client.post(f"{PAGES}new/", {"name": "Kim", "languages": ["sv"]} | said)) == wrong
    assert not Helper.objects.exists()


def test_members_who_are_helpers_already_cannot_be_chosen(client, coordinator, bjorkhamn, kim):
    taken, free = (MembershipFactory(municipality=bjorkhamn, role=Role.HELPER) for _ in range(2))
    reader = MembershipFactory(municipality=bjorkhamn, role=Role.READER)
    kim.user = taken.user
    kim.save()
    choices = dict(client.get(f"{PAGES}new/").context["form"].fields["member"].choices)
    assert (taken.actor in choices, free.actor in choices, reader.actor in choices) == (False, True, False)
    assert taken.actor in dict(client.get(f"{PAGES}{kim.pk}/edit/").context["form"].fields["member"].choices)


def test_member_made_helper_meanwhile_is_told(client, coordinator, bjorkhamn, monkeypatch, kim):
    member = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER)
    form = "verkstad.appointments.queries.working.members_without_helper"
    monkeypatch.setattr(form, lambda municipality: [member])
    kim.user = member.user
    kim.save()
    response = client.post(f"{PAGES}new/", {"member": member.actor, "languages": ["sv"]})
    assert errors(response) == ["member"]


def test_helper_is_changed(client, coordinator, kim, page):
    client.post(f"{page}edit/", {"name": "Kim Ek", "languages": ["da"], "video_url": "https://example.org/kim"})
    kim.refresh_from_db()
    assert (kim.name, kim.languages, kim.video_url) == ("Kim Ek", ["da"], "https://example.org/kim")


def test_page_tells_hours_in_words(client, coordinator, kim, library, kind, page):
    client.post(f"{page}times/new/", hours(library, kind))
    client.post(f"{page}times/other/", hours(library, kind, days=range(7), starts="", ends="", kinds=[]))
    shown = client.get(page).context
    [row], [other] = shown["patterns"], shown["exceptions"]
    assert (row["words"], row["dates"], row["next"]) == (
        "Mondays and Wednesdays 13:00–16:00, every other week",
        "From 7 December 2026",
        date(2026, 12, 7),
    )
    assert (other["words"], other["dates"]) == ("does not work", "Monday 7 December")


def test_hours_at_two_places_at_once_are_saved_and_warned_of(client, coordinator, bjorkhamn, kim, library, kind, page):
    client.post(f"{page}times/new/", hours(library, kind))
    other = PlaceFactory(municipality=bjorkhamn)
    shown = client.post(f"{page}times/new/", hours(other, kind), follow=True)
    assert shown.context["clashes"] == [("Monday 7 December, 13:00–16:00", [library, other])]


def test_what_is_over_is_left_out(client, coordinator, kim, library, kind, page):
    WorkingPatternFactory(helper=kim, place=library, kinds=[kind], ends_on=date(2026, 11, 22))
    AbsenceFactory(helper=kim, span=(moment("2026-11-20 00:00"), moment("2026-11-21 00:00")))
    shown = client.get(page).context
    assert (shown["patterns"], shown["absences"]) == ([], [])


def test_hours_are_changed_and_removed_row_by_row(client, coordinator, kim, weekdays, library, kind, page):
    other = WorkingPatternFactory(helper=kim, place=library, kinds=[kind], days=[6])
    assert client.get(f"{page}times/{weekdays.pk}/").context["form"].initial["days"] == [0, 1, 2, 3, 4]
    client.post(f"{page}times/{weekdays.pk}/", hours(library, kind, ends_on="2026-12-31"))
    weekdays.refresh_from_db()
    assert (weekdays.days, weekdays.starts, weekdays.every_weeks, weekdays.ends_on) == (
        [0, 2],
        time(13),
        2,
        date(2026, 12, 31),
    )
    for _ in range(2):
        assert client.post(f"{page}times/{weekdays.pk}/remove/").url == page
    assert [*kim.patterns.all()] == [other]


def test_new_hours_begin_where_the_helper_works_already(client, coordinator, kim, weekdays, library, kind, page):
    initial = client.get(f"{page}times/new/").context["form"].initial
    assert (initial["place"], initial["kinds"], initial["starts_on"]) == (library.pk, [kind], date(2026, 11, 23))


@pytest.mark.parametrize("where", ["new", "other"])
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"days": []}, ["days"]),
        ({"days": [7]}, ["days"]),
        ({"ends": "12:00"}, ["ends"]),
        ({"starts": "x"}, ["starts"]),
        ({"starts_on": ""}, ["starts_on"]),
        ({"ends_on": "2026-12-01"}, ["ends_on"]),
        ({"kinds": []}, ["kinds"]),
        ({"place": ""}, ["place"]),
    ],
)
def test_hours_that_cannot_be_are_told_at_their_field(
    client, coordinator, kim, library, kind, page, where, said, wrong
):
    assert errors(client.post(f"{page}times/{where}/", hours(library, kind) | said)) == wrong
    assert not WorkingPattern.objects.exists()


@pytest.mark.parametrize(("said", "wrong"), [({"starts": ""}, ["starts"]), ({"ends": ""}, ["ends"])])
def test_other_hours_have_both_times_or_neither(client, coordinator, kim, library, kind, page, said, wrong):
    assert errors(client.post(f"{page}times/other/", hours(library, kind, **said))) == wrong


def test_hours_at_places_and_for_kinds_of_other_towns_are_refused(client, coordinator, library, kind, page, egesund):
    theirs = PlaceFactory(municipality=egesund), AppointmentKindFactory(municipality=egesund)
    assert errors(client.post(f"{page}times/new/", hours(theirs[0], kind))) == ["place"]
    assert errors(client.post(f"{page}times/new/", hours(library, theirs[1]))) == ["kinds"]


def test_ill_today_takes_one_press_and_tells_whom_it_hits(client, coordinator, kim, booked, page):
    hit, _tomorrow = booked("2026-11-23 12:00"), booked("2026-11-24 12:00")
    response = client.post(f"{page}ill/", follow=True)
    absence = Absence.objects.get()
    assert (absence.span.lower, absence.span.upper) == (moment("2026-11-23 08:00"), moment("2026-11-24 00:00"))
    [row] = response.context["booked"]
    assert (row["words"], row["people"]) == ("Monday 23 November, 12:00–12:30", [hit.participants.get()])
    assert response.context["words"] == "Monday 23 November from 08:00"


def test_ill_for_some_days(client, coordinator, kim, page):
    client.post(f"{page}ill/", {"until": "2026-11-25"})
    assert Absence.objects.get().span.upper == moment("2026-11-26 00:00")


def test_ill_until_a_day_that_is_over_is_refused(client, coordinator, kim, page):
    client.post(f"{page}ill/", {"until": "2026-11-22"})
    assert (Absence.objects.exists(), said_of(client)) == (False, ["This day is over."])


def test_absence_is_noted_and_taken_back(client, coordinator, kim, page):
    said = {"starts_on": "2026-12-01", "starts": "12:00", "ends_on": "2026-12-03", "ends": "15:00"}
    response = client.post(f"{page}away/new/", said, follow=True)
    absence = Absence.objects.get()
    assert response.context["words"] == "Tuesday 1 December 12:00 – Thursday 3 December 15:00"
    for _ in range(2):
        assert client.post(f"{page}away/{absence.pk}/remove/").url == page
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Tuesday 1 December"),
        ({"ends_on": "2026-12-02"}, "Tuesday 1 December – Wednesday 2 December"),
        ({"starts": "10:00", "ends": "12:00"}, "Tuesday 1 December 10:00–12:00"),
        ({"ends": "12:00"}, "Tuesday 1 December until 12:00"),
        ({"starts": "10:00"}, "Tuesday 1 December from 10:00"),
    ],
)
def test_absence_without_times_is_whole_days(client, coordinator, kim, page, said, words):
    response = client.post(f"{page}away/new/", {"starts_on": "2026-12-01"} | said, follow=True)
    assert response.context["words"] == words


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"starts_on": ""}, ["starts_on"]),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, ["ends_on"]),
        ({"starts_on": "2026-12-02", "starts": "12:00", "ends": "12:00"}, ["ends_on"]),
    ],
)
def test_absence_that_cannot_be_is_told(client, coordinator, kim, page, said, wrong):
    assert errors(client.post(f"{page}away/new/", said)) == wrong


def test_ticked_bookings_are_cancelled_with_a_letter(client, coordinator, kim, booked, page):
    rows = booked("2026-11-23 12:00", who={"email": "a@example.org", "phone": ""}), booked("2026-11-23 13:00")
    client.post(f"{page}ill/")
    absence = Absence.objects.get()
    ticked = {"booked": [rows[0].participants.get().pk, "0", "x"], "absence": absence.pk}
    response = client.post(f"{page}cancel/", ticked)
    assert response.url == f"{page}away/{absence.pk}/"
    assert list(Participant.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "booked"]
    assert [letter.to for letter in Letter.objects.all()] == ["a@example.org"]
    assert [row["people"] for row in client.get(response.url).context["booked"]] == [[rows[1].participants.get()]]


def test_bookings_of_other_helpers_are_not_cancelled_here(client, coordinator, kim, booked, page, bjorkhamn):
    other = booked("2026-11-23 12:00", helper=HelperFactory(municipality=bjorkhamn)).participants.get()
    assert client.post(f"{page}cancel/", {"booked": [other.pk], "absence": "1"}).url == page
    assert (said_of(client), Participant.objects.get().state) == (["0 bookings are cancelled."], "booked")


def test_booking_cancelled_meanwhile_is_not_counted(client, coordinator, kim, booked, page, monkeypatch):
    person = booked("2026-11-23 12:00").participants.get()
    monkeypatch.setattr("verkstad.appointments.views.bookings._ticked", lambda request, helper: [person, person])
    client.post(f"{page}cancel/", {"booked": [person.pk]})
    assert said_of(client) == ["1 booking is cancelled."]


def test_page_tells_what_lies_outside_of_the_hours(client, coordinator, kim, weekdays, booked, page):
    booked("2026-11-24 12:00")
    booked("2026-11-24 08:30")
    assert [row["words"] for row in client.get(page).context["outside"]] == ["Tuesday 24 November, 08:30–09:00"]


def test_helper_with_bookings_is_not_retired_but_shown_what_is_booked(client, coordinator, kim, booked, page):
    booked("2026-11-23 12:00")
    response = client.post(f"{page}retire/")
    kim.refresh_from_db()
    assert (kim.is_active, [row["words"] for row in response.context["booked"]]) == (
        True,
        ["Monday 23 November, 12:00–12:30"],
    )


def test_helper_without_bookings_is_retired_and_brought_back(client, coordinator, kim, page):
    states = []
    for act in ("retire", "bring-back"):
        client.post(f"{page}{act}/")
        kim.refresh_from_db()
        states.append(kim.is_active)
    assert states == [False, True]


def test_helper_keeps_their_own_times(client, own, kim, library, kind, page):
    client.post(f"{page}times/new/", hours(library, kind))
    client.post(f"{page}ill/")
    assert (kim.patterns.count(), kim.absences.count(), client.get(page).status_code) == (1, 1, 200)


def test_helper_changes_no_colleague_and_not_who_they_are(client, own, kim, page, bjorkhamn):
    other = HelperFactory(municipality=bjorkhamn)
    theirs = f"{PAGES}{other.pk}/"
    pages = [theirs, f"{theirs}times/new/", f"{theirs}away/new/", f"{page}edit/", f"{PAGES}new/"]
    assert {client.get(address).status_code for address in pages} == {403}
    assert [row["may_change"] for row in client.get(PAGES).context["rows"]] == [False, True]


def test_feed_is_renewed_and_switched_off(client, own, kim, page):
    addresses = []
    for button in ("renew", "revoke"):
        client.post(f"{page}feed/", {"do": button})
        addresses.append(client.get(page).context["feed"])
    kim.refresh_from_db()
    assert (addresses[0].startswith("http://testserver/bjorkhamn/en/calendar/"), addresses[1]) == (True, "")


def test_where_appointments_are_off_pages_say_so(client, coordinator, bjorkhamn, kim, page):
    bjorkhamn.parts = []
    bjorkhamn.save()
    response = client.get(page)
    assert (response.status_code, response.context["may_switch_on"]) == (200, False)
    client.post(f"{page}ill/")
    assert not Absence.objects.exists()


@pytest.mark.parametrize("what", ["times", "away"])
def test_hours_and_absences_of_a_colleague_are_not_found_with_ones_own(client, bjorkhamn, own, page, kind, what):
    other = HelperFactory(municipality=bjorkhamn)
    theirs = {
        "times": WorkingPatternFactory(helper=other, place=PlaceFactory(municipality=bjorkhamn), kinds=[kind]),
        "away": AbsenceFactory(helper=other, span=(moment("2026-12-07 08:00"), moment("2026-12-08 08:00"))),
    }
    assert client.get(f"{page}{what}/{theirs[what].pk}/").status_code == 404
