"""The persona's fields in texts: "Hej {given_name}" becomes "Hej Karin"."""

import re
from collections.abc import Mapping

FIELD_NAME = re.compile(r"[a-z_]+")
_FIELD = re.compile(rf"\{{({FIELD_NAME.pattern})\}}")


def fields_in(text: str) -> list[str]:
    return _FIELD.findall(text)


def filled(text: str, fields: Mapping[str, str]) -> str:
    """With what the persona has for each field; one that it has not stays, so that it is seen."""
    return _FIELD.sub(lambda match: fields.get(match[1], match[0]), text)
