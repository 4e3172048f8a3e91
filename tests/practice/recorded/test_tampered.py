"""Trees that somebody has tampered with never run a script, in a browser that nothing else holds back.

In Chromium; tests/engines shows the same to Firefox and WebKit.
"""

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from tests.practice.recorded import tampered


@pytest.fixture
def loaded(browser: Browser) -> Callable[[list[str]], list]:
    """How many scripts ran, what could act, and what was asked for beside the page itself."""
    asked = []
    html = "<!DOCTYPE html><title>Copies</title>"
    with closing(browser.new_context()) as context:
        context.route(
            "**", lambda route: asked.append(route.request.url) or route.fulfill(body=html, content_type="text/html")
        )
        opened = context.new_page()
        opened.goto(tampered.HOST)

        def load(pages: list[str]) -> list:
            seen = tampered.loaded(lambda some: opened.evaluate(tampered.LOADED, some), pages)
            return [*seen, [url for url in asked if not url.startswith(tampered.HOST)]]

        yield load


def test_a_browser_would_have_run_what_trees_are_tampered_with(loaded):
    ran, found, asked = loaded(tampered.as_they_are())
    assert ran > 10
    assert len(found) > 10
    assert any("evil.example" in address for address in asked)


def test_tampered_trees_never_run_a_script_and_always_pass_the_verifier(loaded):
    assert loaded(tampered.tampered_trees()) == [0, [], []]


def test_pages_that_are_tampered_with_are_refused_or_run_no_script(loaded):
    assert loaded(tampered.tampered_pages()) == [0, [], []]
