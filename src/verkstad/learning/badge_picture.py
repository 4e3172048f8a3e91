"""A badge to look at, in the municipality's colours, with the signed one baked into it (Open Badges 3.0, 5.3)."""

import json
from textwrap import wrap
from typing import Any

from django.template.loader import render_to_string

from verkstad.core.translated import reading_in
from verkstad.learning.models import Certificate
from verkstad.learning.queries.certificates import badge_of
from verkstad.municipalities.look import palette

# Of its circle, in which letters are about so wide as a share of their height.
WIDTH_OF_TITLE, WIDTH_OF_OWNER, OF_A_LETTER = 385, 320, 0.56
LARGEST_TITLE, LARGEST_OWNER = 46, 26


def baked(certificate: Certificate) -> str:
    """An SVG, in the language of the certificate; raises as badge_of does."""
    municipality, edition = certificate.municipality, certificate.edition
    with reading_in(certificate.language, municipality.main_language):
        title, owner = str(edition.title), str(municipality.name)
        lines = wrap(title, max(14, len(title) // 4 + 3), break_long_words=False)
        context = {
            "credential": _within_cdata(badge_of(certificate)),
            "edition": edition,
            "title": title,
            "lines": lines,
            "size": _size(max(lines, key=len), WIDTH_OF_TITLE, LARGEST_TITLE),
            "owner": owner,
            "owner_size": _size(owner, WIDTH_OF_OWNER, LARGEST_OWNER),
            "colours": palette(municipality.main_colour).accent,
        }
        return render_to_string("learning/badge.svg", context)


def _size(words: str, width: int, largest: int) -> int:
    return min(largest, int(width / (OF_A_LETTER * len(words))))


def _within_cdata(badge: dict[str, Any]) -> str:
    """As JSON without what would end the section; a greater-than sign stands within strings alone."""
    return json.dumps(badge, ensure_ascii=False).replace("]]>", "]]\\u003e")
