"""Trees that somebody has tampered with never run a script, in Firefox and WebKit as in Chromium."""

from collections.abc import Callable

import pytest

from tests.engines.conftest import Elsewhere, Learner
from tests.practice.recorded import tampered

pytestmark = pytest.mark.engines

# Of copies, or of the page that they are loaded in.
OWN = ("/", "copies.example:443")


@pytest.fixture
def loaded(learner: Learner, elsewhere: Elsewhere) -> Callable[[list[str]], list]:
    """How many scripts ran, what could act, and what was asked for beside the page itself."""

    def load(pages: list[str]) -> list:
        elsewhere.canary.show("/around", "<!DOCTYPE html><title>Copies</title>")
        elsewhere.asked()
        learner.open(f"{elsewhere.canary.address}/around")
        script = f"return ({tampered.LOADED})(arguments[0])"
        seen = tampered.loaded(lambda some: learner.sees(script, some), pages)
        return [*seen, [address for address in elsewhere.asked() if not address.startswith(OWN)]]

    return load


def test_a_browser_would_have_run_what_trees_are_tampered_with(loaded):
    ran, found, asked = loaded(tampered.as_they_are())
    assert ran > 10
    assert len(found) > 10
    assert any("evil.example" in address for address in asked)


@pytest.mark.parametrize("made", [tampered.tampered_trees, tampered.tampered_pages])
def test_nothing_that_is_tampered_with_runs_a_script(loaded, made):
    assert loaded(made()) == [0, [], []]
