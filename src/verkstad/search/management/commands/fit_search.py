from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from verkstad.search.evaluation import UnreadableCollection, read_collection
from verkstad.search.fitting import LAST, PRESENT, Fit, Question, ask, fit, rewritten
from verkstad.search.weights import FILE

_WIDTH = 120

type Judged = tuple[Path, str]


class Command(BaseCommand):
    help = "Fits the weights of the ranking to judged questions, and tells what they are worth on others."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "collections",
            nargs="+",
            type=_judged,
            metavar="FOLDER:LANGUAGE",
            help="Holds corpus.jsonl, queries.jsonl and qrels.tsv. Questions whose id begins with held- are only "
            "measured, never fitted on.",
        )
        parser.add_argument("--folds", type=_folds, default=5, help="Into how many parts the questions are divided.")
        parser.add_argument("--write", action="store_true", help=f"Write the weights, if they are better, to {FILE}.")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=cast(IO[str], self.stdout), width=_WIDTH)
        found = fit(_asked(options["collections"], options["folds"], quiet=options["verbosity"] == 0), options["folds"])
        console.print(_figures(found), _weights(found))
        if options["write"]:
            self.stdout.write(_write(found))


def _judged(argument: str) -> Judged:
    folder, colon, language = argument.rpartition(":")
    if not (colon and folder and language):
        raise ArgumentTypeError(f"“{argument}” is no FOLDER:LANGUAGE.")
    return Path(folder), language


def _folds(argument: str) -> int:
    if not (argument.isdecimal() and int(argument) > 1):
        raise ArgumentTypeError("There must be at least 2 folds.")
    return int(argument)


def _asked(collections: Sequence[Judged], folds: int, *, quiet: bool) -> list[Question]:
    with Progress(disable=quiet) as progress:
        return [question for judged in collections for question in _asked_of(judged, folds, progress)]


def _asked_of(judged: Judged, folds: int, progress: Progress) -> Iterator[Question]:
    folder, language = judged
    bar = progress.add_task(folder.name, total=None)
    try:
        collection = read_collection(folder)
    except UnreadableCollection as error:
        raise CommandError(str(error)) from error
    return ask(
        str(folder), collection, language, folds, lambda done, of: progress.update(bar, completed=done, total=of)
    )


def _figures(found: Fit) -> Table:
    table = Table("MRR@10", "questions", "as they are", "fitted without the question", "fitted on all")
    for (folder, file), questions in found.by_file().items():
        table.add_row(
            f"{Path(folder).name}, {file}",
            str(len(questions)),
            _mean(questions, lambda question: question.gains[PRESENT]),
            _mean(questions, found.unseen),
            _mean(questions, lambda question: question.gains[found.fitted]),
        )
    means = (found.mean(PRESENT), found.mean_unseen(), found.mean(found.fitted))
    table.add_row("mean of the collections", str(len(found.questions)), *(f"{mean:.3f}" for mean in means))
    return table


def _mean(questions: Sequence[Question], figure: Callable[[Question], float]) -> str:
    return f"{fmean(map(figure, questions)):.3f}"


def _weights(found: Fit) -> Table:
    """The more those of the folds differ, the less sure any are."""
    table = Table("weights", "name", "text")
    table.add_row("as they are", *map(str, PRESENT))
    for fold, pair in found.weights.items():
        table.add_row("fitted on all" if fold == LAST else f"fitted without fold {fold + 1}", *map(str, pair))
    return table


def _write(found: Fit) -> str:
    if found.mean_unseen() <= found.mean(PRESENT):
        return "Nothing is written: on questions that they were not fitted on, the weights are no better."
    path = Path(str(FILE))
    path.write_text(rewritten(path.read_text(encoding="utf-8"), found.fitted), encoding="utf-8")
    return f"Written to {path}."
