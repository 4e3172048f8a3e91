"""The list of addresses that services lead to, and what was found there. It keeps itself, so it has no audit rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction

from verkstad.services.links import LinkResult
from verkstad.services.models import Channel, LegalBasis, LinkCheck, Organisation, Status

WEEKLY = timedelta(days=7)
# What fails for the first time is asked again soon, for most of it mends itself; after that daily.
SOON, DAILY = timedelta(hours=1), timedelta(days=1)
# Nobody else asks for what is being asked for now.
CLAIMED = timedelta(hours=1)


@transaction.atomic
def gather_links(at: datetime) -> None:
    """Put what services that are shown lead to on the list, and take off it what none does any longer."""
    used = _links_in_use()
    known = set(LinkCheck.objects.order_by().values_list("url", flat=True))
    new = [LinkCheck(url=url, host=_host(url), next_at=at) for url in sorted(used - known)]
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True)
    LinkCheck.objects.filter(url__in=known - used).delete()


@transaction.atomic
def claim_links(at: datetime, *, at_most: int) -> list[str]:
    """Some that are due, one for each host: the hosts that have waited longest."""
    due = LinkCheck.objects.filter(next_at__lte=at).order_by("host", "next_at", "url").distinct("host")
    chosen = sorted(due, key=lambda link: (link.next_at, link.url))[:at_most]
    LinkCheck.objects.filter(pk__in=[link.pk for link in chosen]).update(next_at=at + CLAIMED)
    return [link.url for link in chosen]


@transaction.atomic
def record_checks(results: Iterable[LinkResult], *, at: datetime) -> None:
    by_url = {result.url: result for result in results}
    links = list(LinkCheck.objects.select_for_update().filter(url__in=by_url).order_by("url"))
    for link in links:
        _record(link, by_url[link.url], at)
    changed = ["checked_at", "status", "failure", "failures", "failing_since", "next_at"]
    LinkCheck.objects.bulk_update(links, changed)


def _record(link: LinkCheck, result: LinkResult, at: datetime) -> None:
    link.checked_at, link.status, link.failure = at, result.status, result.failure
    if result.is_alive:
        link.failures, link.failing_since, link.next_at = 0, None, at + WEEKLY
    else:
        link.failures += 1
        link.failing_since = link.failing_since or at
        link.next_at = at + (SOON if link.failures == 1 else DAILY)


def _links_in_use() -> set[str]:
    shown = {"service__status": Status.PUBLISHED}
    rows = [
        Channel.objects.filter(**shown),
        LegalBasis.objects.filter(**shown),
        Organisation.objects.filter(services__status=Status.PUBLISHED),
    ]
    return {url for found in rows for url in found.exclude(url="").order_by().values_list("url", flat=True)}


def _host(url: str) -> str:
    """Empty for what is no address; it fails when it is asked, and is told of as dead."""
    try:
        return (urlsplit(url).hostname or "")[:253]
    except ValueError:
        return ""
