"""How texts, names of languages, telephone numbers, addresses and distances are written on pages."""

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext_lazy

from verkstad.core.translated import Text, Translated


def text(value: object) -> str | SafeString:
    """A text, marked up with its language when that is not the page's."""
    best = value.best if isinstance(value, Translated) else value
    words = _unbroken(str(best))
    if isinstance(best, Text) and best.is_fallback:
        return format_html('<span lang="{}">{}</span>', best.language, words)
    return words


def _unbroken(words: str) -> str:
    """With "1 150" and "e-post" on one line: otherwise "1" ends a line and "150 kronor" begins the next.

    What may be an address is left as it is, for it is copied.
    """
    words = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\N{NO-BREAK SPACE}", words)
    return re.sub(r"(?<![^\s(“])([A-Za-z])-(?=[^\W\d_]{2})(?!\S*[@/.]\w)", "\\1-\N{WORD JOINER}", words)


def foreign(value: object) -> str:
    """The language of a text when it is not the page's, else nothing: for a lang attribute around it."""
    best = value.best if isinstance(value, Translated) else value
    return best.language if isinstance(best, Text) and best.is_fallback else ""


# Languages that people are met in and that Django has no name for, or none in Swedish and Danish.
OTHER_LANGUAGES = {
    "fo": gettext_lazy("Faroese"),
    "kl": gettext_lazy("Greenlandic"),
    "ku": gettext_lazy("Kurdish"),
    "nb": gettext_lazy("Norwegian"),
    "prs": gettext_lazy("Dari"),
    "se": gettext_lazy("Northern Sami"),
    "so": gettext_lazy("Somali"),
    "ti": gettext_lazy("Tigrinya"),
}


# What those of them call themselves that pages may be in.
OWN_NAMES = {"fo": "føroyskt", "kl": "kalaallisut", "se": "davvisámegiella"}


def own_name(code: str) -> str:
    """What a language is called in itself: "svenska", "dansk", "English"."""
    try:
        return OWN_NAMES.get(code) or str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def language_name(code: str) -> str:
    """What a language is called in the language of the page, as inside a sentence."""
    try:
        name = str(OTHER_LANGUAGES.get(code) or get_language_info(code)["name_translated"])
    except KeyError:
        return code
    return name if (get_language() or "").startswith("en") else name.lower()


def prose(value: str) -> SafeString:
    """Plain text as paragraphs and lists: a blank line parts paragraphs, lines that begin with "- " are a list."""
    return format_html_join("\n", "{}", ((block,) for block in _blocks(str(value))))


def _blocks(value: str) -> Iterator[SafeString]:
    for block in _unbroken(value).replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        items = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
        words = " ".join(line for line in lines if not line.startswith("- "))
        if words:
            yield format_html("<p>{}</p>", words)
        if items:
            yield format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))


def distance(kilometres: float | None) -> str:
    """As people say it: "400 m", "2.3 km" or "2,3 km", "14 km"."""
    if kilometres is None:
        return ""
    if kilometres < 1:
        return f"{max(50, round(kilometres * 20) * 50)} m"
    if kilometres >= 10:
        return f"{kilometres:.0f} km"
    point = "." if (get_language() or "").startswith("en") else ","
    return f"{kilometres:.1f} km".replace(".", point)


# By the language of the page: how a number in the country's own form begins.
DIALLED_AT_HOME = {
    "sv": ((r"^\+46 (\d+) ", r"0\1-"), (r"^\+358 ", "0")),
    "da": ((r"^\+45 ", ""), (r"^\+298 ", "")),
}


def phone(number: str) -> str:
    """As people write it: "+46 999 10 20 00" is "0999-10 20 00" in Swedish, and with its country in other languages."""
    for international, national in DIALLED_AT_HOME.get(get_language() or "", ()):
        number = re.sub(international, national, number)
    return number


def breakable(address: str) -> SafeString:
    """An address that may be parted before an @ and after a slash, where a narrow screen needs that."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in re.split(r"(?=@)|(?<=/)", address)))
