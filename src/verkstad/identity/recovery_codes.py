"""What a recovery code looks like: 120 bits that nobody can guess, so that a plain hash is enough to know one again.

Source: OWASP ASVS 5.0, 6.5.2.
"""

import re

from django.utils.crypto import get_random_string

# Without letters that look like others.
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 24
_LOOKALIKES = str.maketrans("oil", "011")


def new_code() -> str:
    """In groups of four, for people who copy it by hand."""
    signs = get_random_string(LENGTH, SIGNS)
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))


def plain(code: str) -> str:
    """Without what people add or leave out when they copy it."""
    return re.sub(r"\W|_", "", code.lower()).translate(_LOOKALIKES)


def looks_like_one(code: str) -> bool:
    """So much longer than the code of an app that it cannot be meant for one."""
    return len(plain(code)) >= LENGTH
