"""The reports: figures with the names of what they are of, as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from verkstad.measurement.tables import Cell, Named, Table, compared, crossed, digital_over_time, headline, over_time
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Organisation, Service
from verkstad.services.queries import names_by_id

# Of those that people ask most about; the others are in the files.
MOST_ASKED = 100


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
    """Of the same months as the trend; None when nobody has told."""
    period = wanted.period.at_least(12)
    cases = queries.digital_cases(municipality, service_id, period)
    if not cases:
        return None
    months = {date_format(month, "F Y"): cases.get(month, 0) for month in period.months}
    return digital_over_time(_("Done digitally"), months, exact=exact)


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


def by_place(municipality: Municipality, wanted: Wanted, *, exact: bool) -> Table:
    figures = queries.figures_by(municipality, wanted, "place_id")
    names = _place_names(municipality)
    things = [Named(names.get(place, _("No place")), figure) for (place,), figure in figures.items()]
    return compared(_("By place"), _("Place"), things, exact=exact)


def by_place_and_theme(municipality: Municipality, wanted: Wanted, *, exact: bool) -> Table:
    """Of what is no service; every theme that anybody asked about has a column."""
    figures = {
        key: figure for key, figure in queries.figures_by(municipality, wanted, "place_id", "theme").items() if key[1]
    }
    names = dict(THEMES)
    themes = {theme: str(names[theme]) for theme in names if any(theme == key[1] for key in figures)}
    return _map(_("By theme"), municipality, figures, themes, exact=exact)


def by_place_and_organisation(municipality: Municipality, wanted: Wanted, *, exact: bool) -> Table:
    """Of services, by who answers for them."""
    figures = queries.figures_by(municipality, wanted, "place_id", "service__organisation_id")
    figures = {key: figure for key, figure in figures.items() if key[1]}
    asked = Organisation.objects.filter(pk__in={organisation for _place, organisation in figures}).order_by("pk")
    names = {one.pk: str(one.name) for one in asked}
    return _map(_("By who answers for the service"), municipality, figures, names, exact=exact)


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
    municipality: Municipality,
    figures: Mapping[tuple[Any, ...], Figure],
    columns: Mapping[Any, str],
    *,
    exact: bool,
) -> Table:
    names = {None: _("No place"), **_place_names(municipality)}
    asked = {place for place, _column in figures}
    places = sorted(asked, key=lambda place: (place is None, alphabetical(names[place], preferred()[0])))
    order = sorted(columns, key=lambda column: alphabetical(columns[column], preferred()[0]))
    numbers = [[figures.get((place, column), Figure()).number for column in order] for place in places]
    heads = [_("Place"), *(columns[column] for column in order)]
    return crossed(caption, heads, [names[place] for place in places], numbers, exact=exact)


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
