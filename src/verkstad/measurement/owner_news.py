"""What the monthly letter tells those who look after services of the questions about them, and of how practising with
copies of them went. See settings.OWNER_NEWS."""

from collections.abc import Iterator
from datetime import date

from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark, protected
from verkstad.identity.models import Membership
from verkstad.measurement import practising, reports
from verkstad.measurement.periods import Period, shifted
from verkstad.measurement.queries import Wanted
from verkstad.measurement.tables import Row

# More in one letter nobody reads.
AT_MOST = 10


def asked_last_month(member: Membership, *, day: date, front: str) -> str:
    """How many asked about each of the member's services in the month before ``day``; in the language that is active.

    Numbers are those that everybody sees on the pages of the same month: below five none, and none that would tell it.
    """
    month = shifted(day.replace(day=1), -1)
    wanted = Wanted(Period(month, month))
    asked = reports.of_owner(member, wanted)
    return "\n".join(_lines(member, wanted, asked, front)) if asked else ""


def practised_last_month(member: Membership, *, day: date, front: str) -> str:
    """How many practised with each copy that is the member's, or of a service that is; as on the pages."""
    month = shifted(day.replace(day=1), -1)
    practised = [result for result in practising.of_owner(member, Period(month, month)) if result.started]
    if not practised:
        return ""
    lines = [_("So many practised with copies of your services in %(month)s:") % {"month": date_format(month, "F Y")}]
    for result in practised[:AT_MOST]:
        began, finished = (practising.shown(number, exact=False).text for number in (result.started, result.finished))
        words = {"copy": result.title, "began": began, "finished": finished}
        lines.append(_("- %(copy)s: %(began)s began, %(finished)s came to the end") % words)
        if step := practising.most_stop_at(result, exact=False):
            lines.append(_("  Most stopped at step %(number)s: %(goal)s") % {"number": step.number, "goal": step.goal})
        lines.append(f"  {_link(front, reverse('measurement:practice-copy', args=[result.copy.pk]))}")
    if len(practised) > AT_MOST:
        lines.append(_("… and %(number)s more.") % {"number": len(practised) - AT_MOST})
        lines.append(_link(front, reverse("measurement:practice")))
    return "\n".join(lines)


def _lines(member: Membership, wanted: Wanted, asked: list[tuple[int, Row]], front: str) -> Iterator[str]:
    month = date_format(wanted.period.first, "F Y")
    yield _("So many asked about your services in %(month)s (in brackets: the month before):") % {"month": month}
    avoidable = _avoidable(member, wanted)
    for service_id, row in asked[:AT_MOST]:
        yield f"- {row.name}: {row.cells[0].text} ({row.cells[1].text})"
        if share := _share(row, avoidable.get(row.url)):
            yield f"  {share}{_most_usual_reason(member, wanted, service_id)}"
        yield f"  {_link(front, row.url)}"
    if len(asked) > AT_MOST:
        yield _("… and %(number)s more.") % {"number": len(asked) - AT_MOST}
        yield _link(front, reverse("measurement:services"))


def _avoidable(member: Membership, wanted: Wanted) -> dict[str, Row]:
    """By the address of the service's page."""
    _reasons, services = reports.avoidable(member.municipality, wanted, exact=False)
    return {row.url: row for row in services.rows}


def _share(asked: Row, avoidable: Row | None) -> str:
    """Only where neither those that could be avoided nor the others are few."""
    of, could = asked.cells[0].number, avoidable.cells[0].number if avoidable else None
    if not of or not could or protected([could, of - could]) != [Mark.SHOWN] * 2:
        return ""
    return _("%(share)s %% could have been avoided") % {"share": round(100 * could / of)}


def _most_usual_reason(member: Membership, wanted: Wanted, service_id: int) -> str:
    of_service = Wanted(wanted.period, service_id=service_id)
    reasons, _services = reports.avoidable(member.municipality, of_service, exact=False)
    first = reasons.rows[0]
    return "" if first.cells[0].number is None else _(", most often: %(reason)s") % {"reason": first.name}


def _link(front: str, address: str) -> str:
    return f"{front}{address.removeprefix(get_script_prefix())}"
