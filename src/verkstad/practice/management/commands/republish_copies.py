from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkstad.practice.actions.screens import write_pages
from verkstad.practice.models import Screen
from verkstad.practice.recorded.tree import Refused


class Command(BaseCommand):
    help = "Writes the pages of all recorded copies anew, by today's lists of what is allowed. Run it after an update."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = write_pages(Screen.objects.all())
        except Refused as refused:
            raise CommandError(f"Nothing is changed: {refused}.") from refused
        self.stdout.write(f"{written} screens are written.")
