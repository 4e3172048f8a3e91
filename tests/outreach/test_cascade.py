"""Sums by tree, by unit, by area and in total."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.outreach import AreaFactory, OccasionFactory, another, attend, teach
from verkstad.core.privacy import Mark
from verkstad.outreach import cascade
from verkstad.outreach.actions import occasions
from verkstad.outreach.actions.sequels import tell
from verkstad.outreach.models import Did, Group
from verkstad.outreach.queries.ambassadors import cascade_of


@pytest.mark.django_db
class TestSums:
    def test_seat_of_two_teachers_counts_once_and_is_shown_for_both(self, bjorkhamn, kim, bo, course_date):
        teach(course_date, kim, bo)
        attend(course_date, 3)
        for one in (bo, kim):
            occasions.log_course_date(one, course_date, group=Group.COLLEAGUES)
        found = cascade_of(bjorkhamn, hides_small=False)
        assert (found.total.taught, found.shared) == (3, {kim.pk: 3})

    def test_who_sat_at_two_course_dates_sat_on_two_seats(self, bjorkhamn, kim, course, course_date):
        """Nobody knows that it was the same person: the names are forgotten."""
        for date in (course_date, another(course, course_date)):
            teach(date, kim)
            attend(date, 1)
            occasions.log_course_date(kim, date, group=Group.COLLEAGUES)
        assert cascade_of(bjorkhamn, hides_small=False).total.taught == 2

    def test_those_who_came_before_it_was_cancelled_were_taught(self, bjorkhamn, kim, course_date):
        teach(course_date, kim)
        attend(course_date, 2, course_date.sessions.order_by("span")[:1])
        occasions.log_course_date(kim, course_date, group=Group.COLLEAGUES)
        course_date.cancelled_at = timezone.now()
        course_date.save()
        assert cascade_of(bjorkhamn, hides_small=False).total.taught == 2

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
