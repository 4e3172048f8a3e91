"""What every template may use, and how templates are read: by Jinja2."""

import datetime as dt
from functools import cache, lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import QueryDict
from django.template.defaultfilters import linebreaksbr
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from jinja2 import BaseLoader, Environment, StrictUndefined

from verkstad.core import writing


def environment(*, loader: BaseLoader, auto_reload: bool, **_defaults: object) -> Environment:
    """For settings.TEMPLATES. What a page uses and nobody gave it is an error, never nothing."""
    made = Environment(
        loader=loader,
        auto_reload=auto_reload,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": gettext,
        "ngettext": ngettext,
        "url": url,
        "static": static,
        "icon": icon,
        "query_string": query_string,
    }
    made.filters |= {
        "text": writing.text,
        "foreign": writing.foreign,
        "prose": writing.prose,
        "phone": writing.phone,
        "breakable": writing.breakable,
        "language_name": writing.language_name,
        "date": date,
        "number": number,
        "linebreaksbr": linebreaksbr,
    }
    return made


def gettext(words: str, **values: object) -> SafeString:
    """The words in the language of the page; the translation is mark-up, the values in it are not."""
    return _filled(translation.gettext(words), values) if values else _translated(translation.get_language(), words)


@lru_cache(maxsize=4096)
def _translated(_language: str | None, words: str) -> SafeString:
    """A page has some sixty, of which most stand on every page."""
    return mark_safe(translation.gettext(words))  # noqa: S308 -- our own words


def ngettext(one: str, many: str, count: int, **values: object) -> SafeString:
    """As gettext, by number, which is also the value "number"."""
    return _filled(translation.ngettext(one, many, count), values | {"number": number(count)})


def _filled(words: str, values: dict[str, Any]) -> SafeString:
    escaped = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(words % escaped)  # noqa: S308 -- our own words; values are escaped


def url(name: str, *arguments: object) -> str:
    """The address of a page, below the municipality and language of this one."""
    return _url_below(get_script_prefix(), name, *arguments)


@lru_cache(maxsize=8192)
def _url_below(_front: str, name: str, *arguments: object) -> str:
    """Pages name the same pages again and again, and finding an address takes Django longer than a card."""
    return reverse(name, args=arguments)


def date(value: dt.date, format_name: str | None = None) -> str:
    """As people there write it; a moment is shown by the clock of the municipality."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, format_name)


def number(value: int) -> str:
    """With thousands apart, as people there write them."""
    return str(number_format(value, force_grouping=True))


def query_string(query: QueryDict, **changes: object) -> str:
    """The query of an address with some of it changed."""
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = str(value)
    return f"?{changed.urlencode()}"


@cache
def static(path: str) -> str:
    """The address of a static file, looked up once in a process; it is the same on every page."""
    return staticfiles_storage.url(path)


@cache
def icon(name: str) -> SafeString:
    """A symbol of icons.svg. Decoration only: words stand beside it."""
    symbol = '<svg class="vk-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    return format_html(symbol, static("verkstad/icons.svg"), name)
