"""What is read for the day of a place, for looking somebody up, and for what can be offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.appointments.booking import ALVA, FRONT, TEN, book
from tests.appointments.conftest import NOW, RULES
from tests.factories.appointments import (
    AbsenceFactory,
    AppointmentKindFactory,
    HelperFactory,
    WorkingPatternFactory,
)
from tests.factories.identity import MembershipFactory
from tests.factories.places import PlaceFactory, moment
from verkstad.appointments import access, actions
from verkstad.appointments.queries import Ask
from verkstad.appointments.queries import day as queries
from verkstad.appointments.queries.offers import OFFERED_HERE, SOON, kinds_at, offers
from verkstad.identity.models import Role

MONDAY = date(2026, 11, 23)


def times(lines):
    """From, to, and whether it is booked."""
    return [
        (
            f"{line.starts.astimezone(NOW.tzinfo):%H:%M}",
            f"{line.ends.astimezone(NOW.tzinfo):%H:%M}",
            bool(line.appointment),
        )
        for line in lines
    ]


@pytest.mark.usefixtures("weekdays")
class TestDay:
    def test_what_is_left_lies_around_what_is_booked(self, kind, library):
        book(kind, library, TEN)
        book(kind, library, moment("2026-11-23 12:00"))
        assert times(queries.day_at_place(library, MONDAY, NOW)) == [
            ("10:00", "10:30", True),
            ("10:30", "12:00", False),
            ("12:00", "12:30", True),
            ("12:30", "16:00", False),
        ]

    @pytest.mark.parametrize(
        ("now", "left"),
        [("23 14:00", [("14:00", "16:00", False)]), ("23 17:00", []), ("24 08:00", [])],
    )
    def test_what_is_over_is_not_left(self, library, now, left):
        assert times(queries.day_at_place(library, MONDAY, moment(f"2026-11-{now}"))) == left

    def test_nothing_is_left_of_who_is_away_or_booked_at_another_place(self, bjorkhamn, kim, kind, library):
        other = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=kim, place=other, kinds=[kind])
        book(kind, other, TEN)
        AbsenceFactory(helper=kim, span=(moment("2026-11-23 11:00"), moment("2026-11-23 16:00")))
        assert times(queries.day_at_place(library, MONDAY, NOW)) == [("10:30", "11:00", False)]

    def test_what_several_have_left_stands_once_with_their_names(self, bjorkhamn, kim, kind, library):
        alex = HelperFactory(municipality=bjorkhamn, name="Alex")
        for helper in (alex, kim):
            WorkingPatternFactory(helper=helper, place=library, kinds=[kind])
        found = queries.day_at_place(library, MONDAY, NOW)
        assert (times(found), found[0].names) == ([("10:00", "16:00", False)], ["Alex", "Kim"])

    def test_cancelled_is_not_there(self, kind, library):
        actions.cancel(book(kind, library), front=FRONT, now=NOW)
        assert times(queries.day_at_place(library, MONDAY, NOW)) == [("10:00", "16:00", False)]

    def test_group_has_those_who_come(self, bjorkhamn, weekdays, library):
        group = AppointmentKindFactory(municipality=bjorkhamn, seats=3, **RULES)
        weekdays.kinds.add(group)
        people = [book(group, library, person=replace(ALVA, name=name)) for name in ("Alva", "Bo", "Cy")]
        actions.cancel(people[1], front=FRONT, now=NOW)
        (one,) = queries.booked_at(library, MONDAY)
        assert [person.name for person in one.present] == ["Alva", "Cy"]

    def test_own_day_is_of_all_places(self, bjorkhamn, kim, kind, library):
        kim.user = MembershipFactory(municipality=bjorkhamn).user
        kim.save()
        other = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=other, place=library, kinds=[kind])
        for _ in range(2):
            book(kind, library)
        member = kim.user.memberships.get()
        assert [line.helpers[0] for line in queries.day_of_member(member, MONDAY)] == [kim]
        others = MembershipFactory(municipality=bjorkhamn)
        assert [queries.is_helper(one) for one in (member, others)] == [True, False]


class TestPlaces:
    def test_those_where_somebody_works_or_has_a_time_that_day(self, bjorkhamn, egesund, kind, library, weekdays):
        PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=HelperFactory(municipality=egesund), place=PlaceFactory(municipality=egesund))
        idle = PlaceFactory(municipality=bjorkhamn, name={"sv": "Annexet"})
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=idle)
        book(kind, library)
        assert queries.places_on(bjorkhamn, MONDAY) == [(idle, 0), (library, 1)]

    def test_one_begins_where_one_works_or_where_most_is_booked(self, bjorkhamn, kind, library, weekdays):
        member = MembershipFactory(municipality=bjorkhamn)
        own = PlaceFactory(municipality=bjorkhamn)
        book(kind, library)
        HelperFactory(municipality=bjorkhamn, user=member.user)
        begun = [queries.usual_place(member, places) for places in ([], [(own, 0), (library, 1)])]
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=own)
        helper = HelperFactory._meta.model.objects.get(user=member.user)
        WorkingPatternFactory(helper=helper, place=own)
        assert [*begun, queries.usual_place(member, [(own, 0), (library, 1)])] == [None, library, own]


@pytest.mark.usefixtures("weekdays")
class TestWhoIsSeen:
    @pytest.fixture
    def person(self, kind, library):
        return book(kind, library)

    @pytest.fixture
    def sensitive(self, kind, person):
        kind.is_sensitive = True
        kind.save()
        return person

    def seen(self, member, number):
        names = [one.name for one in queries.coming_by_name(access.participants_seen_by(member), "BERG", NOW)]
        try:
            return names, access.get_participant(member, number).name
        except (Http404, PermissionDenied) as refused:
            return names, type(refused)

    def test_anybody_by_helpers(self, bjorkhamn, person):
        member = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER)
        assert self.seen(member, person.pk) == (["Alva Berg"], "Alva Berg")

    def test_who_comes_for_something_sensitive_by_the_helper_and_coordinators(self, bjorkhamn, kim, sensitive):
        kim.user = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER).user
        kim.save()
        colleague, coordinator = (
            MembershipFactory(municipality=bjorkhamn, role=role) for role in (Role.EDITOR, Role.COORDINATOR)
        )
        members = (kim.user.memberships.get(), colleague, coordinator)
        all_of_it = (["Alva Berg"], "Alva Berg")
        assert [self.seen(one, sensitive.pk) for one in members] == [all_of_it, ([], PermissionDenied), all_of_it]

    def test_nobody_by_another_towns_administrator(self, egesund, person):
        member = MembershipFactory(municipality=egesund, role=Role.ADMINISTRATOR)
        assert self.seen(member, person.pk) == ([], Http404)

    def test_who_has_been_or_has_cancelled_is_not_coming(self, bjorkhamn, kind, library, person):
        member = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER)
        actions.cancel(book(kind, library, moment("2026-11-23 11:00")), front=FRONT, now=NOW)
        later = moment("2026-11-23 10:31")
        seen = access.participants_seen_by(member)
        assert [queries.coming_by_name(seen, "alva", now) for now in (NOW, later)] == [[person], []]


class TestOffers:
    def test_next_times_here_and_the_first_elsewhere(self, bjorkhamn, kind, library, weekdays):
        other = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=other, kinds=[kind])
        found = offers(Ask(kind, "on_site"), library, MONDAY, NOW)
        here = [TEN + number * timedelta(minutes=30) for number in range(OFFERED_HERE)]
        assert [one.starts for one in found.here] == here
        assert [(one.starts, one.place) for one in found.elsewhere] == [(TEN, other)]

    def test_staff_offer_without_notice_and_further_ahead(self, kind, library, weekdays):
        kind.notice_minutes = 600
        first = MONDAY + timedelta(days=70)
        found = [offers(Ask(kind, "on_site"), library, day, NOW).here[0].starts for day in (MONDAY, first)]
        assert found == [TEN, moment("2027-02-01 10:00")]

    def test_when_nothing_is_free_soon_one_looks_further(self, kim, kind, library, weekdays):
        AbsenceFactory(helper=kim, span=(NOW, NOW + SOON + timedelta(days=7)))
        assert offers(Ask(kind, "on_site"), library, MONDAY, NOW).here[0].starts == moment("2026-12-14 10:00")

    def test_most_booked_kind_comes_first(self, bjorkhamn, kind, library, weekdays):
        first, second = (AppointmentKindFactory(municipality=bjorkhamn, slug=slug, **RULES) for slug in "ab")
        AppointmentKindFactory(municipality=bjorkhamn)
        weekdays.kinds.add(first, second, AppointmentKindFactory(municipality=bjorkhamn, is_active=False))
        book(second, library)
        assert kinds_at(library, NOW) == [second, first, kind]
