"""What was taught is told once, by whoever taught it, and no seat counts twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.outreach import AmbassadorFactory, OccasionFactory, attend, teach
from verkstad.core.models import AuditEntry
from verkstad.outreach.actions import occasions as actions
from verkstad.outreach.cascade import Sums
from verkstad.outreach.models import Group, Occasion
from verkstad.outreach.queries import occasions as queries
from verkstad.outreach.queries.dates import to_log

FIRST_DAY = date(2026, 11, 3)


def data(package, **changes):
    values = {"package": package, "number": 8, "group": Group.SENIORS, "day": date(2026, 11, 2), "where": "Kajen"}
    return actions.OccasionData(**values | changes)


def log(ambassador, package, *, press=None, **changes):
    return actions.log_occasion(ambassador, data(package, **changes), press=press or uuid4())


def sums(municipality):
    return queries.sums_by_ambassador(municipality, queries.taught_in(municipality))


def people(occasion):
    return queries.with_people(Occasion.objects.filter(pk=occasion.pk)).get().people


class TestReported:
    def test_is_what_the_ambassador_says(self, bo, package):
        occasion = log(bo, package)
        assert (occasion.number, occasion.day, occasion.where) == (8, date(2026, 11, 2), "Kajen")
        assert sums(bo.municipality) == {bo.pk: Sums(reported=8)}

    def test_leaves_a_row_in_the_trail(self, bo, package):
        log(bo, package)
        entry = AuditEntry.objects.get(action="occasion.logged")
        assert (entry.municipality, entry.details) == ("bjorkhamn", {"number": 8})

    def test_button_pressed_twice_logs_once(self, bo, package):
        press = uuid4()
        assert log(bo, package, press=press) == log(bo, package, press=press)

    def test_day_ahead_is_refused(self, bo, package):
        with pytest.raises(actions.AheadOfNow):
            log(bo, package, day=timezone.localdate() + timedelta(days=1))

    @pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 11, 11)])
    def test_day_outside_the_term_is_refused(self, bo, package, day):
        bo.ends_on = date(2026, 11, 10)
        with pytest.raises(actions.OutsideTerm):
            log(bo, package, day=day)

    @pytest.mark.parametrize("number", [0, -3, 501])
    def test_absurd_number_is_refused(self, bo, package, number):
        with pytest.raises(actions.NotANumber):
            log(bo, package, number=number)

    def test_database_refuses_an_absurd_number_too(self, bo, package):
        with pytest.raises(IntegrityError), transaction.atomic():
            OccasionFactory(ambassador=bo, package=package, number=501)

    def test_same_package_on_the_day_of_a_course_they_taught_is_asked_about(self, kim, package, course_date):
        teach(course_date, kim)
        with pytest.raises(actions.AtCourse):
            log(kim, package, day=FIRST_DAY)
        assert log(kim, package, day=FIRST_DAY, is_apart=True).number == 8
        assert log(kim, package, day=FIRST_DAY + timedelta(days=1)).number == 8

    def test_can_be_corrected_as_it_can_be_logged(self, bo, package):
        occasion = log(bo, package)
        actions.change_occasion(occasion, data(package, number=3), by="bo")
        assert people(occasion) == 3
        with pytest.raises(actions.NotANumber):
            actions.change_occasion(occasion, data(package, number=0), by="bo")

    def test_taken_back_is_gone(self, bo, package):
        actions.take_back(log(bo, package), ambassador=bo, by="bo")
        assert Occasion.objects.count() == 0


class TestAtCourse:
    def test_number_is_that_of_those_who_were_there_each_once(self, kim, course_date):
        teach(course_date, kim)
        attend(course_date, 5)
        occasion = actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert (occasion.number, people(occasion), occasion.day) == (None, 5, FIRST_DAY)

    def test_nobody_noted_yet_is_none(self, kim, course_date):
        teach(course_date, kim)
        assert people(actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)) == 0

    def test_two_who_taught_share_the_occasion(self, kim, bo, course_date):
        teach(course_date, kim, bo)
        attend(course_date, 4)
        one = actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        other = actions.log_course_date(bo, course_date, group=Group.COLLEAGUES)
        assert one == other
        assert [occasion.people for occasion in queries.of_ambassador(bo)] == [4]
        assert sums(kim.municipality) == {kim.pk: Sums(counted=4)}
        taught = queries.taught_in(kim.municipality)
        assert queries.shared_by_ambassador(kim.municipality, taught) == {bo.pk: 4}

    def test_logged_twice_by_the_same_is_one(self, kim, course_date):
        teach(course_date, kim)
        for _ in range(2):
            occasion = actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert (Occasion.objects.count(), occasion.others.count()) == (1, 0)

    def test_database_holds_that_it_is_logged_once(self, kim, bo, course_date):
        OccasionFactory(ambassador=kim, course_date=course_date, number=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            OccasionFactory(ambassador=bo, course_date=course_date, number=None)

    def test_who_did_not_teach_there_is_refused(self, kim, course_date):
        with pytest.raises(actions.NotTaught):
            actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)

    def test_cancelled_one_is_refused(self, kim, course_date):
        teach(course_date, kim)
        course_date.cancelled_at = timezone.now()
        course_date.save()
        with pytest.raises(actions.NotTaught):
            actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)

    def test_one_without_sessions_has_not_been(self, kim, course_date):
        teach(course_date, kim)
        course_date.sessions.all().delete()
        with pytest.raises(actions.AheadOfNow):
            actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)

    def test_one_outside_the_term_is_refused(self, kim, course_date):
        teach(course_date, kim)
        kim.starts_on = FIRST_DAY + timedelta(days=1)
        with pytest.raises(actions.OutsideTerm):
            actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert to_log(kim, timezone.now()) == []

    def test_ready_to_log_are_those_taught_and_not_logged(self, kim, bo, course_date):
        teach(course_date, kim, bo)
        attend(course_date, 2)
        assert [(one, one.people) for one in to_log(bo, timezone.now())] == [(course_date, 2)]
        actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert [to_log(one, timezone.now()) for one in (kim, bo)] == [[], [course_date]]

    def test_what_was_reported_before_is_asked_about(self, kim, package, course_date):
        """They were noted as a teacher afterwards, or the course was."""
        reported = log(kim, package, day=FIRST_DAY)
        teach(course_date, kim)
        with pytest.raises(actions.Reported) as refused:
            actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        assert refused.value.occasion == reported
        actions.change_occasion(reported, data(package, day=FIRST_DAY, is_apart=True), by="kim")
        assert actions.log_course_date(kim, course_date, group=Group.COLLEAGUES) != reported

    def test_group_and_area_can_be_corrected(self, kim, course_date, area):
        teach(course_date, kim)
        occasion = actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        actions.change_at_course(occasion, group=Group.SENIORS, area=area, by="kim")
        occasion.refresh_from_db()
        assert (occasion.group, occasion.area) == (Group.SENIORS, area)

    def test_taken_back_by_one_stays_for_the_other(self, kim, bo, course_date):
        teach(course_date, kim, bo)
        for one in (kim, bo):
            occasion = actions.log_course_date(one, course_date, group=Group.COLLEAGUES)
        actions.take_back(occasion, ambassador=kim, by="kim")
        occasion.refresh_from_db()
        assert (occasion.ambassador, occasion.others.count()) == (bo, 0)
        actions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        actions.take_back(occasion, ambassador=kim, by="kim")
        assert (Occasion.objects.get().ambassador, occasion.others.count()) == (bo, 0)
        actions.take_back(occasion, ambassador=bo, by="bo")
        assert Occasion.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_course_date_logged_by_many_at_the_same_moment_is_one_occasion(bjorkhamn, course_date):
    those = [
        AmbassadorFactory(municipality=bjorkhamn, member=MembershipFactory(municipality=bjorkhamn)) for _ in range(6)
    ]
    teach(course_date, *those)
    attend(course_date, 3)
    ready = Barrier(len(those))

    def at_once(ambassador):
        try:
            ready.wait()
            return actions.log_course_date(ambassador, course_date, group=Group.COLLEAGUES).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(those)) as threads:
        logged = set(threads.map(at_once, those))
    occasion = Occasion.objects.get()
    assert (logged, occasion.others.count()) == ({occasion.pk}, 5)
    assert sum(one.taught for one in sums(bjorkhamn).values()) == 3
