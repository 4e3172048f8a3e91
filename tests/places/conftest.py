from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories.places import moment


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Let it be a local Swedish time such as "2026-11-23 12:00", a Monday."""

    def stand(text: str) -> datetime:
        now = moment(text)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    return stand
