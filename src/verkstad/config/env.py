"""Typed reading of the environment that fails loudly, with one sentence that names the setting."""

import os
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def is_given(name: str) -> bool:
    return name in os.environ or f"{name}_FILE" in os.environ


def text(name: str, default: str | None = None) -> str:
    """The variable's value, or that of the file named by ``<name>_FILE``; the default if neither is set."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read ({error.strerror}).") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The setting {name} is missing; see docs/operate/configuration.md.")
    return value


def file(name: str) -> Path | None:
    """The file that the variable names, which must be there; None when it names none."""
    named = os.environ.get(name)
    if named and not Path(named).is_file():
        raise ImproperlyConfigured(f"{name} names {named}, which is no file.")
    return Path(named) if named else None


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"The setting {name} must be 1 or 0, not “{value}”.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"The setting {name} must be a whole number, not “{value}”.")
    return int(value)


def choice(name: str, default: str, choices: Collection[str]) -> str:
    value = os.environ.get(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"The setting {name} must be one of {', '.join(choices)}, not “{value}”.")
    return value


def secret(name: str) -> str:
    """A secret of at least 50 characters, so that nobody runs with a word they made up."""
    value = text(name)
    if len(value) < 50 or len(set(value)) < 10:
        raise ImproperlyConfigured(
            f"The setting {name} is too weak: it must be at least 50 random characters "
            "(make one with “verkstad new-secret”)."
        )
    return value
