"""Reads: all copies of a municipality, for its staff."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verkstad.core.translated import Text
from verkstad.municipalities.models import Municipality
from verkstad.practice.models import Edition, Persona, PracticeCopy, State
from verkstad.practice.queries.showing import may_differ
from verkstad.services.queries import names_by_id


class Wanted(StrEnum):
    """What the list is narrowed to."""

    SHOWN = "shown"
    NOT_SHOWN = "not-shown"
    DRAFT = "draft"
    REVIEW = "review"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class CopyRow:
    copy: PracticeCopy
    latest: Edition
    shown: Edition | None
    worked_on: Edition | None
    service: Text | None
    may_differ: bool

    def is_(self, wanted: Wanted) -> bool:
        match wanted:
            case Wanted.SHOWN:
                return self.shown is not None
            case Wanted.NOT_SHOWN:
                return self.shown is None
            case Wanted.OLD:
                return self.may_differ
            case _:
                return self.worked_on is not None and self.worked_on.state == wanted.value


def copy_rows(
    municipality: Municipality, today: date, *, wanted: Wanted | None = None, language: str = ""
) -> list[CopyRow]:
    """By title, in three queries; ``language``: only those in it."""
    copies = PracticeCopy.objects.filter(municipality=municipality).order_by("pk")
    if language:
        copies = copies.filter(language=language)
    editions: dict[int, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.filter(copy__in=copies).order_by("copy", "-number"):
        editions[edition.copy_id].append(edition)
    services = names_by_id({copy.service_id for copy in copies if copy.service_id})
    rows = []
    for copy in copies:
        shown = next((one for one in editions[copy.pk] if one.state == State.PUBLISHED), None)
        service = services[copy.service_id].name if copy.service_id in services else None
        worked_on = next((one for one in editions[copy.pk] if one.state in (State.DRAFT, State.REVIEW)), None)
        is_old = shown is not None and may_differ(shown, today)
        rows.append(CopyRow(copy, editions[copy.pk][0], shown, worked_on, service, is_old))
    rows = [row for row in rows if wanted is None or row.is_(wanted)]
    return sorted(rows, key=lambda row: (row.latest.title.casefold(), row.copy.language))


def shown_edition(copy: PracticeCopy) -> Edition | None:
    return _edition(copy, State.PUBLISHED)


def edition_worked_on(copy: PracticeCopy) -> Edition | None:
    """The draft, or what waits for a second person."""
    return _edition(copy, State.DRAFT, State.REVIEW)


def latest_edition(copy: PracticeCopy) -> Edition:
    return copy.editions.select_related("persona").order_by("-number")[0]


def personas_of(municipality: Municipality) -> list[Persona]:
    """All made-up people, by name."""
    return sorted(
        Persona.objects.filter(municipality=municipality).order_by("key"), key=lambda one: str(one).casefold()
    )


def keys_of(municipality: Municipality) -> set[str]:
    """Of all its copies."""
    return set(PracticeCopy.objects.filter(municipality=municipality).order_by().values_list("key", flat=True))


def _edition(copy: PracticeCopy, *states: State) -> Edition | None:
    return copy.editions.select_related("persona").filter(state__in=states).first()
