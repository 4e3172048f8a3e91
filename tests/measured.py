"""Lines and branches counted at a small price on Python 3.13 too, as coverage does by itself from 3.14 on.

The tracer that it takes before then is called at every line of all that runs, and tests took half as long again. What
``sys.monitoring`` has told of once it need not tell again. Before 3.14 it tells of both ways of a branch by one event,
and can only stop telling of both; so it is listened to until both were gone.
"""

import sys
from types import CodeType

from coverage import env
from coverage.sysmon import SysMonitor

if sys.version_info[:2] == (3, 13):
    events = sys.monitoring.events
    events.BRANCH_LEFT = events.BRANCH_RIGHT = events.BRANCH
    env.PYBEHAVIOR.branch_right_left = env.SYSMON_DEFAULT = True
    one_way = SysMonitor.sysmon_branch_either
    gone: dict[tuple[int, int], tuple[CodeType, set[int]]] = {}

    def either_way(monitor: SysMonitor, code: CodeType, branch: int, destination: int) -> object:
        # With the code itself, or its number could become another's when it is no longer needed.
        _code, ways = gone.setdefault((id(code), branch), (code, set()))
        if destination not in ways:
            ways.add(destination)
            one_way(monitor, code, branch, destination)
        return sys.monitoring.DISABLE if len(ways) > 1 else None

    SysMonitor.sysmon_branch_either = either_way
