"""Short texts in several languages, kept in one column, and the choice of the best one for the reader."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import Promise
from django.utils.translation import get_language, override

_fallback: ContextVar[str] = ContextVar("fallback_language", default="")


@contextmanager
def reading_in(language: str, fallback: str) -> Iterator[None]:
    """For a reader of the language; texts that do not exist in it are shown in ``fallback``."""
    token = _fallback.set(fallback)
    try:
        with override(language):
            yield
    finally:
        _fallback.reset(token)


def preferred() -> tuple[str, str]:
    """The reader's language, then the one to fall back on."""
    language = get_language() or ""
    return language, _fallback.get() or language


class Text(str):
    """A text that knows its language, so that a page can mark up what is not in the reader's own."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str) -> "Text":
        text = super().__new__(cls, value)
        text.language = language
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # str has one
        return str(self), self.language

    @property
    def is_fallback(self) -> bool:
        return bool(self) and self.language != (get_language() or "")


def best(texts: Mapping[str, str], languages: Iterable[str] | None = None) -> Text:
    """The text in the first of ``languages`` (the reader's, then the fallback) that has one, else in any."""
    for language in (*(preferred() if languages is None else languages), *sorted(texts)):
        if value := texts.get(language):
            return Text(value, language)
    return Text("", "")


class Translated(dict[str, str]):
    """Texts by language code; as a string it is the best one for the reader."""

    def __str__(self) -> str:
        return self.best

    @property
    def best(self) -> Text:
        return best(self)


def _validate(value: object) -> None:
    ok = isinstance(value, dict) and all(
        isinstance(key, str) and 2 <= len(key) <= 3 and isinstance(text, str) for key, text in value.items()
    )
    if not ok:
        raise ValidationError("Texts by language code are needed, such as {'sv': 'Bibliotek'}.")


class TranslatedAttribute(DeferredAttribute):
    """Makes a plain dictionary that is given to a row the same as one that comes from the database."""

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = Translated(value) if type(value) is dict else value


class TranslatedField(models.JSONField):
    """A JSON column of texts by language code; reads as ``Translated``."""

    descriptor_class = TranslatedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, _validate]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is Translated:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        loaded = super().from_db_value(value, expression, connection)
        return Translated(loaded) if isinstance(loaded, dict) else loaded

    def get_prep_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Promise) else value
