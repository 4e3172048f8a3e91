"""What the monthly letter to those who look after services says, in the language that is active."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.municipalities.models import Municipality
from verkstad.services.queries import DueService

# More in one letter nobody reads.
AT_MOST = 20


class Month(NamedTuple):
    """What there is to tell. ``front`` is what addresses of the municipality's staff pages begin with."""

    municipality: Municipality
    day: date
    front: str
    orphans: int


def subject(month: Month, *, is_due: bool) -> str:
    """``is_due`` where there is something to do."""
    if not is_due:
        return _("Your services, %(month)s") % {"month": date_format(month.day, "F Y")}
    return _("Services to look at in %(month)s") % {"month": date_format(month.day, "F Y")}


def text(
    name: str, month: Month, due: Sequence[DueService], count: int, *, hands_over: bool, news: Sequence[str] = ()
) -> str:
    """``due`` are the first of ``count``; ``hands_over`` for those who can give entries to somebody else.

    ``news`` are paragraphs by other apps.
    """
    parts = [_("Hello %(name)s,") % {"name": name}]
    if due:
        parts += ["\n".join(_due(month, due, count)), _how(month)]
    if hands_over and month.orphans:
        parts.append(_orphans(month))
    parts += news
    parts.append(_("You get this letter because you look after services of %(name)s.") % {"name": month.municipality})
    return "\n\n".join(parts)


def _due(month: Month, due: Sequence[DueService], count: int) -> Iterator[str]:
    words = ngettext(
        "%(number)s of your services should be read through before the month is over:",
        "%(number)s of your services should be read through before the month is over:",
        count,
    )
    yield words % {"number": count}
    for service in due:
        yield f"- {service.name}, {_last(service)}"
    if count > len(due):
        yield _("… and %(number)s more.") % {"number": count - len(due)}


def _last(service: DueService) -> str:
    if service.reviewed_on is None:
        return _("never read through")
    return _("last found true on %(day)s") % {"day": date_format(service.reviewed_on)}


def _how(month: Month) -> str:
    words = _("Is it all still true? Then it takes one tap each. If not, change what is wrong:\n%(link)s")
    return words % {"link": f"{month.front}staff/services/review/?whose=mine"}


def _orphans(month: Month) -> str:
    words = ngettext(
        "Nobody looks after %(number)s entry. Hand it over to somebody:\n%(link)s",
        "Nobody looks after %(number)s entries. Hand them over to somebody:\n%(link)s",
        month.orphans,
    )
    return words % {"number": month.orphans, "link": f"{month.front}staff/services/review/owners/"}
