"""Walks that tests record, and two of each service that they share."""

import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.practice.recorded.trees import walk_of
from tests.practice.services import bin_move, plot, server, walking
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.copies import CopyData, save_persona
from verkstad.practice.actions.recordings import Walks, add_recorded_copy
from verkstad.practice.documents import PERSONA_FIELDS, PersonaDocument
from verkstad.practice.models import Edition
from verkstad.practice.recorded import hosts, recorder, recording
from verkstad.practice.recorded.recorder import Recorder, Report
from verkstad.practice.recorded.recording import Recording


@pytest.fixture(scope="session")
def services() -> Iterator[str]:
    with server.running() as address:
        yield address


@pytest.fixture(scope="session")
def record(services: str) -> Callable[[str, Path, Callable[[Recorder], None]], Report]:
    """Headless, in a thread of its own: Playwright takes one event loop to a thread, and journeys have this one."""

    def walked(start: str, file: Path, walk: Callable[[Recorder], None]) -> Report:
        places = hosts.hosts(services, never=[server.EID_HOST])
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(recorder.record, services + start, file, walk, places, headless=True).result()

    return walked


@pytest.fixture(scope="session")
def walks(record, tmp_path_factory) -> Callable[[str], tuple[Recording, Recording]]:
    """Of "plot" or "bin", by both people of the service; walked when it is first asked for, once for all processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    done = {}

    def of(service: str) -> tuple[Recording, Recording]:
        if service not in done:
            with (folder / f"{service}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                done[service] = tuple(map(walk_by, PEOPLE[service]))
        return done[service]

    def walk_by(key: str) -> Recording:
        service, walk = ("plot", walking.apply_for_plot) if key in plot.PEOPLE else ("bin", walking.have_bin_moved)
        person = server.PEOPLE[key]
        file = folder / f"{key}.zip"
        if not file.exists():
            record(f"/{service}/start", file, lambda recorder: walk(recorder, person))
        return recording.read(file)

    return of


PEOPLE = {"plot": plot.PEOPLE, "bin": bin_move.PEOPLE}


@pytest.fixture
def recorded_copy(walks) -> Callable[..., Edition]:
    """A draft of two walks, with the people who walked."""

    def make(service: str, municipality: Municipality, key: str = "", **changes: object) -> Edition:
        country, language = {"plot": ("SE", "sv"), "bin": ("DK", "da")}[service]
        people = tuple(
            save_persona(
                PersonaDocument(name, country, {field: person[field] for field in PERSONA_FIELDS}, {}),
                municipality=municipality,
            )
            for name, person in PEOPLE[service].items()
        )
        return add_recorded_copy(
            CopyData(key or service, language),
            Walks(*(changes.pop("walks", None) or walks(service)), people),
            **{"title": "Inspelad", "intro": "Öva.", "municipality": municipality, "by": "recorder"} | changes,
        )

    return make


@pytest.fixture
def screens_copy(bjorkhamn: Municipality, recorded_copy: Callable[..., Edition]) -> Callable[..., Edition]:
    """Of two walks that saw the same screens, with no browser."""

    def make(*screens: object, key: str = "short") -> Edition:
        return recorded_copy("plot", bjorkhamn, key=key, walks=[walk_of(*screens)] * 2)

    return make
