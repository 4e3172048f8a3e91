"""verkstad load-folder"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from rich.progress import track

from verkstad.portal.loading import REFUSALS, Folder


class Command(BaseCommand):
    help = "Loads municipalities with their services and places from a folder of YAML files, laid out as demo/ is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="Holds municipalities.yaml.")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            with transaction.atomic():
                for _name, step in track(list(Folder(folder).steps()), description="Loading"):
                    step()
        except REFUSALS as problem:
            raise CommandError(f"Nothing has been changed. {problem}") from problem
