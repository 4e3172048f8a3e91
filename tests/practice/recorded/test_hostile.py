"""Nothing in a copy reaches the service it was recorded from: not by what is written, not past the frame, not both.

In Chromium; tests/engines shows the same to Firefox and WebKit.
"""

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from tests.practice.recorded import ground as grounds
from tests.practice.recorded import hostile
from tests.practice.recorded.ground import Ground, Way


@pytest.fixture(scope="module")
def ground(browser: Browser):
    with grounds.ground(browser) as ready:
        yield ready


@pytest.fixture
def heard(settings, browser: Browser, ground: Ground) -> Callable[..., set[str]]:
    """By which ways a page asked the canary for something, when everything in it was pressed and it had time; as much
    more of it as a machine with much else to do needs until ``enough`` are heard of."""

    def heard_of(way: Way, enough: int = 0) -> set[str]:
        with closing(browser.new_context()) as context:
            page = context.new_page()
            page.goto(ground.prepare(way), wait_until="commit")
            frame = page.wait_for_selector("iframe").content_frame() if way.framed else page.main_frame
            frame.wait_for_function("() => document.querySelectorAll('*').length > 100")
            page.wait_for_timeout(1000 * grounds.BEFORE_PRESSING)
            # A frame that the page tried to lead elsewhere shows the browser's own refusal instead, sooner or later.
            assert frame.evaluate(grounds.PRESSED) > 100 or frame.url.startswith("chrome-error:")
            page.wait_for_timeout(1000 * grounds.AFTER_PRESSING)
            for _ in range(60):
                if len(set(ground.canary.heard)) < enough:
                    page.wait_for_timeout(1000)
        return set(ground.canary.heard)

    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    return heard_of


@pytest.mark.parametrize("way", grounds.UNSAFE, ids=str)
def test_page_itself_is_heard_of_in_most_of_its_ways(heard, way):
    silent = hostile.VECTORS.keys() - heard(way, enough=60)
    assert len(hostile.VECTORS) - len(silent) >= 60, sorted(silent)


@pytest.mark.parametrize("way", grounds.SAFE, ids=str)
def test_nothing_is_heard_of_what_is_written_or_framed_or_both(heard, way):
    assert heard(way) == set()
