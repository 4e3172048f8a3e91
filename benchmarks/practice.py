"""A class that practises: how soon each is answered when thirty walk a copy at once, and what a browser loads.

Needs a running demo, in whose database the group is opened. Each learner is a thread with kept connections that loads
what a browser without a cache loads, thinks one to four seconds at each step, asks for a hint at every fourth, and
tells of each step as the page's script does. Then all of them press at the same moment, step after step. At last a
browser with an empty cache opens the copy and walks it, and says how much it loaded and how long a screen took.

    make demo BACKGROUND=1
    python benchmarks/practice.py [--port 8000] [--home .verkstad] [--learners 30]
"""

import argparse
import gzip
import http.client
import json
import random
import re
import shutil
import statistics
import threading
import time
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from home import start_django
from machine import print_figures
from page_bytes import ADDRESS, LOADED
from playwright.sync_api import Request, sync_playwright

COPY = "library-loan"
PLAYER = re.compile(r'<script type="application/json" id="practice-player">(.*?)</script>', re.DOTALL)
COUNT = re.compile(r'data-count="([^"]+)"')
ARRIVE_WITHIN = 5
# The hint that does it for one is pressed; a screen is there when its frame is shown and painted.
WATCH = """
  const shown = (window.shown = []);
  let pressed = 0;
  addEventListener("click", (event) => event.target.closest("[data-do=hint]") && (pressed = performance.now()), true);
  const note = () => shown.push(performance.now() - pressed);
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(note));
  const isShown = (one) => one.matches("iframe:not([hidden])");
  new MutationObserver((changes) => changes.forEach((change) => pressed && isShown(change.target) && painted()))
    .observe(document, { subtree: true, attributeFilter: ["hidden"] });
"""
FEWEST_SECONDS, MOST_SECONDS = 1, 4
HINT_EVERY = 4


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a class that practises.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, default=Path(".verkstad"))
    parser.add_argument("--learners", type=int, default=30)
    arguments = parser.parse_args()
    start = f"http://127.0.0.1:{arguments.port}/bjorkhamn/sv/practice/group/{group_code(arguments.home)}/"
    for title, is_together in (("each at their own pace", False), ("all press at the same moment", True)):
        times = walk(start, arguments.learners, is_together=is_together)
        rows = [[kind, len(found), *told(found)] for kind, found in sorted(times.items())]
        heads = ["answers", "number", "median", "95th percentile", "longest"]
        print_figures(f"{arguments.learners} learners, {title}", heads, rows)
    loaded, shown = in_a_browser(f"http://localhost:{arguments.port}/bjorkhamn/sv/practice/{COPY}/try/?language=sv")
    heads = ["with an empty cache", "files", "kB as sent", "of it fonts"]
    print_figures("What a browser loads", heads, [[name, *sums(sizes)] for name, sizes in loaded.items()])
    heads = ["screens", "median", "95th percentile", "longest"]
    print_figures("From the press to the next screen, painted", heads, [[len(shown), *told(shown)]])


def in_a_browser(address: str) -> tuple[dict[str, dict[str, int]], list[float]]:
    """What was loaded, by whom and where from; and how many milliseconds each screen took after the press."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        page = browser.new_page()
        page.add_init_script(WATCH)
        requests: list[Request] = []
        # Playwright notes something on what it is given, which a method of a list does not let it.
        page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 -- as said
        page.goto(address, wait_until="networkidle")
        loaded: dict[str, dict[str, int]] = {name: {} for name in ("the page", "its first screen", "the next screen")}
        screens = [frame for frame in page.frames if frame.parent_frame]
        names = dict(zip([page.main_frame, *screens], loaded, strict=True))
        for request in requests:
            loaded[names[request.frame]][request.url] = request.sizes()["responseBodySize"]
        hint, do_it = page.locator("[data-do=hint]"), page.locator("[data-words]").get_attribute("data-do-it")
        for done in range(page.locator("progress").evaluate("it => it.max") - 1):
            page.wait_for_timeout(1000)
            while hint.inner_text() != do_it:
                hint.click()
            hint.click()
            page.wait_for_function("done => document.querySelector('progress').value > done", arg=done)
        page.wait_for_timeout(1000)
        shown: list[float] = page.evaluate("shown")
        browser.close()
    return loaded, shown


def sums(sizes: dict[str, int]) -> list[str]:
    fonts = sum(size for address, size in sizes.items() if address.endswith(".woff2"))
    return [str(len(sizes)), f"{sum(sizes.values()) / 1000:.1f}", f"{fonts / 1000:.1f}"]


def group_code(home: Path) -> str:
    """Of a new group for the copy."""
    start_django(home=home)
    from verkstad.identity.models import User
    from verkstad.practice.actions.counts import open_group
    from verkstad.practice.models import PracticeCopy

    copy = PracticeCopy.objects.get(municipality__slug="bjorkhamn", key=COPY, language="sv")
    return open_group(copy, tutor=User.objects.order_by("pk")[0]).code


def walk(start: str, number: int, *, is_together: bool, kind: "type[Learner] | None" = None) -> dict[str, list[float]]:
    """Milliseconds of every answer, by kind; of learners of this kind."""
    times: dict[str, list[float]] = defaultdict(list)
    together = threading.Barrier(number) if is_together else None
    learners = [(kind or Learner)(start, seed, times, together) for seed in range(number)]
    with ThreadPoolExecutor(number) as threads:
        for done in [threads.submit(learner.walk) for learner in learners]:
            done.result()
    return times


def told(times: list[float]) -> list[str]:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return [f"{milliseconds:.0f} ms" for milliseconds in (statistics.median(times), cuts[18], max(times))]


class Learner:
    """One browser with an empty cache."""

    def __init__(
        self, start: str, seed: int, times: dict[str, list[float]], together: threading.Barrier | None
    ) -> None:
        self.start, self.times, self.together = start, times, together
        self.chance = random.Random(seed)
        self.key = uuid.UUID(int=self.chance.getrandbits(128), version=4).hex
        self.connections: dict[str, http.client.HTTPConnection] = {}
        self.loaded: set[str] = set()

    def walk(self) -> None:
        if not self.together:
            time.sleep(self.chance.uniform(0, ARRIVE_WITHIN))
        joined = self.ask("join", self.start)
        page = urljoin(self.start, joined.headers["Location"])
        html = self.load("page", page)
        player = json.loads(PLAYER.search(html)[1])
        self.group = self.start.rstrip("/").rpartition("/")[2]
        self.counter = urljoin(page, COUNT.search(html)[1].replace("&amp;", "&"))
        screens = [screen["address"] for screen in player["screens"]]
        self.load("frame", screens[0])
        self.count("started", "")
        self.load("frame", screens[1])
        self.practise(player["steps"], screens)
        self.count("finished", "")

    def practise(self, steps: list[dict[str, object]], screens: list[str]) -> None:
        shown = 0
        for number, step in enumerate(steps[1:], 1):
            self.think()
            if number % HINT_EVERY == 0:
                self.count("hint", steps[number - 1]["key"])
            self.count("reached", step["key"])
            if step["screen"] != shown:
                shown = step["screen"]
                if shown + 1 < len(screens):
                    self.load("frame", screens[shown + 1])
        self.think()

    def think(self) -> None:
        if self.together:
            self.together.wait()
        else:
            time.sleep(self.chance.uniform(FEWEST_SECONDS, MOST_SECONDS))

    def load(self, kind: str, address: str) -> str:
        """A page with the style sheets, scripts and fonts that were not loaded yet from its host."""
        html = self.ask(kind, address).said
        for tag in LOADED.findall(html):
            if found := ADDRESS.search(tag):
                part = urljoin(address, found[1])
                if part not in self.loaded:
                    self.loaded.add(part)
                    self.ask("file", part)
        return html

    def count(self, what: str, step: object) -> None:
        body = urlencode({"what": what, "step": step, "group": self.group, "learner": self.key})
        self.ask("count", self.counter, body)

    def ask(self, kind: str, address: str, body: str | None = None) -> "Answer":
        parts = urlsplit(address)
        if parts.netloc not in self.connections:
            self.connections[parts.netloc] = http.client.HTTPConnection(parts.netloc, timeout=30)
        headers = {"Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = self.connections[parts.netloc]
        connection.request("POST" if body else "GET", f"{parts.path}?{parts.query}", body, headers)
        answer = Answer(connection.getresponse())
        self.times[kind].append((time.perf_counter() - began) * 1000)
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise OSError(f"{address}: {answer.status}")
        return answer


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        body = response.read()
        self.status, self.headers = response.status, response.headers
        is_packed = self.headers.get("Content-Encoding") == "gzip"
        self.said = (gzip.decompress(body) if is_packed else body).decode(errors="replace")


if __name__ == "__main__":
    main()
