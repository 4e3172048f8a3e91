"""Learning leaves row by row, without persons, as files that others' programs read."""

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories.places import PlaceFactory
from tests.measurement.conftest import BEFORE
from tests.measurement.test_learnt import LEARNT, give, learn
from tests.measurement.test_practising import lines
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.learning.models import Counted

PACKAGES = Path(__file__).parents[2] / ".cache" / "npm"
# Learning Locker's own judge of statements; what it finds wrong, of each.
JUDGE = """
const judge = require("xapi-validation").default;
const statements = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(statements.map((one) => judge(one).map((wrong) => wrong.constructor.name))));
"""
LAST_MONTH = {"period": f"{BEFORE:%Y-%m}.1"}


@pytest.fixture
def coordinator(client, bjorkhamn):
    sign_in(client, Role.COORDINATOR, bjorkhamn)
    return client


@pytest.fixture
def judged(tmp_path):
    """What is wrong with each of some statements."""
    for package in ("xapi-validation-2.1.4", "rulr-4.0.2", "lodash-4.17.21"):
        (tmp_path / package.rpartition("-")[0]).symlink_to(PACKAGES / package)

    def judge(statements):
        env = os.environ | {"NODE_PATH": str(tmp_path)}
        words = json.dumps(statements)
        told = subprocess.run(["node", "-e", JUDGE], input=words, env=env, text=True, capture_output=True, check=True)
        return json.loads(told.stdout)

    return judge


def statements(client):
    return json.loads(client.get(f"{LEARNT}xapi.json", LAST_MONTH).getvalue())


@pytest.mark.usefixtures("edition", "course")
def test_every_kind_of_statement_is_right_to_somebody_elses_judge(coordinator, edition, course, judged):
    for what in Counted:
        module = "" if what == Counted.COMPLETED else "browser"
        learn(edition, what, 3, module=module, lesson="b" if what == Counted.REACHED else "", day=BEFORE)
    give(course, ("", None), ("", None), day=BEFORE)
    found = statements(coordinator)
    assert [one["verb"]["id"].rpartition("/")[2] for one in found] == [
        "initialized", "experienced", "passed", "failed", "completed", "completed", "attended", "attended",
    ]  # fmt: skip
    assert judged(found) == [[]] * 8


def test_the_judge_sees_what_is_wrong(judged):
    assert judged([{"actor": {"objectType": "Group"}, "version": "one"}]) != [[]]


def test_a_count_is_a_statement_of_all_who_learn(coordinator, edition):
    learn(edition, Counted.PROVED, 4, day=BEFORE)
    [found] = statements(coordinator)
    home = "http://testserver/bjorkhamn/sv/"
    assert found["actor"] == {"objectType": "Group", "account": {"homePage": home, "name": "learners"}}
    assert found["object"]["id"] == f"{home}learn/base/browser/"
    assert coordinator.get(found["object"]["id"]).status_code == 200
    assert found["result"] == {
        "completion": True, "extensions": {"urn:verkstad:xapi:times": 4, "urn:verkstad:xapi:way": "test"},
    }  # fmt: skip
    assert found["context"]["extensions"] == {"urn:verkstad:xapi:digcomp": ["1.1", "4.2"]}


def test_a_statement_keeps_its_id(coordinator, edition):
    learn(edition, Counted.STARTED, 4, day=BEFORE)
    assert [one["id"] for one in statements(coordinator)] == [one["id"] for one in statements(coordinator)]


def test_what_is_counted_today_is_not_told_yet(coordinator, edition):
    learn(edition, Counted.STARTED, 4, day=timezone.localdate())
    assert json.loads(coordinator.get(f"{LEARNT}xapi.json").getvalue()) == []


def test_records_are_of_one_package_when_that_is_asked_for(coordinator, edition, course):
    learn(edition, Counted.STARTED, 4, day=BEFORE)
    give(course, ("", None), day=BEFORE)
    course.package = None
    course.save()
    asked = LAST_MONTH | {"package": edition.package_id}
    assert len(json.loads(coordinator.get(f"{LEARNT}xapi.json", asked).getvalue())) == 1
    assert len(lines(coordinator.get(f"{LEARNT}sign-ups.csv", asked))) == 1


def test_a_free_standing_course_is_of_no_package(coordinator, course):
    give(course, ("", None), day=BEFORE)
    course.package = None
    course.save()
    assert "contextActivities" not in statements(coordinator)[0]["context"]


def test_sign_ups_are_rows_without_name_age_and_unit(coordinator, course, bjorkhamn):
    library = PlaceFactory(municipality=bjorkhamn, name={"sv": "Biblioteket"})
    give(course, ("65_79", None), ("", None), day=BEFORE, place=library)
    give(course, ("", None), day=BEFORE + timedelta(days=3))
    day, later = BEFORE.isoformat(), (BEFORE + timedelta(days=3)).isoformat()
    assert lines(coordinator.get(f"{LEARNT}sign-ups.csv", LAST_MONTH)) == [
        ["Course", "Date", "Place", "Language", "For whom", "State", "Occasions", "Came to"],
        ["Nätet", day, "Biblioteket", "sv", "Everybody", "Has a seat", "2", "2"],
        ["Nätet", day, "Biblioteket", "sv", "Everybody", "Has a seat", "2", "1"],
        ["Nätet", later, "", "sv", "Everybody", "Has a seat", "2", "2"],
    ]


@pytest.mark.parametrize("file", ["sign-ups.csv", "xapi.json"])
def test_rows_are_for_coordinators(client, bjorkhamn, file):
    sign_in(client, Role.EDITOR, bjorkhamn)
    assert client.get(LEARNT + file).status_code == 403
