"""What templates are told about the quality of an entry."""

from typing import Any

from verkstad.services.plain import TextWarning
from verkstad.services.quality import Part, Quality
from verkstad.services.queries import Assessment, RatedService
from verkstad.services.review_words import PARTS, grade, place, sentence


def quality_card(found: Assessment) -> dict[str, Any]:
    """The parameters of components/quality_panel.html."""
    return {
        "rating": rating(found.quality),
        "to_do": [_part(part) for part in found.quality.to_do],
        "warnings": [_warning(warning) for warning in found.warnings],
    }


def rated_row(found: RatedService) -> dict[str, Any]:
    """One line of the list: its name, how good it is, and what to do first."""
    worst = next(iter(found.quality.to_do), None)
    return {
        "slug": found.slug,
        "name": found.name,
        "rating": rating(found.quality),
        "next": PARTS[worst.code].next if worst else "",
    }


def rating(quality: Quality) -> dict[str, Any]:
    """A number, and its word beside it."""
    return {"score": quality.score, **grade(quality)._asdict()}


def _part(part: Part) -> dict[str, Any]:
    return {"percent": round(100 * part.share), **PARTS[part.code]._asdict()}


def _warning(warning: TextWarning) -> dict[str, Any]:
    """``where`` is the piece of text, unless the sentence names it."""
    where = "" if warning.where in warning.values.values() else warning.where
    return {"place": place(warning), "sentence": sentence(warning), "where": where, "language": warning.language}
