"""verkstad load-demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import track

from verkstad.core import audit
from verkstad.core.models import AuditEntry
from verkstad.municipalities.models import Municipality, Region
from verkstad.portal.demo_people import save_people
from verkstad.portal.loading import Folder


class Command(BaseCommand):
    help = "Load the three made-up municipalities of the demo, or bring them up to date. Nothing else is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-changed", action="store_true", help="Do nothing when they are loaded and unchanged.")

    def handle(self, *, if_changed: bool, **options: Any) -> None:
        demo = Folder(settings.REPOSITORY / "demo")
        if others := Municipality.objects.exclude(slug__in=demo.municipalities()).order_by("slug"):
            raise CommandError(
                f"This database has {others[0]}, which is not of the demo; the demo is not mixed into it."
            )
        fingerprint = demo.fingerprint()
        loaded = AuditEntry.objects.filter(action="demo.loaded").order_by("-at").first()
        if if_changed and loaded and loaded.details["fingerprint"] == fingerprint:
            return
        for _name, step in track(list(demo.steps()), description="Loading the demo"):
            step()
        save_people(demo.path)
        audit.record("demo.loaded", target=Region.objects.order_by("pk")[0], fingerprint=fingerprint)
