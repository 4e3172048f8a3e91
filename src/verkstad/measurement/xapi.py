"""What was counted of learning, as xAPI statements (1.0.3, which 2.0 reads too).

The actor is the group of all who learn in the municipality, and how often it happened stands in the result: nobody is
known one by one, and an agent with a made-up name for each time would say that somebody is. See
docs/operate/learning-records.md.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from verkstad.learning.models import Counted
from verkstad.measurement.queries.records import CountedLearning, Occasion

# Kept in the program's own space of names, so that they hold whichever address a municipality has.
TIMES = "urn:verkstad:xapi:times"
COMPETENCES = "urn:verkstad:xapi:digcomp"
WAY = "urn:verkstad:xapi:way"
_VERB = "http://adlnet.gov/expapi/verbs/"
_ACTIVITY = "http://adlnet.gov/expapi/activities/"
_DISPLAY = {
    "initialized": {"sv": "påbörjade", "da": "begyndte", "en": "initialized"},
    "experienced": {"sv": "tog del av", "da": "oplevede", "en": "experienced"},
    "passed": {"sv": "klarade", "da": "bestod", "en": "passed"},
    "failed": {"sv": "klarade inte", "da": "bestod ikke", "en": "failed"},
    "completed": {"sv": "slutförde", "da": "gennemførte", "en": "completed"},
    "attended": {"sv": "deltog i", "da": "deltog i", "en": "attended"},
}
_VERBS = {
    Counted.STARTED: "initialized",
    Counted.REACHED: "experienced",
    Counted.PASSED: "passed",
    Counted.NOT_PASSED: "failed",
    Counted.PROVED: "completed",
    Counted.COMPLETED: "completed",
}
_RESULTS: dict[str, dict[str, Any]] = {
    Counted.PASSED: {"success": True},
    Counted.NOT_PASSED: {"success": False},
    Counted.PROVED: {"completion": True},
    Counted.COMPLETED: {"completion": True},
}


class Statements:
    """``home`` is the address of the municipality's first page in its main language, below which all others stand."""

    def __init__(self, home: str, time_zone: str) -> None:
        self._home, self._zone = home, ZoneInfo(time_zone)

    def counted(self, row: CountedLearning) -> dict[str, Any]:
        package = f"{self._home}learn/{row.package}/"
        module = f"{package}{row.module}/"
        address, kind, names = {
            Counted.COMPLETED: (package, "course", row.package_title),
            Counted.REACHED: (f"{module}lesson/{row.lesson}/", "lesson", row.lesson_title),
            Counted.PASSED: (f"{module}quiz/", "assessment", row.module_title),
            Counted.NOT_PASSED: (f"{module}quiz/", "assessment", row.module_title),
        }.get(Counted(row.what), (module, "module", row.module_title))
        extensions = {COMPETENCES: list(row.trains)} if row.trains else {}
        context = self._context(row.language, extensions)
        if address != package:
            context["contextActivities"] = {"parent": [{"objectType": "Activity", "id": package}]}
        result = _RESULTS.get(row.what, {}) | {"extensions": {TIMES: row.number} | ({WAY: row.way} if row.way else {})}
        ended = datetime.combine(row.day + timedelta(days=1), time(), self._zone) - timedelta(seconds=1)
        return self._statement(f"count/{row.key}", _VERBS[Counted(row.what)], ended) | {
            "object": _activity(address, kind, names),
            "result": result,
            "context": context,
        }

    def attended(self, row: Occasion) -> dict[str, Any]:
        context = self._context(row.language, {})
        if row.package:
            package = {"objectType": "Activity", "id": f"{self._home}learn/{row.package}/"}
            context["contextActivities"] = {"grouping": [package]}
        return self._statement(f"occasion/{row.key}", "attended", row.ended.astimezone(self._zone)) | {
            "object": _activity(f"{self._home}courses/{row.course}/", "course", row.title),
            "result": {"extensions": {TIMES: row.number}},
            "context": context,
        }

    def _statement(self, name: str, verb: str, at: datetime) -> dict[str, Any]:
        """With an id that is the same whenever the file is made, so that nothing is taken in twice."""
        return {
            "id": str(uuid5(NAMESPACE_URL, f"{self._home}{name}")),
            "version": "1.0.3",
            "timestamp": at.isoformat(),
            "actor": {"objectType": "Group", "account": {"homePage": self._home, "name": "learners"}},
            "verb": {"id": f"{_VERB}{verb}", "display": _DISPLAY[verb]},
        }

    def _context(self, language: str, extensions: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = {"platform": "Verkstad", "language": language}
        return context | ({"extensions": extensions} if extensions else {})


def _activity(address: str, kind: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": address,
        "definition": {"type": f"{_ACTIVITY}{kind}"} | ({"name": names} if names else {}),
    }


def as_array(statements: Iterable[dict[str, Any]]) -> Iterator[str]:
    """JSON, a line for each."""
    before = "[\n"
    for statement in statements:
        yield before + json.dumps(statement, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
