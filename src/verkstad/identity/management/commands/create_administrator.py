"""verkstad create-administrator"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from verkstad.core.audit import SYSTEM
from verkstad.identity import actions
from verkstad.identity.links import front_of
from verkstad.identity.models import Role
from verkstad.municipalities.commands import municipality_named


class Command(BaseCommand):
    help = "Invites somebody as administrator of a municipality: by a letter, and by a link that is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("municipality", metavar="MUNICIPALITY", help="Its name in addresses, such as bjorkhamn.")
        parser.add_argument("email", metavar="EMAIL", help="The e-mail address that the person signs in with.")

    def handle(self, *, municipality: str, email: str, **options: Any) -> None:
        found = municipality_named(municipality)
        try:
            validate_email(email)
            front = front_of(found, found.main_language)
            link = actions.invite(
                municipality=found,
                email=email,
                role=Role.ADMINISTRATOR,
                language=found.main_language,
                link=lambda secret: f"{front}staff/invitation/{secret}/",
                by=SYSTEM,
            )
        except ValidationError as problem:
            raise CommandError(f"“{email}” is not an e-mail address.") from problem
        except LookupError as problem:
            raise CommandError(f"{problem} Give it one first.") from problem
        except actions.AlreadyMember as problem:
            raise CommandError(f"{email} is a member already; another administrator can change the role.") from problem
        self.stdout.write(f"{email} is invited. The link works once, for seven days, and is not shown again:\n{link}")
