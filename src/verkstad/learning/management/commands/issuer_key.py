"""verkstad issuer-key"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verkstad.learning.actions import issuer_keys as actions
from verkstad.learning.models import IssuerKey
from verkstad.learning.queries import issuer_keys as queries
from verkstad.municipalities.commands import municipality_named
from verkstad.municipalities.models import Municipality


class Command(BaseCommand):
    help = (
        "Shows the keys that a municipality signs badges with; the first time it makes one. Replaces or revokes them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("municipality", metavar="MUNICIPALITY", help="Its name in addresses, such as bjorkhamn.")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--rotate", action="store_true", help="Make a new key; badges signed before still hold.")
        what.add_argument(
            "--revoke", metavar="ID", type=int, help="Let nothing that this key has signed hold any more."
        )

    def handle(self, *, municipality: str, rotate: bool, revoke: int | None, **options: Any) -> None:
        found = municipality_named(municipality)
        try:
            self._do(found, rotate=rotate, revoke=revoke)
        except LookupError as problem:
            raise CommandError(f"{problem} Give it one first.") from problem
        for key in queries.keys_of(found):
            self.stdout.write(f"{key.pk}  {key.made_at:%Y-%m-%d}  {_state(key)}  {key.address}")

    def _do(self, municipality: Municipality, *, rotate: bool, revoke: int | None) -> None:
        if rotate:
            actions.rotate(municipality)
        elif revoke is None:
            actions.ensure_key(municipality)
        elif key := queries.keys_of(municipality).filter(pk=revoke).first():
            actions.revoke(key)
        else:
            raise CommandError(f"{municipality} has no key {revoke}.")


def _state(key: IssuerKey) -> str:
    if key.revoked_at:
        return f"revoked {key.revoked_at:%Y-%m-%d}"
    return f"replaced {key.replaced_at:%Y-%m-%d}" if key.replaced_at else "in use"
