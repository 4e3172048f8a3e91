"""A service's texts as one reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from verkstad.core.translated import Text, best
from verkstad.services.models import ServiceText

_TEXTS = ("name", "summary", "description", "what_you_need", "plain", "cost", "processing_time", "without_eid")


@dataclass(frozen=True, slots=True)
class ReadableText:
    """Each text in the reader's language if it exists, else the municipality's main one, else any; it knows which."""

    name: Text
    summary: Text
    description: Text
    what_you_need: Text
    plain: Text
    cost: Text
    processing_time: Text
    without_eid: Text
    reviewed_on: date | None


def readable(texts: Iterable[ServiceText]) -> ReadableText:
    """From all the languages of a service, of which there is at least one."""
    by_language = {text.language: text for text in texts}
    chosen = {name: best({language: getattr(text, name) for language, text in by_language.items()}) for name in _TEXTS}
    return ReadableText(**chosen, reviewed_on=by_language[chosen["name"].language].reviewed_on)
