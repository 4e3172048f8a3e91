"""How long one search takes, with ten thousand services in one municipality.

Makes the services from the shipped Swedish word list in a database of its own, then asks what residents ask: words of
names, everyday words, words from the texts, slips of the keyboard, whole questions.

    python benchmarks/search_speed.py [--services 10000] [--home FOLDER]
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, batched
from pathlib import Path
from typing import Any

from home import start_with_town

VERBS = [
    "Ansök om",
    "Anmäl",
    "Boka",
    "Betala",
    "Säg upp",
    "Ändra",
    "Beställ",
    "Lämna synpunkter på",
    "Hyr",
    "Få råd om",
]
QUESTIONS = ["hur ansöker jag om {}", "var betalar jag {}", "{} kostnad", "kan jag få {} utan bank-id", "{}"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long one search takes.")
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-search-speed")
    arguments = parser.parse_args()
    town = start_with_town(arguments.home)
    from verkstad.search import actions, queries
    from verkstad.search.models import Shelf

    chance = random.Random(1)
    words = Vocabulary(chance)
    if not Shelf.objects.filter(municipality=town, size__gte=arguments.services).exists():
        timed("load", lambda: make_services(town, arguments.services, words))
        timed("build the index", lambda: actions.rebuild_index(town))
    timed("find that nothing has changed", actions.keep_index)
    asked = [words.question() for _ in range(arguments.queries)]
    for question in asked[:20]:
        queries.search(town, question, "sv")
    report("search", [timed("", lambda text=text: queries.search(town, text, "sv")) for text in asked])
    starts = [question[: chance.randint(3, 8)] for question in asked]
    report("suggestions", [timed("", lambda text=text: queries.suggestions(town, text, "sv")) for text in starts])


class Vocabulary:
    """Words as often as in real texts, and compounds of them."""

    def __init__(self, chance: random.Random) -> None:
        from verkstad.search.analysis import word_list

        self._chance = chance
        lexicon = word_list("sv")
        self._words = [word for word in lexicon if word.isalpha()]
        self._sums = list(accumulate(10 ** lexicon[word] for word in self._words))
        self._nouns = [word for word in self._words if 5 <= len(word) <= 8 and 3.5 < lexicon[word] < 5.0]
        self.used: list[str] = []

    def text(self, length: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._sums, k=length))

    def compound(self) -> str:
        return "".join(self._chance.sample(self._nouns, 2))

    def noun(self) -> str:
        return self._chance.choice(self._nouns)

    def question(self) -> str:
        subject = self._chance.choice([self.noun(), self.compound(), f"{self.noun()} {self.noun()}", self.text(2)])
        if self._chance.random() < 0.2:
            place = self._chance.randrange(len(subject))
            subject = subject[:place] + subject[place + 1 :]
        return self._chance.choice(QUESTIONS).format(subject)


def make_services(town: Any, count: int, words: Vocabulary) -> None:
    from verkstad.services.actions import save_organisation, save_services
    from verkstad.services.data import ChannelData, OrganisationData, Scope, ServiceData, TextData

    scope = Scope(municipality=town)
    save_organisation(OrganisationData("stad", "department", {"sv": "Staden"}), scope=scope)

    def services() -> Iterator[ServiceData]:
        for number in range(count):
            text = TextData(
                language="sv",
                name=f"{VERBS[number % len(VERBS)]} {words.compound()} och {words.noun()}",
                summary=words.text(15),
                description=words.text(90),
                what_you_need=words.text(20),
                everyday_words=(words.noun(), words.compound(), words.text(2)),
            )
            yield ServiceData(
                slug=f"service-{number}",
                organisation="stad",
                texts=(text,),
                channels=(ChannelData(kind="phone", number="+46 1 234"),),
            )

    for batch in batched(services(), 500):
        save_services(batch, scope=scope, publish=True)


def timed(name: str, work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    elapsed = 1000 * (time.perf_counter() - start)
    if name:
        print(f"{name}: {elapsed / 1000:.1f} s")
    return elapsed


def report(name: str, times: list[float]) -> None:
    p99 = statistics.quantiles(times, n=100)[98]
    print(f"{name}: median {statistics.median(times):.1f} ms, 99th percentile {p99:.1f} ms ({len(times)} asked)")


if __name__ == "__main__":
    main()
