"""Nothing in a copy reaches the service it was recorded from, in Firefox and WebKit as in Chromium."""

import time
from collections.abc import Callable

import pytest

from tests.engines.conftest import Learner, until
from tests.practice.recorded import ground as grounds
from tests.practice.recorded import hostile
from tests.practice.recorded.ground import Ground, Way

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def ground(chromium):
    with grounds.ground(chromium) as ready:
        yield ready


@pytest.fixture
def heard(settings, browser, ground: Ground) -> Callable[[Way], set[str]]:
    """By which ways a page asked the canary for something, when everything in it was pressed and it had time."""
    somebody = Learner(browser)

    def heard_of(way: Way) -> set[str]:
        somebody.open(ground.prepare(way))
        if way.framed:
            somebody.enter()
        until(lambda: somebody.sees("return document.querySelectorAll('*').length"), lambda seen: seen > 100)
        time.sleep(grounds.BEFORE_PRESSING)
        assert somebody.sees(f"return ({grounds.PRESSED})()") > 100
        time.sleep(grounds.AFTER_PRESSING)
        somebody.leave()
        return set(ground.canary.heard)

    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    return heard_of


@pytest.mark.parametrize("way", grounds.UNSAFE, ids=str)
def test_page_itself_is_heard_of_in_many_of_its_ways(heard, way):
    """63 to 77 of them when nothing else runs; fewer have time when much does."""
    silent = hostile.VECTORS.keys() - heard(way)
    assert len(hostile.VECTORS) - len(silent) >= 50, sorted(silent)


@pytest.mark.parametrize("way", grounds.SAFE, ids=str)
def test_nothing_is_heard_of_what_is_written_or_framed_or_both(heard, way):
    assert heard(way) == set()
