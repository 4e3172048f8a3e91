"""Sums by tree, by unit, by area and in total agree, whatever was logged, and the tree stays one."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.outreach import AmbassadorFactory, AreaFactory, OccasionFactory, attend, teach
from verkstad.core.privacy import Mark
from verkstad.courses.models import Unit
from verkstad.outreach import cascade
from verkstad.outreach.actions import occasions
from verkstad.outreach.actions.ambassadors import InACircle, tell_trainer
from verkstad.outreach.actions.sequels import tell
from verkstad.outreach.models import Did, Group
from verkstad.outreach.queries.ambassadors import cascade_of

FEW = st.integers(0, 3)


@pytest.mark.django_db
class TestSums:
    def test_seat_of_two_teachers_counts_once_and_is_shown_for_both(self, bjorkhamn, kim, bo, course_date):
        teach(course_date, kim, bo)
        attend(course_date, 3)
        for one in (bo, kim):
            occasions.log_course_date(one, course_date, group=Group.COLLEAGUES)
        found = cascade_of(bjorkhamn, hides_small=False)
        assert (found.total.taught, found.shared) == (3, {kim.pk: 3})

    def test_what_was_told_afterwards_is_summed_up(self, bjorkhamn, bo):
        tell(bo, [Did.TEST, Did.TEACHES], press=uuid4())
        assert cascade_of(bjorkhamn, hides_small=False).total == cascade.Sums(tests=1, teaches=1)

    def test_goals_are_summed_up(self, bjorkhamn, kim, bo):
        assert cascade_of(bjorkhamn, hides_small=False).goal == 110

    def test_small_numbers_of_areas_are_hidden_from_others(self, bjorkhamn, bo, package, area):
        OccasionFactory(ambassador=bo, package=package, number=2, area=area)
        OccasionFactory(ambassador=bo, package=package, number=20)
        marks = [[row.mark for row in cascade_of(bjorkhamn, hides_small=hides).areas] for hides in (True, False)]
        assert marks == [[Mark.FEW, Mark.HELD], [Mark.SHOWN, Mark.SHOWN]]

    def test_share_is_of_the_residents_where_they_are_known(self, bjorkhamn, bo, package, area):
        AreaFactory(municipality=bjorkhamn, name="Söder")
        OccasionFactory(ambassador=bo, package=package, number=10, area=area)
        assert [row.share for row in cascade_of(bjorkhamn, hides_small=False).areas] == [2.5, None, None]

    def test_of_another_town_is_not_there(self, egesund, bo, package):
        OccasionFactory(ambassador=bo, package=package)
        assert cascade_of(egesund, hides_small=False).total == cascade.NOTHING

    def test_it_takes_five_queries_however_many_there_are(self, kim, bo, package, django_assert_num_queries):
        OccasionFactory(ambassador=bo, package=package)
        with django_assert_num_queries(5):
            cascade_of(bo.municipality, hides_small=True)


# Each example is taken back, so that nothing of it is there for the next.
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(FEW, FEW), max_size=8),
    reported=st.lists(st.tuples(FEW, st.integers(1, 20), FEW), max_size=6),
    shared=st.lists(st.lists(FEW, min_size=1, max_size=4), max_size=2),
)
def test_all_sums_agree_and_the_tree_stays_one(bjorkhamn, package, course, course_date, told, reported, shared):
    """``told``: who says whom they were trained by; ``reported``: who, how many, where; ``shared``: who logs a date."""
    before = transaction.savepoint_create()
    four, areas = _made(bjorkhamn)
    expected = 0
    for who, above in told:
        try:
            tell_trainer(four[who], four[above], by="x")
        except InACircle:
            assert who == above or four[who] in _above(four[above])
    for who, number, where in reported:
        expected += number
        values = {"ambassador": four[who], "package": package, "number": number, "area": areas[where]}
        OccasionFactory(**values, day=course_date.closes_at.date() + timedelta(days=1))
    for number, those in zip(count(1), shared, strict=False):
        date = course_date if number == 1 else _another(course, course_date)
        teach(date, *{four[who].pk: four[who] for who in those}.values())
        attend(date, number)
        expected += number
        for who in those:
            occasions.log_course_date(four[who], date, group=Group.COLLEAGUES)
    found = cascade_of(bjorkhamn, hides_small=False)
    sums = [
        cascade.total(one.whole for one in found.roots).taught,
        sum(one.sums.taught for one in found.units),
        sum(one.people for one in found.areas),
        found.total.taught,
    ]
    assert sums == [expected] * 4
    transaction.savepoint_rollback(before)


def _made(bjorkhamn):
    units = [Unit.objects.create(municipality=bjorkhamn, name=name, kind="unit") for name in "AB"]
    four = [AmbassadorFactory(municipality=bjorkhamn, unit=units[number % 2]) for number in range(4)]
    return four, [*(AreaFactory(municipality=bjorkhamn) for _ in range(3)), None]


def _above(ambassador):
    ambassador.refresh_from_db()
    while ambassador:
        yield ambassador
        ambassador = ambassador.trained_by


def _another(course, date):
    made = course.dates.create(link=date.link, language="sv", opens_at=date.opens_at, closes_at=date.closes_at)
    made.sessions.create(span=date.sessions.order_by("span").first().span)
    return made
