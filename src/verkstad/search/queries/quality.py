"""How searches went: words that failed in a week, and the figures of the months."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.search.models import Handled, Kind, Search

# What only one person may have written, staff see when they ask for it.
COMMON = 2
MONTHS = 12
_FOUND_NOTHING = Q(is_weak=True, services_found=0, places_found=0, documents_found=0)


class Fault(TextChoices):
    """What can be wrong with a search; where nothing was found, nothing sure was either."""

    WEAK = "weak", _("Nothing was found that surely answers")
    NOTHING = "nothing", _("Nothing was found")
    UNCHOSEN = "unchosen", _("Nobody chose an answer")


_FAULTS = {
    Fault.WEAK: Q(is_weak=True, chosen_kind=""),
    Fault.NOTHING: _FOUND_NOTHING,
    Fault.UNCHOSEN: Q(is_weak=False, chosen_kind=""),
}


@dataclass(frozen=True, slots=True)
class Month:
    """The searches of a month, as shares from 0 to 1 of them all; ``rank`` is the mean of 1 / position of what was
    chosen. None where there is nothing to divide by."""

    first_day: date
    searches: int
    with_hits: float | None = None
    weak: float | None = None
    chosen: float | None = None
    rank: float | None = None


def failed_words(
    municipality: Municipality, monday: date, fault: Fault, *, least: int = COMMON
) -> QuerySet[Search, Any]:
    """Words searched for at least so many times in the week, and failed so, that nobody has handled yet.

    Each with ``language``, ``normalised``, ``times``, ``failed`` and ``chosen`` (times); most failed first.
    """
    counted = _words_of_week(municipality, monday).annotate(
        times=Count("pk"), failed=Count("pk", filter=_FAULTS[fault]), chosen=Count("pk", filter=~Q(chosen_kind=""))
    )
    return counted.filter(failed__gt=0, times__gte=least).order_by("-failed", "normalised", "language")


def count_failed(municipality: Municipality, today: date) -> int:
    """How many words of this week found nothing sure; one query."""
    monday = today - timedelta(days=today.weekday())
    failed = Count("pk", filter=_FAULTS[Fault.WEAK])
    counted = _words_of_week(municipality, monday).annotate(times=Count("pk"), failed=failed)
    return counted.filter(failed__gt=0, times__gte=COMMON).order_by().count()


def handled_words(municipality: Municipality) -> QuerySet[Handled]:
    """Latest first, with the services that answer."""
    rows = Handled.objects.filter(municipality=municipality).select_related("service")
    return rows.prefetch_related("service__texts").order_by("-at", "-pk")


def monthly_figures(municipality: Municipality, today: date) -> list[Month]:
    """This month and the eleven before it, earliest first; one query."""
    firsts = list(reversed(list(_firsts_of_months(today))))
    rows = Search.objects.filter(municipality=municipality, at__gte=_midnight(firsts[0]))
    counted = (
        rows.order_by()
        .values(month=TruncMonth("at"))
        .annotate(
            searches=Count("pk"),
            nothing=Count("pk", filter=_FOUND_NOTHING),
            weak=Count("pk", filter=Q(is_weak=True)),
            chosen=Count("pk", filter=~Q(chosen_kind="")),
            rank=Avg(Value(1.0) / F("chosen_position"), output_field=FloatField()),
        )
    )
    months = {row["month"].date(): row for row in counted}
    return [_month(first, months[first]) if first in months else Month(first, 0) for first in firsts]


def _month(first: date, row: Mapping[str, Any]) -> Month:
    searches = row["searches"]
    with_hits = (searches - row["nothing"]) / searches
    return Month(first, searches, with_hits, row["weak"] / searches, row["chosen"] / searches, row["rank"])


def _words_of_week(municipality: Municipality, monday: date) -> QuerySet[Search, Any]:
    same = Handled.objects.filter(
        municipality=municipality, language=OuterRef("language"), normalised=OuterRef("normalised")
    )
    start, end = _midnight(monday), _midnight(monday + timedelta(days=7))
    rows = Search.objects.filter(municipality=municipality, at__gte=start, at__lt=end)
    return rows.filter(~Exists(same.order_by())).exclude(normalised="").values("language", "normalised")


def _firsts_of_months(today: date) -> Iterator[date]:
    """From this month back."""
    first = today.replace(day=1)
    for _number in range(MONTHS):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def failed_words_of(
    municipality: Municipality, services: Collection[int], since: datetime, *, at_most: int = 3
) -> dict[int, list[str]]:
    """By service (id) the words that found no sure answer since then and meant it, most frequent first.

    They meant it when somebody went on to choose it, or staff have said so. Two queries.
    """
    rows = Search.objects.filter(municipality=municipality, at__gte=since, is_weak=True).exclude(normalised="")
    counted = rows.order_by().values_list("language", "normalised").annotate(times=Count("pk"))
    chosen = counted.filter(chosen_kind=Kind.SERVICE, chosen_id__in=services).values_list(
        "chosen_id", "normalised", "times"
    )
    same = Q(municipality=municipality, language=OuterRef("language"), normalised=OuterRef("normalised"))
    meant = Handled.objects.filter(same, service__in=services).order_by("pk").values("service")[:1]
    handled = rows.order_by().annotate(meant=Subquery(meant)).exclude(meant=None)
    told = handled.values_list("meant", "normalised").annotate(times=Count("pk"))
    times: dict[int, Counter[str]] = defaultdict(Counter)
    for service, words, number in (*chosen, *told):
        times[service][words] = max(times[service][words], number)
    frequent = {service: sorted(found.items(), key=lambda one: (-one[1], one[0])) for service, found in times.items()}
    return {
        service: [words for words, number in found if number >= COMMON][:at_most] for service, found in frequent.items()
    }
