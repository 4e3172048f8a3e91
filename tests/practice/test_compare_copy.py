"""The command that compares a recorded copy with the service of today."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.practice import CHECKED
from tests.practice.services import plot, server, walking
from verkstad.practice.actions.copies import publish
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.management.commands.compare_copy import Command
from verkstad.practice.queries.shipped import shipped_copies

[PLOTS] = [one for one in shipped_copies() if one.document.key == "garden-plot"]


@pytest.fixture
def edition(bjorkhamn):
    edition = publish(take_shipped(PLOTS, municipality=bjorkhamn), checked_on=CHECKED, by="second")
    # As she who is known to the service is called.
    edition.persona.fields = plot.PEOPLE["ingegerd"]
    edition.persona.save()
    return edition


@pytest.fixture
def walk(record, tmp_path_factory):
    file = tmp_path_factory.mktemp("walk") / "today.zip"

    def walked(walk):
        record("/plot/start", file, walk)
        return file

    return walked


def compare(*arguments):
    out = StringIO()
    try:
        call_command("compare_copy", "bjorkhamn", "garden-plot", "sv", *arguments, stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


def test_it_walks_by_itself_and_notes_that_nothing_has_changed(edition, services, monkeypatch):
    monkeypatch.setattr(Command, "_wait_for_person", lambda self, recorder: walking.press(recorder, "Ingegerd"))
    address = f"{services}/plot/start"
    assert compare(address, "--headless", "--checked", "--never", server.EID_HOST) == ["The service is as in the copy."]
    edition.refresh_from_db()
    assert edition.checked_on == timezone.localdate()


def test_it_tells_where_the_walk_ended(edition, services):
    assert compare(f"{services}/bin/start", "--headless", "--never", server.EID_HOST)[-1] == (
        "The walk ended early: “Ansök om odlingslott” has nothing left to do this with: "
        "Du undrar vad en lott kostar. Tryck på Vad kostar det?"
    )


def test_it_compares_a_walk_by_hand_and_marks_nothing_when_something_changed(edition, walk):
    file = walk(lambda recorder: walking.press(recorder, "Vad kostar det?"))
    told = compare("http://127.0.0.1/", "--walk", str(file), "--checked")
    assert told[-1] == "The service is not as in the copy any more."
    assert "Ansökan är skickad – Odlingslott: The screen is gone." in told
    edition.refresh_from_db()
    assert edition.checked_on == CHECKED


def test_what_is_not_there_is_said(bjorkhamn, tmp_path):
    assert compare("http://x/") == ["bjorkhamn shows no recorded copy garden-plot in the language sv."]


def test_a_walk_that_is_none_is_refused(edition, tmp_path):
    file = tmp_path / "walk.zip"
    assert compare("http://x/", "--walk", str(file)) == [f"There is no file {file}."]
    file.write_bytes(b"no zip")
    assert compare("http://x/", "--walk", str(file)) == ["The walk is cut off half-way, or is no zip file."]
