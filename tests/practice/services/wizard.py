"""An e-service as a row of screens, each of which says what is wrong with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    name: str
    package: str
    screens: tuple[str, ...]
    checks: dict[str, Callable[[dict[str, str]], dict[str, str]]]
    people: dict[str, dict[str, str]]

    def errors(self, screen: str, typed: dict[str, str]) -> dict[str, str]:
        check = self.checks.get(screen)
        return check(typed) if check else {}

    def after(self, screen: str) -> str:
        return self.screens[self.screens.index(screen) + 1]
