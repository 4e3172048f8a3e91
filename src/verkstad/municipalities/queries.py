"""Reads: which municipality, by host name or slug."""

from django.db.models import QuerySet

from verkstad.municipalities.models import Municipality


def municipality_by_host(host: str) -> Municipality | None:
    return Municipality.objects.select_related("region").filter(domains__host=host).order_by("pk").first()


def municipality_by_slug(slug: str) -> Municipality | None:
    if "\x00" in slug:  # of which PostgreSQL cannot even be asked
        return None
    return Municipality.objects.select_related("region").filter(slug=slug).order_by("pk").first()


def all_municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.select_related("region").order_by("pk")
