"""Whether services keep their places when ten thousand documents are mixed in, and documents are found by name.

FOLDER is a judged collection (see `verkstad evaluate-search`), LANGUAGE sv, da or nb. Its entries become services; the
documents are minutes, reports and letters made of their names and sentences, so that they compete with them for every
word. All through the same index, import and search as residents get, in a database of its own and taken back.

    python benchmarks/mixed.py FOLDER LANGUAGE [--documents 10000] [--asked 300]
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from home import start_django
from machine import print_figures

FIRST_DAY, DAYS = date(2012, 1, 9), 5_000
INDEXES = ["document_words", "document_word_forms"]
# Sentences in a document, fewest and most.
SENTENCES = (8, 40)


@dataclass(frozen=True)
class Words:
    """kinds: word for the kind of document -> how its title is written; the others with a comma between."""

    kinds: dict[str, str]
    bodies: str
    months: str


PEOPLE = ["Anna Berg", "Erik Lund", "Maria Holm", "Peter Dahl", "Sara Lind", "Jonas Vik", "Karin Moe", "Ole Krog"]
LANGUAGES = {
    "sv": Words(
        {
            "protokoll": "Protokoll {body} {day}",
            "kallelse": "Kallelse och dagordning till {body} {day}",
            "rapport": "Rapport om {subject} {year}, {body}",
            "tjänsteskrivelse": "Tjänsteskrivelse till {body}: {subject}, {day}",
            "motion": "Svar på motion från {person} om {subject}",
            "beslut": "Beslut i {body} {day} om {subject}",
        },
        "kommunstyrelsen,byggnadsnämnden,socialnämnden,miljönämnden,kulturnämnden,tekniska nämnden,fritidsnämnden,"
        "kommunfullmäktige,barn- och utbildningsnämnden,äldrenämnden,valnämnden,revisionen",
        "januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december",
    ),
    "da": Words(
        {
            "referat": "Referat af møde i {body} {day}",
            "dagsorden": "Dagsorden til {body} {day}",
            "rapport": "Rapport om {subject} {year}, {body}",
            "notat": "Notat til {body}: {subject}, {day}",
            "forslag": "Svar på forslag fra {person} om {subject}",
            "beslutning": "Beslutning i {body} {day} om {subject}",
        },
        "byrådet,økonomiudvalget,teknik- og miljøudvalget,børne- og skoleudvalget,socialudvalget,kulturudvalget,"
        "sundhedsudvalget,beskæftigelsesudvalget,ældrerådet,handicaprådet,folkeoplysningsudvalget",
        "januar,februar,marts,april,maj,juni,juli,august,september,oktober,november,december",
    ),
    "nb": Words(
        {
            "møteprotokoll": "Møteprotokoll {body} {day}",
            "innkalling": "Innkalling til møte i {body} {day}",
            "rapport": "Rapport om {subject} {year}, {body}",
            "saksframlegg": "Saksframlegg til {body}: {subject}, {day}",
            "interpellasjon": "Svar på interpellasjon fra {person} om {subject}",
            "vedtak": "Vedtak i {body} {day} om {subject}",
        },
        "kommunestyret,formannskapet,utvalg for plan og miljø,utvalg for oppvekst,utvalg for helse og omsorg,"
        "kontrollutvalget,eldrerådet,ungdomsrådet,valgstyret,utvalg for kultur",
        "januar,februar,mars,april,mai,juni,juli,august,september,oktober,november,desember",
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure whether services and documents stay findable together.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=300, help="How many documents are asked for by name.")
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-mixed")
    arguments = parser.parse_args()
    start_django(home=arguments.home)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    rows = measured(arguments.folder, arguments.language, arguments.documents, arguments.asked)
    title = f"{arguments.folder.name} ({arguments.language}) with {arguments.documents} documents mixed in"
    print_figures(title, ["what", "before", "after"], rows)


def measured(folder: Path, language: str, count: int, asked: int) -> list[list[str]]:
    """Rows of the table: what, before, after."""
    from verkstad.search import actions, evaluation

    collection = evaluation.read_collection(folder)
    made = list(documents(collection.corpus, language, count))
    with evaluation.indexed(collection, language, lambda done, of: None) as (town, seconds):
        before = evaluation.ask(collection, town, language)
        actions.import_documents(made, municipality=town)
        tell_sizes()
        after = evaluation.ask(collection, town, language)
        names = random.Random(2).sample(made, min(asked, len(made)))
        return [
            *services_rows(collection, before, after, seconds),
            ["judged questions with documents above services", "", documents_above(collection, town, language)],
            ["document asked for by its whole name among the first ten", "", found_share(names, town, language, whole)],
            ["… without capitals, points and commas", "", found_share(names, town, language, bare)],
            ["… with a slip of the keyboard", "", found_share(names, town, language, slipped)],
            ["… with a letter missing, added, mistaken or swapped", "", found_share(names, town, language, mistyped)],
            ["… without rings, dots and strokes", "", found_share(names, town, language, unmarked)],
            ["… with a compound written apart", "", found_share(names, town, language, apart(language))],
            ["… with two words written together", "", found_share(names, town, language, together)],
        ]


def services_rows(collection: Any, before: Any, after: Any, seconds: float) -> Iterator[list[str]]:
    from verkstad.search import evaluation

    for file in collection.questions:
        was, now = (
            evaluation.figures([one for one in asked if one.file == file], collection.right, seconds)
            for asked in (before, after)
        )
        yield [f"{file}: MRR@10 of services ({was.questions} questions)", f"{was.mrr:.3f}", f"{now.mrr:.3f}"]
        yield [f"{file}: median, 99th percentile", *(f"{it.median_ms:.1f}, {it.p99_ms:.1f} ms" for it in (was, now))]
    same = sum(one.found == other.found for one, other in zip(before, after, strict=True))
    yield ["questions with the very same services", str(len(before)), str(same)]


def documents(corpus: Sequence[tuple[str, Any]], language: str, count: int) -> Iterator[Any]:
    """No two of the same name; subjects are names of entries, texts are sentences of any."""
    from verkstad.search.document_files import DocumentData

    chance, words = random.Random(1), LANGUAGES[language]
    bodies, months = words.bodies.split(","), words.months.split(",")
    subjects = [fields.name for _, fields in corpus]
    sentences = [part.strip() for _, fields in corpus for part in fields.body.split(".") if part.strip()] or subjects
    named: set[str] = set()
    while len(named) < count:
        kind, day = chance.choice(list(words.kinds)), FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        title = words.kinds[kind].format(
            body=chance.choice(bodies),
            day=f"{day.day} {months[day.month - 1]} {day.year}",
            year=day.year,
            subject=chance.choice(subjects),
            person=chance.choice(PEOPLE),
        )[:300]
        if title not in named:
            named.add(title)
            text = ". ".join(chance.choices(sentences, k=chance.randint(*SENTENCES)))
            address = f"https://storstad.example.org/documents/{len(named)}"
            yield DocumentData(address, title, day, kind, text, language)


def tell_sizes() -> None:
    """As autovacuum does within a minute of an import."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document, search_documentword")
        cursor.execute("SELECT gin_clean_pending_list(name::regclass) FROM unnest(%s::text[]) AS name", [INDEXES])


def documents_above(collection: Any, town: Any, language: str) -> str:
    from verkstad.search import queries
    from verkstad.search.models import Kind

    asked = [text for file in collection.questions.values() for key, text in file.items() if key in collection.right]
    answers = [queries.search(town, text, language) for text in asked]
    above = sum(bool(answer.groups) and answer.groups[0].kind == Kind.DOCUMENT for answer in answers)
    return f"{above} of {len(asked)}"


def found_share(names: Sequence[Any], town: Any, language: str, way: Any) -> str:
    """How many of the documents are found among the first ten by their name, asked for in this way."""
    from verkstad.search import queries
    from verkstad.search.answers import DocumentHit
    from verkstad.search.models import Kind

    chance, found = random.Random(3), 0
    for data in names:
        group = queries.search(town, way(data.title, chance), language).group(Kind.DOCUMENT)
        found += group is not None and data.title in [hit.title for hit in group.hits if isinstance(hit, DocumentHit)]
    return f"{found} of {len(names)}"


def whole(title: str, chance: random.Random) -> str:
    return title


def bare(title: str, chance: random.Random) -> str:
    return "".join(letter for letter in title.lower() if letter not in ".,:;()")


def slipped(title: str, chance: random.Random) -> str:
    """A letter of one of the longer words is missing."""
    words = title.split()
    place = chance.choice([number for number, word in enumerate(words) if len(word) > 3 and word.isalpha()])
    letter = chance.randrange(1, len(words[place]))
    words[place] = words[place][:letter] + words[place][letter + 1 :]
    return " ".join(words)


def mistyped(title: str, chance: random.Random) -> str:
    """One of the longer words has a letter too few, too many, wrong or in its neighbour's place."""
    words = title.split()
    place = chance.choice([number for number, word in enumerate(words) if len(word) > 3 and word.isalpha()])
    word, letter = words[place], chance.randrange(1, len(words[place]) - 1)
    before, here, after = word[:letter], word[letter], word[letter + 1 :]
    other = chance.choice("abcdefghijklmnoprstuvyåäöæø")
    ways = [after, here + other + after, other + after, after[0] + here + after[1:]]
    words[place] = before + chance.choice(ways)
    return " ".join(words)


def unmarked(title: str, chance: random.Random) -> str:
    from verkstad.search.analysis.fold import plain

    return plain(title.lower())


def apart(language: str) -> Any:
    """The first compound among the words as two words."""
    from verkstad.search.analysis import shipped_splitter

    splitter = shipped_splitter(language)

    def written(title: str, chance: random.Random) -> str:
        words = title.lower().split()
        for place, word in enumerate(words):
            if len(parts := splitter.split(word)) == 2:
                words[place] = f"{word.removesuffix(parts[1])} {parts[1]}"
                break
        return " ".join(words)

    return written


def together(title: str, chance: random.Random) -> str:
    """The first two longer words that stand side by side as one."""
    words = title.split()
    places = [place for place, pair in enumerate(pairwise(words)) if all(len(it) > 3 and it.isalpha() for it in pair)]
    if places:
        words[places[0] : places[0] + 2] = ["".join(words[places[0] : places[0] + 2]).lower()]
    return " ".join(words)


if __name__ == "__main__":
    main()
