"""Reads: which municipality, by host name or slug."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from verkstad.municipalities.models import Domain, Municipality


def municipality_at(host: str, slug: str) -> tuple[Municipality | None, bool]:
    """The municipality that owns the host name (then True), else the one of the slug; one query."""
    owns = Exists(Domain.objects.filter(host=host, municipality=OuterRef("pk")))
    named = Municipality.objects.annotate(owns_host=owns).filter(Q(owns_host=True) | Q(slug=_storable(slug)))
    found = named.select_related("region").order_by("-owns_host", "pk").first()
    return found, found is not None and found.owns_host


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
