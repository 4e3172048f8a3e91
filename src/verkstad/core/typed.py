"""What strangers type and staff read: names, and ways to be reached."""

import unicodedata
from typing import Any

from django import forms

# They turn the text around that stands after them, also that of the page.
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
# Not what joins and parts letters, which Persian names and emoji are written with. NUL is refused by Django.
_CONTROL = "".join(sign for sign in map(chr, range(1, 0xA0)) if unicodedata.category(sign) == "Cc")
_UNSEEN = str.maketrans("", "", _DIRECTION + _WITHOUT_WIDTH + "".join(_CONTROL.split()))


class TypedField(forms.CharField):
    """Reads a text without signs for its direction, without those of no width and control signs but line breaks.

    They come along when a name or a number is copied from a telephone's contacts, so nobody is told off for them.
    """

    def to_python(self, value: Any) -> str | None:
        return super().to_python(value.translate(_UNSEEN) if isinstance(value, str) else value)
