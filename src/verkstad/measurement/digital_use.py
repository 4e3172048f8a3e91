"""How many cases of each service were completed digitally, as others tell: service, month and number in each row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.services.importing.tables import Row, read_table
from verkstad.services.models import Service, covers

MOST_CASES = 2**31 - 1


class Fault(Enum):
    SERVICE = "service"
    MONTH = "month"
    CASES = "cases"
    TWICE = "twice"


FAULTS = {
    Fault.SERVICE: _("There is no service with this name in addresses."),
    Fault.MONTH: _("The month is written otherwise than 2026-10."),
    Fault.CASES: _("The number of cases is not a whole number."),
    Fault.TWICE: _("The service and month stand in another row already."),
}


@dataclass(frozen=True, slots=True)
class Use:
    service_id: int
    month: date
    cases: int


class WrongRows[F: Enum](Exception):
    """``faults`` by the number of the row, with what stands there; their kinds are the reader's own."""

    def __init__(self, faults: Mapping[int, tuple[F, str]]) -> None:
        super().__init__(f"{len(faults)} rows are wrong.")
        self.faults = faults


def read(path: Path, municipality: Municipality) -> list[Use]:
    """All of the file or nothing; raises WrongRows, and importing.entries.Broken for what is no table at all."""
    return checked(_filled(path), municipality)


def checked(rows: Iterable[tuple[int, Row]], municipality: Municipality) -> list[Use]:
    """Of rows with their numbers, of three cells at least: all of them, or WrongRows."""
    services = {service.slug: service.pk for service in Service.objects.filter(covers(municipality)).order_by("pk")}
    uses: dict[tuple[int, date], Use] = {}
    faults: dict[int, tuple[Fault, str]] = {}
    for number, row in rows:
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
    service, month = services.get(row[0]), _month(row[1])
    cases = whole_number(row[2].replace(" ", "").replace("\u00a0", ""), most=MOST_CASES)
    if service is None:
        return Fault.SERVICE
    if month is None:
        return Fault.MONTH
    if cases is None:
        return Fault.CASES
    return Use(service, month, cases)


def whole_number(cell: str, *, most: int) -> int | None:
    """From 0 to ``most``, else None. Python itself refuses to read thousands of digits."""
    digits = cell.lstrip("0") or cell[-1:]
    if not digits.isdecimal() or len(digits) > len(str(most)):
        return None
    return number if (number := int(digits)) <= most else None


def _month(cell: str) -> date | None:
    """From 2026-10, or from a whole date of the month."""
    try:
        return date.fromisoformat(cell[:10] if len(cell) > 7 else f"{cell}-01").replace(day=1)
    except ValueError:
        return None
