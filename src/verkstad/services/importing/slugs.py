"""Addresses for what is new."""

from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

_LONGEST = 74


def taken_slugs(things: QuerySet[Any], names: Iterable[str], otherwise: str) -> set[str]:
    """Those that may be in the way of new things of these names."""
    own = things.order_by().values_list("slug", flat=True)
    taken = set(own.filter(slug__in={_plain(name, otherwise) for name in names}))
    for slug in sorted(taken):
        taken |= set(own.filter(slug__startswith=f"{slug}-"))
    return taken


def free_slug(name: str, taken: set[str], otherwise: str) -> str:
    """From the name, numbered when there is one already; it counts as taken then."""
    plain = _plain(name, otherwise)
    slug = next(it for it in chain([plain], (f"{plain}-{n}" for n in count(2))) if it not in taken)
    taken.add(slug)
    return slug


def _plain(name: str, otherwise: str) -> str:
    return slugify(name)[:_LONGEST].strip("-") or otherwise
