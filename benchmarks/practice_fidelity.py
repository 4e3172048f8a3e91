"""How like the screens of the two services of the tests their recorded copies are, to see and to hear, and how large.

Each screen is photographed and listened to in the service, without focus and pointer, recorded, and then again as a
copy. What is counted as heard is the browser's own account: role, name, value and states of all that is not ignored.

make test    (once, for what the services are built of)
PYTHONPATH=. python benchmarks/practice_fidelity.py
"""

import gzip
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import django
from machine import print_figures
from playwright.sync_api import Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkstad.config.settings_test")
django.setup()

from tests.practice.recorded import replay
from tests.practice.services import bin_move, plot, server, walking
from verkstad.practice.recorded import hosts, recorder, recording, stored
from verkstad.practice.recorded.recorder import Recorder

WALKS = ((plot, walking.apply_for_plot), (bin_move, walking.have_bin_moved))
WITHOUT_BANNER = "() => { verkstadRecorder.banner.remove(); document.activeElement?.blur(); }"
WITH_BANNER = "() => document.documentElement.append(verkstadRecorder.banner)"
replay.VIEWPORT = {"width": recorder.VIEWPORT[0], "height": recorder.VIEWPORT[1]}


@dataclass
class Looking:
    """A recorder that looks at each screen that has come to rest."""

    recorder: Recorder
    seen: list[replay.Recorded] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.recorder.page

    def settle(self) -> None:
        self.recorder.settle()
        if self.recorder.hosts.kind(self.page.url) != hosts.Kind.SERVICE:
            return
        self.page.mouse.move(0, 0)
        self.page.evaluate(WITHOUT_BANNER)
        self.page.wait_for_timeout(300)
        picture, heard = self.page.screenshot(), replay.heard(self.page)
        taken = self.page.evaluate(
            "() => { const { tree, made } = verkstadRecorder.serialise(); return { tree, made }; }"
        )
        self.page.evaluate(WITH_BANNER)
        pictures = recorder._pictures(taken["made"])
        contents = {hashlib.sha256(one.content).hexdigest(): (one.kind, one.content) for one in pictures.values()}
        hashes = dict(zip(pictures, contents, strict=True))
        self.seen.append(replay.Recorded(self.recorder._tree(taken["tree"]), "", hashes, contents, picture, heard))


def walked(service, walk) -> list[replay.Recorded]:
    """The screens of one walk, each with all pictures and fonts of it."""
    seen: list[replay.Recorded] = []

    def look(one: Recorder) -> None:
        looking = Looking(one, seen)
        looking.settle()
        walk(looking, next(iter(service.PEOPLE.values())))

    with server.running() as address, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "walk.zip"
        places = hosts.hosts(address, never=[server.EID_HOST])
        recorder.record(f"{address}/{service.SERVICE.name}/start", file, look, places, headless=True)
        whole = recording.read(file)
    for one in seen:
        one.assets |= whole.addresses
        one.contents |= {name: (asset.kind, asset.content) for name, asset in whole.assets.items()}
    return seen


def compared(browser, name: str, one: replay.Recorded) -> list[object]:
    def look(page: Page) -> tuple[float, float]:
        page.wait_for_timeout(300)
        alike = replay.likeness(page, one.picture, page.screenshot())
        return alike, SequenceMatcher(None, told(one.heard), told(replay.heard(page)), False).ratio()

    seen, heard = replay.show(browser, one, look)
    html = one.written().encode()
    shown = [len(content) for sha, (_, content) in one.contents.items() if sha in html.decode()]
    sizes = [len(html), len(gzip.compress(html)), len(stored.dump(one.tree)), sum(shown)]
    title = recording.title(one.tree, 0)
    return [name, title, f"{seen:.4%}", f"{heard:.2%}", *(f"{size / 1000:.0f} kB" for size in sizes)]


def told(heard: list[str]) -> list[str]:
    """The browser lists the same tree in different orders, and boxes that say nothing once more and once less."""
    return sorted(one for one in heard if not one.startswith("generic "))


def main() -> None:
    screens = [(service.SERVICE.name, one) for service, walk in WALKS for one in walked(service, walk)]
    executable = next(filter(None, map(shutil.which, recorder.BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        rows = [compared(browser, name, one) for name, one in screens]
        browser.close()
    heads = ["service", "screen", "pixels alike", "heard alike", "page", "compressed", "tree", "pictures and fonts"]
    print_figures("Recorded beside original", heads, rows)


if __name__ == "__main__":
    main()
