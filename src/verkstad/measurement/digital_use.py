"""Files that tell how many cases of each service were completed digitally: service, month and number in each row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from verkstad.municipalities.models import Municipality
from verkstad.services.importing.tables import Row, read_table
from verkstad.services.models import Service, covers

MOST_CASES = 2**31 - 1


class Fault(Enum):
    SERVICE = "service"
    MONTH = "month"
    CASES = "cases"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Use:
    service_id: int
    month: date
    cases: int


class WrongRows(Exception):
    """``faults`` by the number of the row in the file, with what stands there."""

    def __init__(self, faults: Mapping[int, tuple[Fault, str]]) -> None:
        super().__init__(f"{len(faults)} rows are wrong.")
        self.faults = faults


def read(path: Path, municipality: Municipality) -> list[Use]:
    """All of the file or nothing; raises WrongRows, and importing.entries.Broken for what is no table at all."""
    services = {service.slug: service.pk for service in Service.objects.filter(covers(municipality)).order_by("pk")}
    uses: dict[tuple[int, date], Use] = {}
    faults: dict[int, tuple[Fault, str]] = {}
    for number, row in _filled(path):
        use = _use(row, services)
        if isinstance(use, Fault):
            faults[number] = (use, "; ".join(row))
        elif (use.service_id, use.month) in uses:
            faults[number] = (Fault.TWICE, "; ".join(row))
        else:
            uses[use.service_id, use.month] = use
    if faults:
        raise WrongRows(faults)
    return list(uses.values())


def _filled(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows below the headings, with three cells at least."""
    for number, row in read_table(path).rows:
        if any(row):
            yield number, [*row, "", "", ""][: max(3, len(row))]


def _use(row: Row, services: Mapping[str, int]) -> Use | Fault:
    service, month, cases = services.get(row[0]), _month(row[1]), row[2].replace(" ", "").replace("\u00a0", "")
    if service is None:
        return Fault.SERVICE
    if month is None:
        return Fault.MONTH
    if not cases.isdecimal() or int(cases) > MOST_CASES:
        return Fault.CASES
    return Use(service, month, int(cases))


def _month(cell: str) -> date | None:
    """From 2026-10, or from a whole date of the month."""
    try:
        return date.fromisoformat(cell[:10] if len(cell) > 7 else f"{cell}-01").replace(day=1)
    except ValueError:
        return None
