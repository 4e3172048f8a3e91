"""The pages of the portal that can be searched for, listed by the portal where ``settings.SEARCHED_PAGES`` says."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from verkstad.municipalities.models import Municipality, Part


@dataclass(frozen=True, slots=True)
class Page:
    """``slug`` is the name of its address ("portal:contact"); ``words`` are everyday words, with commas between.

    A page of a ``part`` is not there where that is switched off.
    """

    slug: str
    name: str | Promise
    summary: str | Promise
    words: str | Promise
    part: Part | None = None


def pages_in(municipality: Municipality) -> Iterator[tuple[str, Page]]:
    """Each page in each language of the municipality that the interface speaks, texts translated."""
    spoken = dict(settings.LANGUAGES)
    known = import_string(settings.SEARCHED_PAGES)
    pages = [page for page in known if page.part is None or municipality.has(page.part)]
    for language in municipality.languages:
        if language in spoken:
            with translation.override(language):
                for page in pages:
                    yield language, Page(page.slug, str(page.name), str(page.summary), str(page.words))
