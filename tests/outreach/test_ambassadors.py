"""Who is an ambassador, who trained whom, and areas."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.identity import MembershipFactory
from tests.factories.outreach import AmbassadorFactory, OccasionFactory, unit_of
from verkstad.core.models import AuditEntry
from verkstad.outreach import cascade, tasks
from verkstad.outreach.actions import ambassadors as actions
from verkstad.outreach.actions.ambassadors import AmbassadorData, InACircle, tell_trainer
from verkstad.outreach.cascade import Sums
from verkstad.outreach.models import Ambassador, Area


def data(municipality, **changes):
    values = {"name": "Bo Ask", "unit": unit_of(municipality), "starts_on": date(2026, 1, 1), "goal": 10}
    return AmbassadorData(**values | changes)


class TestAmbassador:
    def test_volunteer_gets_a_code_and_a_link(self, bjorkhamn):
        bo = actions.save_ambassador(data(bjorkhamn), municipality=bjorkhamn)
        assert (len(bo.code), type(bo.log_key)) == (6, UUID)

    def test_member_needs_no_link(self, bjorkhamn, bo):
        member = MembershipFactory(municipality=bjorkhamn)
        actions.save_ambassador(data(bjorkhamn, member=member), municipality=bjorkhamn, ambassador=bo)
        bo.refresh_from_db()
        assert (bo.member, bo.log_key) == (member, None)

    def test_member_is_one_at_most(self, bjorkhamn, kim):
        with pytest.raises(actions.AlreadyAmbassador):
            actions.save_ambassador(data(bjorkhamn, member=kim.member), municipality=bjorkhamn)

    @pytest.mark.parametrize("term", [
        {"starts_on": date(2026, 11, 3)}, {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 11, 1)},
    ])  # fmt: skip
    def test_term_leaves_nothing_out_that_was_taught(self, bjorkhamn, bo, package, term):
        OccasionFactory(ambassador=bo, package=package)
        with pytest.raises(actions.TaughtOutside):
            actions.save_ambassador(data(bjorkhamn, **term), municipality=bjorkhamn, ambassador=bo)

    def test_link_is_renewed_and_switched_off(self, bo):
        before = bo.log_key
        actions.renew_link(bo, by="kim")
        assert bo.log_key != before
        actions.revoke_link(bo, by="kim")
        bo.refresh_from_db()
        assert bo.log_key is None


def test_names_are_forgotten_some_time_after_the_term(bo, kim):
    kim.ends_on = timezone.localdate() - timedelta(days=366)
    bo.ends_on = timezone.localdate() - timedelta(days=364)
    for one in (kim, bo):
        one.starts_on = date(2020, 1, 1)
        one.save()
    for _time in range(2):
        tasks.forget_names()
    names = list(Ambassador.objects.order_by("pk").values_list("name", "member"))
    assert names == [("Bo Ask", None), (kim.code, None)]
    assert AuditEntry.objects.filter(action="ambassador.forgotten").count() == 1


class TestArea:
    def test_name_is_there_once(self, bjorkhamn, area):
        with pytest.raises(actions.NameTaken):
            actions.save_area("Norr", None, municipality=bjorkhamn)
        assert actions.save_area("Norra", 410, municipality=bjorkhamn, area=area).residents == 410

    def test_what_was_taught_in_one_that_is_gone_stays(self, area, bo, package):
        occasion = OccasionFactory(ambassador=bo, package=package, area=area)
        actions.delete_area(area, by="kim")
        occasion.refresh_from_db()
        assert (occasion.area, Area.objects.count()) == (None, 0)


class TestTrainer:
    def test_is_told_and_taken_away(self, kim, bo):
        tell_trainer(bo, kim, by="bo")
        assert bo.trained_by == kim
        tell_trainer(bo, None, by="bo")
        assert bo.trained_by is None

    def test_nobody_trains_themselves(self, kim):
        with pytest.raises(InACircle):
            tell_trainer(kim, kim, by="kim")
        with pytest.raises(IntegrityError), transaction.atomic():
            Ambassador.objects.filter(pk=kim.pk).update(trained_by=kim.pk)

    def test_nor_those_who_trained_them(self, bjorkhamn, kim, bo):
        third = AmbassadorFactory(municipality=bjorkhamn)
        tell_trainer(bo, kim, by="bo")
        tell_trainer(third, bo, by="bo")
        with pytest.raises(InACircle):
            tell_trainer(kim, third, by="kim")


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_at_the_same_moment_make_no_circle(kim, bo):
    ready = Barrier(2)

    def at_once(pair):
        try:
            ready.wait()
            tell_trainer(*pair, by="x")
        except InACircle:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        refused = list(threads.map(at_once, [(kim, bo), (bo, kim)]))
    assert sorted(map(bool, refused)) == [False, True]
    assert Ambassador.objects.filter(trained_by=None).count() == 1


class TestTree:
    def made(self, *parents):
        """Ambassadors 1, 2, … with these parents."""
        return [Ambassador(pk=number, name=str(number), trained_by_id=one) for number, one in enumerate(parents, 1)]

    def test_branch_sums_up_all_below(self):
        sums = {1: Sums(reported=1), 2: Sums(reported=2, tests=1), 3: Sums(counted=4)}
        [root] = cascade.grow(self.made(None, 1, 2), sums)
        assert (root.own, root.whole) == (Sums(reported=1), Sums(counted=4, reported=3, tests=1))
        assert [one.ambassador.pk for one in root.trained] == [2]

    def test_who_was_trained_by_somebody_elsewhere_stands_at_the_top(self):
        assert [one.ambassador.pk for one in cascade.grow(self.made(99), {})] == [1]

    def test_very_deep_one_is_grown(self):
        [root] = cascade.grow(self.made(None, *range(1, 3000)), {3000: Sums(reported=7)})
        assert root.whole.taught == 7

    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 500)), max_size=30))
    def test_roots_sum_up_to_everything(self, drawn):
        """Each is trained by one before them, or by nobody."""
        parents = [one if 0 < one < number else None for number, (one, _) in enumerate(drawn, 1)]
        sums = {number: Sums(reported=people) for number, (_, people) in enumerate(drawn, 1)}
        roots = cascade.grow(self.made(*parents), sums)
        assert cascade.total(one.whole for one in roots) == cascade.total(sums.values())
