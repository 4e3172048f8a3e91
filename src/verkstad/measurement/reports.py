"""The reports: figures with the names of what they are of, as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import preferred
from verkstad.identity.models import Membership
from verkstad.measurement import queries
from verkstad.measurement.models import THEMES, Avoidable, EnquiryChannel, EnquiryKind, EnquiryOutcome
from verkstad.measurement.queries import Figure, Wanted
from verkstad.measurement.tables import (
    NOTHING,
    Cell,
    Named,
    Row,
    Table,
    compared,
    crossed,
    headline,
    in_a_row,
    over_time,
)
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Organisation, Service
from verkstad.services.queries import names_by_id

# Of those that people ask most about; the others are in the files.
MOST_ASKED = 100
# Of the services that make people ask most, where more is told of each.
TEN = 10


@dataclass(frozen=True, slots=True)
class Overview:
    """``labels`` are of the months of the trend."""

    headline: Sequence[Cell]
    trend: Table
    labels: Sequence[str]
    tables: Sequence[Table]


def overview(municipality: Municipality, wanted: Wanted, *, exact: bool) -> Overview:
    found = queries.overview(municipality, wanted)
    months = {date_format(month, "F Y"): figure for month, figure in found.months.items()}
    tables = [
        compared(_("How they asked"), _("Way"), _of_choices(found.channel, EnquiryChannel), exact=exact),
        compared(_("What they wanted"), _("Errand"), _of_choices(found.kind, EnquiryKind), exact=exact),
        compared(_("How it ended"), _("Outcome"), _of_choices(found.outcome, EnquiryOutcome), exact=exact),
    ]
    trend = over_time(_("Month by month"), months, exact=exact)
    labels = [date_format(month, "M") for month in found.months]
    return Overview(headline(found.total, exact=exact), trend, labels, tables)


def digital_use(municipality: Municipality, wanted: Wanted, service_id: int, *, exact: bool) -> Table | None:
    """Of the same months as the trend, with a dash where nobody has told; None when nobody has at all."""
    period = wanted.period.at_least(12)
    cases = queries.digital_cases(municipality, service_id, period)
    if not cases:
        return None
    months = {date_format(month, "F Y"): cases.get(month, 0) for month in period.months}
    table = in_a_row(_("Done digitally"), [_("Month"), _("Cases")], months, exact=exact)
    told = zip(period.months, table.rows, strict=True)
    return replace(table, rows=[row if month in cases else Row(row.name, [Cell(NOTHING)]) for month, row in told])


def by_service(member: Membership, wanted: Wanted, *, exact: bool) -> list[Table]:
    """The member's own services first, if any are asked about; then all, then the themes that are no service."""
    figures = queries.figures_by(member.municipality, wanted, "service_id", "theme")
    services = {service: figure for (service, _theme), figure in figures.items() if service}
    themes = {theme: figure for (service, theme), figure in figures.items() if not service}
    named = _of_services(services)
    everything = compared(_("All services"), _("Service"), named.values(), exact=exact)
    own = Service.objects.filter(pk__in=services, owner=member.user).values_list("pk", flat=True)
    urls = {named[pk].url for pk in own}
    tables = [_part(everything, _("Your services"), urls)] if urls else []
    return [*tables, everything, compared(_("Other subjects"), _("Subject"), _of_themes(themes), exact=exact)]


def most_asked(municipality: Municipality, wanted: Wanted, *, exact: bool) -> list[tuple[int, Row]]:
    """The ten services that make people ask most, by id, each as a row of its figures."""
    figures = queries.figures_by(municipality, wanted, "service_id")
    named = _of_services({service: figure for (service,), figure in figures.items() if service and figure.number})
    ids = {one.url: service for service, one in named.items()}
    table = compared("", "", named.values(), exact=exact)
    return [(ids[row.url], row) for row in table.rows[:TEN]]


def of_owner(member: Membership, wanted: Wanted) -> list[tuple[int, Row]]:
    """Of the services that the member looks after and people asked about, by id; with what is hidden among all."""
    figures = queries.figures_by(member.municipality, wanted, "service_id")
    asked = {service: figure for (service,), figure in figures.items() if service}
    named = _of_services(asked)
    ids = {one.url: service for service, one in named.items()}
    own = set(Service.objects.filter(pk__in=asked, owner=member.user).values_list("pk", flat=True))
    table = compared("", "", named.values(), exact=False)
    return [(ids[row.url], row) for row in table.rows if ids[row.url] in own and asked[ids[row.url]].number]


def by_place(municipality: Municipality, wanted: Wanted, *, exact: bool) -> Table:
    figures = queries.figures_by(municipality, wanted, "place_id")
    names = _place_names(municipality)
    things = [Named(names.get(place, _("No place")), figure) for (place,), figure in figures.items()]
    return compared(_("By place"), _("Place"), things, exact=exact)


def by_place_and_topic(municipality: Municipality, wanted: Wanted, *, exact: bool) -> list[Table]:
    """Of services, by who answers for them; then of what is no service, by theme."""
    services: dict[tuple[Any, ...], int] = {}
    others: dict[tuple[Any, ...], int] = {}
    for (place, theme, organisation), number in queries.places_and_topics(municipality, wanted).items():
        if organisation:
            services[place, organisation] = number
        elif theme:
            others[place, theme] = number
    asked = Organisation.objects.filter(pk__in={column for _place, column in services}).order_by("pk")
    themes = {theme: str(name) for theme, name in THEMES if any(theme == column for _place, column in others)}
    names = _place_names(municipality)
    return [
        _map(_("By who answers for the service"), names, services, {it.pk: str(it.name) for it in asked}, exact=exact),
        _map(_("By theme"), names, others, themes, exact=exact),
    ]


def avoidable(municipality: Municipality, wanted: Wanted, *, exact: bool) -> list[Table]:
    """Why, then of which services."""
    reasons: dict[str, Figure] = {}
    services: dict[int, Figure] = {}
    for (reason, service), figure in queries.avoidable_by(
        municipality, wanted, "avoidable_because", "service_id"
    ).items():
        reasons.setdefault(reason, Figure()).add(figure)
        if service:
            services.setdefault(service, Figure()).add(figure)
    return [
        compared(_("Why they had to ask"), _("Reason"), _of_choices(reasons, Avoidable), exact=exact),
        compared(_("About which services"), _("Service"), _of_services(services).values(), exact=exact),
    ]


def _map(
    caption: str,
    places: Mapping[int | None, str],
    numbers: Mapping[tuple[Any, ...], int],
    columns: Mapping[Any, str],
    *,
    exact: bool,
) -> Table:
    names = {**places, None: _("No place")}
    asked = {place for place, _column in numbers}
    rows = sorted(asked, key=lambda place: (place is None, alphabetical(names[place], preferred()[0])))
    order = sorted(columns, key=lambda column: alphabetical(columns[column], preferred()[0]))
    cells = [[numbers.get((place, column), 0) for column in order] for place in rows]
    heads = [_("Place"), *(columns[column] for column in order)]
    return crossed(caption, heads, [names[place] for place in rows], cells, exact=exact)


def _part(table: Table, caption: str, urls: set[str]) -> Table:
    """Some rows, with what is hidden in the whole hidden here too."""
    return Table(caption, table.heads, [row for row in table.rows if row.url in urls])


def _of_choices(figures: Mapping[str, Figure], choices: Any) -> list[Named]:
    return [Named(str(choices(value).label), figure) for value, figure in figures.items()]


def _of_services(figures: Mapping[int, Figure]) -> dict[int, Named]:
    names = names_by_id(list(figures))
    return {
        service: Named(str(names[service].name), figure, reverse("measurement:service", args=[names[service].slug]))
        for service, figure in figures.items()
        if service in names
    }


def _of_themes(figures: Mapping[str, Figure]) -> list[Named]:
    names = dict(THEMES)
    return [Named(str(names.get(theme, _("Not said"))), figure) for theme, figure in figures.items()]


def _place_names(municipality: Municipality) -> dict[int | None, str]:
    return {place.pk: str(place.name) for place in Place.objects.filter(municipality=municipality).order_by("pk")}
