"""How practising went, as tables: how many came to each step of a copy, and where they stopped.

Each number below five is hidden by itself. That it can be worked out from those who came further tells of nobody: a
count of practising has no place, no channel and no text, and what a helper sees of a group is not kept.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark, mark
from verkstad.identity.models import Membership
from verkstad.measurement.periods import Period
from verkstad.measurement.tables import NOTHING, Cell, Row, Table, cell
from verkstad.municipalities.models import Municipality
from verkstad.practice.models import PracticeCopy
from verkstad.practice.queries.results import CopyResult, StepResult, copy_results


def of_copies(municipality: Municipality, period: Period, *, exact: bool) -> Table:
    """A row for each."""
    copies = PracticeCopy.objects.filter(municipality=municipality)
    rows = [_summary(result, exact=exact) for result in copy_results(copies, period.first, period.last_day)]
    return Table(_("All copies"), [_("Practice copy"), _("Began"), _("Came to the end"), _("Where most stop")], rows)


def of_copy(copy: PracticeCopy, period: Period) -> CopyResult | None:
    """None of one that was never shown."""
    found = copy_results(PracticeCopy.objects.filter(pk=copy.pk), period.first, period.last_day)
    return found[0] if found else None


def of_service(municipality: Municipality, service_id: int, period: Period, *, exact: bool) -> list[Table]:
    """One for each copy of it that anybody practised with."""
    copies = PracticeCopy.objects.filter(municipality=municipality, service=service_id)
    found = copy_results(copies, period.first, period.last_day)
    return [step_table(result, exact=exact) for result in found if result.started]


def of_owner(member: Membership, period: Period) -> list[CopyResult]:
    """Of the copies that are the member's, or of a service that is."""
    copies = PracticeCopy.objects.filter(municipality=member.municipality)
    theirs = copies.filter(Q(owner=member.user) | Q(service__owner=member.user))
    return copy_results(theirs, period.first, period.last_day)


def step_table(result: CopyResult, *, exact: bool) -> Table:
    rows = [
        Row(
            f"{step.number}. {step.goal}",
            [shown(number, exact=exact) for number in (step.reached, step.stopped, step.hints, step.wrong)],
        )
        for step in result.steps
    ]
    heads = [_("Step"), _("Came here"), _("Stopped here"), _("Asked for a hint"), _("Tried something else")]
    end = Row(_("Came to the end"), [shown(result.finished, exact=exact), *[Cell(NOTHING)] * 3])
    return Table(_("Practice: %(copy)s") % {"copy": result.title}, heads, rows, end)


def shown(number: int, *, exact: bool) -> Cell:
    return cell(number, Mark.SHOWN if exact else mark(number))


def most_stop_at(result: CopyResult, *, exact: bool) -> StepResult | None:
    """Not told of few."""
    step = result.most_stop_at
    return step if step and (exact or mark(step.stopped) is Mark.SHOWN) else None


def _summary(result: CopyResult, *, exact: bool) -> Row:
    step = most_stop_at(result, exact=exact)
    where = Cell(f"{step.number}. {step.goal}" if step else NOTHING)
    url = reverse("measurement:practice-copy", args=[result.copy.pk])
    return Row(result.title, [shown(result.started, exact=exact), shown(result.finished, exact=exact), where], url)
