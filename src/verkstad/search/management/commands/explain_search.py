from collections.abc import Sequence
from typing import IO, Any, cast

from django.core.management.base import BaseCommand
from django.utils import translation
from rich.console import Console
from rich.table import Table

from verkstad.municipalities.commands import municipality_named
from verkstad.search.analysis import Fitting, Query, QueryWord
from verkstad.search.queries.explaining import explained
from verkstad.search.ranking import Row
from verkstad.search.weights import SHIPPED

_WIDTH = 120


class Command(BaseCommand):
    help = "Shows how a resident's words were understood, and why each answer stands where it does."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("query", help="The words, in quotation marks.")
        parser.add_argument("--municipality", required=True, help="Where (its name in addresses).")
        parser.add_argument("--language", help="The reader's language; the municipality's main one if left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = municipality_named(options["municipality"])
        language = options["language"] or municipality.main_language
        with translation.override(language):
            understood, rows = explained(municipality, options["query"], language)
        if understood.wished:
            self.stdout.write(f"Asks for {understood.wished.intent}, about “{understood.about}”")
        for code, query in understood.queries.items():
            self.stdout.write(f"{code}: {_told(query)}")
        Console(file=cast(IO[str], self.stdout), width=_WIDTH).print(_table(rows))


def _told(query: Query) -> str:
    words = ", ".join(map(_word, query.words)) or "no words"
    rows = "".join(f"\n    {_row(fitting)}" for fitting in query.fitting)
    return f"{words}{rows}"


def _word(word: QueryWord) -> str:
    meant = f" (or {', '.join(word.corrections)})" if word.corrections else ""
    parts = f" = {' + '.join(part[2:] for part in word.parts)}" if len(word.parts) > 1 else ""
    return f"{word.typed}{parts}{meant}"


def _row(fitting: Fitting) -> str:
    by = f"said by {', '.join(sorted(fitting.stems))}" if fitting.stems else "told by the whole question"
    return f"{fitting.fit:.2f} {', '.join(fitting.row.official)}; {by}"


def _table(rows: Sequence[Row]) -> Table:
    table = Table("", "answer", "kind", "score", "words", "name", "text", "choices", "popular", "fresh")
    for number, row in enumerate(rows, 1):
        parts = (
            row.words,
            SHIPPED.name * row.name_likeness,
            SHIPPED.text * row.text_likeness,
            SHIPPED.learned * row.learned,
            SHIPPED.popularity * row.popularity,
            SHIPPED.freshness * row.freshness,
        )
        table.add_row(str(number), row.name, row.kind, f"{row.score:.2f}", *(f"{part:.2f}" for part in parts))
    return table
