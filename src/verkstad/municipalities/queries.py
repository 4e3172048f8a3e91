"""Reads: which municipality, by host name or slug."""

import json
from typing import Any

from django.db.models import QuerySet

from verkstad.municipalities.data import SETTINGS, data_of, settings_of, with_settings
from verkstad.municipalities.models import Municipality, Region, SettingsDraft


def municipality_at(host: str, slug: str) -> tuple[Municipality | None, bool]:
    """The municipality that owns the host name (then True), else the one of the slug; one query."""
    for found in Municipality.objects.raw(_AT, {"host": host, "slug": _storable(slug)}):
        if region := vars(found)["region_row"]:
            found.region = Region(**json.loads(region))
        return found, vars(found)["owns_host"]
    return None, False


# Written out, because every request asks it, and Django takes longer to put it together than the database to answer it.
_AT = """
SELECT municipality.*, to_json(region)::text AS region_row, domain.host IS NOT NULL AS owns_host
FROM municipalities_municipality AS municipality
LEFT JOIN municipalities_region AS region ON region.id = municipality.region_id
LEFT JOIN municipalities_domain AS domain ON domain.municipality_id = municipality.id AND domain.host = %(host)s
WHERE domain.host IS NOT NULL OR municipality.slug = %(slug)s
ORDER BY owns_host DESC, municipality.id
LIMIT 1
"""


def municipality_by_slug(slug: str) -> Municipality | None:
    return Municipality.objects.select_related("region").filter(slug=_storable(slug)).order_by("pk").first()


def is_main_colour(colour: str) -> bool:
    """Whether a municipality has this colour ("#0b5c5a", in either case), or tries it in a draft."""
    if Municipality.objects.filter(main_colour__iexact=colour).exists():
        return True
    return SettingsDraft.objects.filter(values__main_colour=colour.lower()).exists()


def _storable(slug: str) -> str:
    """Nothing instead of what PostgreSQL cannot even be asked about."""
    return "" if "\x00" in slug else slug


def all_municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.select_related("region").order_by("pk")


def settings_draft(municipality: Municipality) -> SettingsDraft | None:
    return SettingsDraft.objects.filter(municipality=municipality).order_by("pk").first()


def drafted_settings(municipality: Municipality) -> dict[str, Any]:
    """The settings as they would be with the draft published."""
    draft = settings_draft(municipality)
    return settings_of(data_of(municipality)) | (draft.values if draft else {})


def as_drafted(municipality: Municipality) -> Municipality:
    """The municipality as it would be, to be shown and not to be saved."""
    data = with_settings(data_of(municipality), drafted_settings(municipality))
    values = {name: getattr(data, name) for name in SETTINGS}
    drafted = Municipality(pk=municipality.pk, slug=municipality.slug, **values)
    for name in ("region", "country", "time_zone", "examples"):
        setattr(drafted, name, getattr(municipality, name))
    drafted.main_language = data.languages[0]
    return drafted
