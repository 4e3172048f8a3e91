"""Addresses for what is new."""

from itertools import chain, count

from django.utils.text import slugify


def free_slug(name: str, taken: set[str], otherwise: str, *, length: int = 100) -> str:
    """From the name, numbered when there is one already; it counts as taken then."""
    plain = slugify(name)[: length - 6].strip("-") or otherwise
    slug = next(it for it in chain([plain], (f"{plain}-{n}" for n in count(2))) if it not in taken)
    taken.add(slug)
    return slug
