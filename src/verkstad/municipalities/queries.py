"""Reads: which municipality, by host name or slug."""

import json

from django.db.models import QuerySet

from verkstad.municipalities.models import Municipality, Region


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
    """Whether a municipality has this colour ("#0b5c5a", in either case)."""
    return Municipality.objects.filter(main_colour__iexact=colour).exists()


def _storable(slug: str) -> str:
    """Nothing instead of what PostgreSQL cannot even be asked about."""
    return "" if "\x00" in slug else slug


def all_municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.select_related("region").order_by("pk")
