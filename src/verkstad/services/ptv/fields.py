"""Reads the fields of one general description and refuses it when one is not as it should be."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop

from verkstad.core.entries import WEB_ADDRESS
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.ptv.draft import plain_text
from verkstad.services.ptv.vocabularies import Labels


class Fields:
    def __init__(self, values: Any) -> None:
        if not isinstance(values, dict):
            raise Problem(gettext_noop("It is not a general description."))
        self._values: dict[str, Any] = values

    def text(self, field: str) -> str:
        return _text(field, self._values.get(field))

    def labels(self, field: str) -> Labels:
        """The texts of the field by language, without what the editor put around them."""
        return _labels(field, self._values.get(field))

    def terms(self, field: str) -> Labels:
        """The names of the terms by their addresses."""
        return {
            _text(field, item.get("Key")): _text(field, item.get("Value"))
            for item in _items(field, self._values.get(field))
        }

    def laws(self, languages: Sequence[str]) -> list[Values]:
        """Each law once, in the first of the languages that it has, else in any."""
        laws = [Fields(item) for item in _items("Laws", self._values.get("Laws"))]
        named = [(first(law.labels("Names"), languages)[:300], law.link("Links", languages)) for law in laws]
        return [{"name": name, "url": url} for name, url in dict.fromkeys(named) if name]

    def link(self, field: str, languages: Sequence[str]) -> str:
        """The web address in the first of the languages that it has, else in any."""
        url = first(self.labels(field), languages)
        if url and not url.startswith(WEB_ADDRESS):
            raise Problem(
                gettext_noop("A web address must begin with https:// or http://, not “%(url)s”."), url=url[:60]
            )
        return url


def first(labels: Labels, languages: Sequence[str]) -> str:
    """The label in the first of the languages that has one, else in any."""
    return next((labels[language] for language in (*languages, *sorted(labels)) if labels.get(language)), "")


def _text(field: str, value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise Problem(gettext_noop("%(name)s must be text."), name=field)
    return value or ""


def _items(field: str, value: Any) -> list[dict[str, Any]]:
    items = value or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Problem(gettext_noop("%(name)s must be a list of objects."), name=field)
    return items


def _labels(field: str, value: Any) -> Labels:
    found: Labels = {}
    for item in _items(field, value):
        language = _text(field, item.get("Lang"))
        try:
            found[language] = plain_text(_text(field, item.get("Label")))
        except ValueError as error:
            problem = gettext_noop("%(name)s in the language %(language)s cannot be read.")
            raise Problem(problem, name=field, language=language[:10]) from error
    return found
