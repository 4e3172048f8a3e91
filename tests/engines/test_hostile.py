"""Nothing in a copy reaches the service it was recorded from, in Firefox and WebKit as in Chromium."""

import time
from collections.abc import Callable

import pytest

from tests.engines.conftest import Learner, until
from tests.practice.recorded import ground as grounds
from tests.practice.recorded.ground import Ground, Way

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def ground(chromium):
    with grounds.ground(chromium) as ready:
        yield ready


@pytest.fixture
def heard(settings, browser, ground: Ground) -> Callable[..., set[str]]:
    """By which ways a page asked the canary for something, when everything in it was pressed and it had time; as much
    more of it as a machine with much else to do needs until ``enough`` are heard of."""
    somebody = Learner(browser)

    def heard_of(way: Way, enough: int = 0) -> set[str]:
        somebody.open(ground.prepare(way))
        if way.framed:
            somebody.enter()
        until(lambda: somebody.sees("return document.querySelectorAll('*').length"), lambda seen: seen > 100)
        time.sleep(grounds.BEFORE_PRESSING)
        assert somebody.sees(f"return ({grounds.PRESSED})()") > 100
        time.sleep(grounds.AFTER_PRESSING)
        until(lambda: len(set(ground.canary.heard)) >= enough)
        somebody.leave()
        return set(ground.canary.heard)

    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    return heard_of


@pytest.mark.parametrize("way", grounds.UNSAFE, ids=str)
def test_page_itself_is_heard_of_in_many_of_its_ways(heard, way):
    """63 to 77 of them when nothing else runs."""
    heard(way, enough=50)


@pytest.mark.parametrize("way", grounds.SAFE, ids=str)
def test_nothing_is_heard_of_what_is_written_or_framed_or_both(heard, way):
    assert heard(way) == set()
