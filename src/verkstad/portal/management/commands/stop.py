from typing import Any

from django.core.management.base import BaseCommand

from verkstad.portal import launch


class Command(BaseCommand):
    help = "Ends the demo, and waits until nothing of it is left running."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        launch.stop(self.stdout.write)
