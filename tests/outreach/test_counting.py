"""Whatever is logged, in whatever order, the cascade says what plain counting says, and no seat counts twice."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.outreach import AmbassadorFactory, AreaFactory, another, attend, teach
from verkstad.courses.models import Unit
from verkstad.learning import receipts
from verkstad.learning.models import Way
from verkstad.outreach.actions import occasions
from verkstad.outreach.actions.ambassadors import InACircle, tell_trainer
from verkstad.outreach.actions.sequels import Told, tell
from verkstad.outreach.cascade import Sums
from verkstad.outreach.models import Did, Group, Occasion
from verkstad.outreach.queries.ambassadors import cascade_of

# Some more than others, so that steps meet.
WHO, AT = st.sampled_from([0, 0, 0, 1, 1, 2, 3]), st.sampled_from([0, 0, 0, 1, 2])
FOUR = st.integers(0, 3)
DAYS = [date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 10)]
# On which of these days there are sessions of each course date.
HELD = [{0, 2}, {0}, {1}]
STEPS = st.one_of(
    st.tuples(st.just("report"), WHO, AT, st.integers(1, 20), FOUR, st.booleans()),
    st.tuples(st.just("teach"), WHO, AT),
    st.tuples(st.just("come"), AT, FOUR),
    st.tuples(st.just("log"), WHO, AT, FOUR),
    st.tuples(st.just("take_back"), WHO, FOUR),
    st.tuples(st.just("cancel"), st.just(2)),
    st.tuples(st.just("tell"), WHO, st.sampled_from(Did), FOUR),
    st.tuples(st.just("trained"), WHO, FOUR),
)


@dataclass
class Counted:
    """An occasion, as somebody with pen and paper keeps it."""

    pk: int
    who: int
    area: int
    number: int = 0
    day: int | None = None
    at: int | None = None
    is_apart: bool = False
    others: set[int] = field(default_factory=set)


class Town:
    """Takes each step in the database and on paper, and holds that both refuse the same."""

    def __init__(self, municipality, edition, course, first):
        self.edition, self.municipality = edition, municipality
        self.dates = [first, another(course, first), another(course, first, days=1)]
        units = [Unit.objects.create(municipality=municipality, name=name, kind="unit") for name in "AB"]
        self.four = [AmbassadorFactory(municipality=municipality, unit=units[number % 2]) for number in range(4)]
        self.areas = [*(AreaFactory(municipality=municipality, name=name) for name in "XYZ"), None]
        self.receipts = [receipts.receipt(edition, "browser", Way.TEST) for _ in range(3)]
        self.paper: list[Counted] = []
        self.teachers = [set(), set(), set()]
        self.there, self.used, self.cancelled = Counter(), set(), set()
        self.told = {who: Sums() for who in range(4)}
        self.above = dict.fromkeys(range(4))

    def report(self, who, day, number, area, is_apart):
        told = {"group": Group.SENIORS, "area": self.areas[area], "is_apart": is_apart}
        data = occasions.OccasionData(self.edition.package, number, day=DAYS[day], **told)
        held = [at for at in range(3) if day in HELD[at] and who in self.teachers[at] and at not in self.cancelled]
        try:
            made = occasions.log_occasion(self.four[who], data, press=uuid4())
        except occasions.AtCourse:
            assert held
            assert not is_apart
        else:
            assert is_apart or not held
            self.paper.append(Counted(made.pk, who, area, number, day, is_apart=is_apart))

    def teach(self, who, at):
        if who not in self.teachers[at]:
            teach(self.dates[at], self.four[who])
            self.teachers[at].add(who)

    def come(self, at, sessions):
        """One more has a seat, and is at none, one or both of the sessions."""
        all_of_it = self.dates[at].sessions.order_by("span")
        those = [one for place, one in enumerate(all_of_it) if sessions & (place + 1)]
        attend(self.dates[at], 1, those)
        self.there[at] += bool(those)

    def log(self, who, at, area):
        mine = [one for one in self.paper if one.who == who and one.day in HELD[at] and not one.is_apart]
        try:
            made = occasions.log_course_date(
                self.four[who], self.dates[at], group=Group.COLLEAGUES, area=self.areas[area]
            )
        except occasions.NotTaught:
            assert who not in self.teachers[at] or at in self.cancelled
        except occasions.Reported:
            assert mine
        else:
            assert who in self.teachers[at]
            assert not mine
            logged = next((one for one in self.paper if one.at == at), None)
            if logged is None:
                self.paper.append(Counted(made.pk, who, area, at=at))
            elif logged.who != who:
                logged.others.add(who)

    def take_back(self, who, which):
        mine = [one for one in self.paper if who == one.who or who in one.others]
        if not mine:
            return
        one = mine[which % len(mine)]
        occasions.take_back(Occasion.objects.get(pk=one.pk), ambassador=self.four[who], by="x")
        if who != one.who:
            one.others.remove(who)
        elif one.others:
            one.who = min(one.others)
            one.others.remove(one.who)
        else:
            self.paper.remove(one)

    def cancel(self, at):
        self.cancelled.add(at)
        self.dates[at].cancelled_at = timezone.now()
        self.dates[at].save()

    def tell(self, who, did, receipt):
        shown = self.receipts[receipt : receipt + 1] if did == Did.TEST else []
        try:
            with transaction.atomic():
                tell(self.four[who], [did], press=uuid4(), shown=shown)
        except Told:
            assert self.used & set(shown)
        else:
            assert not self.used & set(shown)
            self.used |= set(shown)
            is_test = did == Did.TEST
            self.told[who] += Sums(tests=is_test, proved=bool(shown), teaches=not is_test)

    def trained(self, who, above):
        line, one = [], above
        while one is not None:
            line.append(one)
            one = self.above[one]
        try:
            tell_trainer(self.four[who], self.four[above], by="x")
        except InACircle:
            assert who in line
        else:
            assert who not in line
            self.above[who] = above

    def people(self, one):
        return one.number if one.at is None else self.there[one.at]

    def own(self, who):
        mine = [one for one in self.paper if one.who == who]
        counted = sum(self.people(one) for one in mine if one.at is not None)
        return replace(self.told[who], counted=counted, reported=sum(one.number for one in mine))

    def whole(self, who):
        return sum((self.whole(one) for one in range(4) if self.above[one] == who), self.own(who))

    def areas_counted(self):
        found = Counter()
        for one in self.paper:
            found[one.area] += self.people(one)
        return [found[area] for area in range(4)]

    def compare(self):
        found = cascade_of(self.municipality, hides_small=False)
        branches = list(found.roots)
        for branch in branches:
            branches.extend(branch.trained)
        shown = {branch.ambassador.pk: (branch.own, branch.whole) for branch in branches}
        assert shown == {one.pk: (self.own(who), self.whole(who)) for who, one in enumerate(self.four)}
        beside = [sum(self.people(one) for one in self.paper if who in one.others) for who in range(4)]
        assert [found.shared[one.pk] for one in self.four] == beside
        assert [row.sums for row in found.units] == [self.own(unit) + self.own(unit + 2) for unit in range(2)]
        assert [row.people for row in found.areas] == self.areas_counted()
        assert found.total == sum(map(self.own, range(4)), Sums())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=10, max_size=30))
def test_cascade_says_what_plain_counting_says(bjorkhamn, edition, course, course_date, steps):
    with transaction.atomic():
        town = Town(bjorkhamn, edition, course, course_date)
        for name, *values in steps:
            getattr(town, name)(*values)
        town.compare()
        # Nothing of it is there for the next example.
        transaction.set_rollback(True)
