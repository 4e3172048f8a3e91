"""Short codes that people read aloud, write down and type."""

import re
import secrets

# Without letters and digits that look or sound alike.
CODE_LETTERS = "abcdefghjkmnprstuvxyz23456789"
CODE_LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def plain_code(words: str) -> str:
    """As it is kept, however it was typed: where it is read it stands in two parts."""
    return re.sub(r"[\W_]+", "", words).lower()[:CODE_LENGTH]
