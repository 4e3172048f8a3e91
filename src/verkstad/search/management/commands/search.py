import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from verkstad.municipalities.commands import municipality_named
from verkstad.search import queries
from verkstad.search.answers import Answer, DocumentHit
from verkstad.search.api import as_json


class Command(BaseCommand):
    help = "Shows what a resident's words find."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("query", help="The words, in quotation marks.")
        parser.add_argument("--municipality", required=True, help="Where (its name in addresses).")
        parser.add_argument("--language", help="The reader's language; the municipality's main one if left out.")
        parser.add_argument("--json", action="store_true", help="Print what the API would answer.")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = municipality_named(options["municipality"])
        language = options["language"] or municipality.main_language
        with translation.override(language):
            answer = queries.search(municipality, options["query"], language)
            if options["json"]:
                self.stdout.write(json.dumps(as_json(answer).model_dump(mode="json"), ensure_ascii=False, indent=2))
            else:
                self._tell(answer)

    def _tell(self, answer: Answer) -> None:
        if answer.is_weak:
            self.stdout.write(f"Nothing surely answers. Near: {', '.join(answer.nearest) or 'nothing'}.")
        for group in answer.groups:
            self.stdout.write(f"{group.kind.label} ({group.total})")
            for number, hit in enumerate(group.hits, 1):
                name = (
                    f"{hit.title} {hit.date}" if isinstance(hit, DocumentHit) else f"{hit.name} ({hit.confidence:.0%})"
                )
                self.stdout.write(f"  {number}. {name}")
