"""What is shown of a recorded screen: written by lists of what is allowed, then looked at by rules of its own."""

from collections.abc import Mapping

from verkstad.practice.recorded import stored
from verkstad.practice.recorded.tree import Refused
from verkstad.practice.recorded.verifier import verify
from verkstad.practice.recorded.writer import write

# Pictures and fonts lie beside the frames, on the same host.
ASSETS = "/practice-asset/"


class PageRefused(Refused):
    """What is wrong with the page of which screen."""

    def __init__(self, screen: str, reason: str) -> None:
        super().__init__(f"“{screen}” {reason}")
        self.screen, self.reason = screen, reason


def page_of(tree: bytes, assets: Mapping[str, str], persona: Mapping[str, str], screen: str) -> str:
    """The page of a stored tree for the persona; raises PageRefused."""
    try:
        page = write(stored.read(tree), assets, ASSETS, persona)
        verify(page, ASSETS)
    except Refused as refused:
        raise PageRefused(screen, str(refused)) from refused
    return page
