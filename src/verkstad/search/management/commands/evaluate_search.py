from dataclasses import fields
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from verkstad.search.evaluation import Figures, UnreadableCollection, as_json, evaluate, read_collection


class Command(BaseCommand):
    help = "Measures how well the search answers judged questions; nothing is stored."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", type=Path, help="Holds corpus.jsonl, queries.jsonl and qrels.tsv.")
        parser.add_argument("--language", required=True, help="Of the texts and the questions, such as sv.")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON.")
        parser.add_argument("--no-embeddings", action="store_true", help="By words alone, without meaning.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["no_embeddings"]:
            settings.EMBEDDER = ""
        try:
            collection = read_collection(options["folder"])
        except UnreadableCollection as error:
            raise CommandError(str(error)) from error
        with Progress(disable=options["json"] or options["verbosity"] == 0) as progress:
            bar = progress.add_task("Reading what can be found", total=None)
            results = evaluate(
                collection, options["language"], lambda done, of: progress.update(bar, completed=done, total=of)
            )
        self.stdout.write(as_json(results) if options["json"] else "\n".join(map(_told, results.items())))


def _told(result: tuple[str, Figures]) -> str:
    file, figures = result
    told = [f"  {field.name:15} {_number(getattr(figures, field.name))}" for field in fields(figures)]
    return "\n".join([file, *told])


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
