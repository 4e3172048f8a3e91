"""A service is walked again with the steps of its copy, and what has changed in it is told."""

from dataclasses import replace

import pytest

from tests.practice.services import server, walking
from verkstad.practice.queries.shipped import shipped_copies
from verkstad.practice.recorded import compare, stored
from verkstad.practice.recorded.rewalk import Lost, Planned, Rewalk
from verkstad.practice.recorded.tree import leaves, with_fields
from verkstad.practice.texts import filled

COPIES = {one.document.key: one for one in shipped_copies() if one.file}
PERSON = {"garden-plot": ("plot", "ingegerd"), "move-bin": ("bin", "birthe")}


def rewalk(key):
    shipped, person = COPIES[key], server.PEOPLE[PERSON[key][1]]
    kept = shipped.recorded.screens

    def planned(screen):
        tree = stored.read(kept[screen.key].tree) if screen.key in kept else None
        return Planned(screen.title, tree, [replace(one, value=filled(one.value, person)) for one in screen.steps])

    screens = [planned(screen) for screen in shipped.document.screens]
    return Rewalk(screens, lambda recorder: walking.press(recorder, person["given_name"]))


def changes(rewalked, key):
    copy = [screen.tree for screen in rewalked.screens]
    return [str(one) for one in compare.changes(copy, rewalked.today, server.PEOPLE[PERSON[key][1]])]


@pytest.mark.parametrize("key", COPIES)
def test_in_a_service_that_is_as_it_was_all_steps_are_done_and_nothing_has_moved(record, tmp_path, key):
    again = rewalk(key)
    record(f"/{PERSON[key][0]}/start", tmp_path / "today.zip", again.walk)
    assert changes(again, key) == []
    assert len(again.today) == len(again.screens)


def started_otherwise(key, was, today):
    """The copy's first screen says ``was`` where the service says ``today``."""
    again = rewalk(key)
    first = again.screens[0]
    texts = {leaf: text.replace(today, was) for leaf, text in leaves(first.tree) if today in text}
    return Rewalk([replace(first, tree=with_fields(first.tree, texts))], again.prove)


def test_what_has_moved_on_the_way_is_told(record, tmp_path):
    again = started_otherwise("garden-plot", "Hör av dig", "Kontakta oss")
    record("/plot/start", tmp_path / "today.zip", again.walk)
    screen = "Ansök om odlingslott – Odlingslott"
    assert changes(again, "garden-plot") == [
        f"{screen}: The link “Hör av dig” is gone.",
        f"{screen}: The link “Kontakta oss” is new.",
    ]


def test_where_a_step_has_nothing_left_to_be_done_with_the_walk_stops(record, tmp_path):
    again = started_otherwise("garden-plot", "Priser", "Vad kostar det?")
    with pytest.raises(Lost) as lost:
        record("/plot/start", tmp_path / "today.zip", again.walk)
    goal = "Du undrar vad en lott kostar. Tryck på Vad kostar det?"
    assert str(lost.value) == f"“Ansök om odlingslott” has nothing left to do this with: {goal}"
    assert len(again.today) == 1


def test_what_cannot_be_filled_in_as_before_stops_it_too(record, tmp_path, monkeypatch):
    monkeypatch.setattr("verkstad.practice.recorded.rewalk._PATIENCE", 500)
    again = rewalk("garden-plot")
    [step] = again.screens[0].steps
    screen = replace(again.screens[0], steps=[replace(step, expect="choose", value="x")])
    with pytest.raises(Lost, match="no longer lets one do this"):
        record("/plot/start", tmp_path / "today.zip", Rewalk([screen], again.prove).walk)
