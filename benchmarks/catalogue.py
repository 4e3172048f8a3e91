"""Services and places as many as a big city's, made of the words of the demo's catalogues; the same every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.utils import timezone
from home import HOST, REPOSITORY

from verkstad.municipalities.actions import MunicipalityData, save_municipality
from verkstad.municipalities.models import Municipality
from verkstad.places.actions import confirm_holidays, save_place, set_opening_hours
from verkstad.places.catalogue import read_places
from verkstad.places.opening_hours.holidays import propose
from verkstad.services.actions import save_life_event, save_organisation, save_subjects
from verkstad.services.catalogue import read_life_events, read_organisations, read_services, read_subjects
from verkstad.services.data import Scope, ServiceData, TextData
from verkstad.services.models import Channel, Organisation, Subject

DEMO = REPOSITORY / "demo"
TOWN = DEMO / "bjorkhamn"
# Every service has its text in Swedish, every third in English too, every tenth in Danish.
LANGUAGES = {"sv": 1, "en": 3, "da": 10}


@cache
def demo_services() -> list[ServiceData]:
    return [service for file in sorted(DEMO.glob("*/services*.yaml")) for service in read_services(file).services]


@cache
def demo_texts(language: str) -> list[TextData]:
    return [text for service in demo_services() for text in service.texts if text.language == language]


@dataclass
class Vocabulary:
    """The words of the demo's texts in one language, as often as there, and compounds that no text has."""

    language: str
    chance: random.Random

    def __post_init__(self) -> None:
        texts = demo_texts(self.language)
        self.words = " ".join(f"{text.summary} {text.description} {text.without_eid}" for text in texts).split()
        self.nouns = sorted({word for word in self.words if word.isalpha() and 5 <= len(word) <= 9 and word.islower()})
        self.names = [text.name for text in texts]
        self.everyday = sorted({phrase for text in texts for phrase in text.everyday_words})

    def text(self, number: int) -> str:
        return " ".join(self.chance.choices(self.words, k=number))

    def compound(self) -> str:
        return "".join(self.chance.sample(self.nouns, 2))

    def service_text(self) -> TextData:
        begins = " ".join(self.chance.choice(self.names).split()[:2])
        return TextData(
            language=self.language,
            name=f"{begins} {self.compound()} och {self.chance.choice(self.nouns)}",
            summary=self.text(14),
            description="\n\n".join(self.text(35) for _ in range(3)),
            what_you_need="\n".join(f"- {self.text(3)}" for _ in range(3)),
            plain="\n".join(self.text(7) for _ in range(5)),
            cost=self.text(8),
            processing_time=self.text(5),
            without_eid=self.text(30),
            everyday_words=(*self.chance.sample(self.everyday, 2), self.compound(), self.chance.choice(self.nouns)),
        )

    def question(self) -> str:
        """As residents ask: everyday words, names, words of texts, compounds; one in five with a slip."""
        ways = (
            self.chance.choice(self.everyday),
            self.chance.choice(self.everyday),
            " ".join(self.chance.choice(self.names).split()[-2:]),
            " ".join(self.chance.sample(self.nouns, 2)),
            f"hur ansöker jag om {self.chance.choice(self.nouns)}",
            self.compound(),
        )
        words = self.chance.choice(ways)
        if self.chance.random() < 0.2:
            place = self.chance.randrange(len(words))
            words = words[:place] + words[place + 1 :]
        return words


def questions(number: int) -> list[str]:
    words = Vocabulary("sv", random.Random(2))
    return [words.question() for _ in range(number)]


def make_municipality() -> Municipality:
    """With its organisations, and the terms that services are sorted by."""
    town = save_municipality(
        MunicipalityData(
            slug="storstad",
            name={"sv": "Storstads kommun", "en": "Storstad Municipality"},
            country="SE",
            languages=list(LANGUAGES),
            time_zone="Europe/Stockholm",
            phone="+46 999 10 20 00",
            email="kommun@storstad.example.org",
            hosts=(HOST,),
        )
    )
    for life_event in read_life_events(DEMO / "life-events.yaml"):
        save_life_event(life_event)
    save_subjects(read_subjects(DEMO / "kle.yaml", scheme="kle", language="da"))
    for organisation in read_organisations(TOWN / "organisations.yaml"):
        save_organisation(organisation, scope=Scope(municipality=town))
    for year in years():
        confirm_holidays(town, year, [(day.date, day.names, not day.is_eve) for day in propose("SE", year)])
    return town


def made_services(number: int) -> Iterator[ServiceData]:
    chance = random.Random(1)
    vocabularies = {language: Vocabulary(language, chance) for language in LANGUAGES}
    patterns = [service for file in sorted(TOWN.glob("services*.yaml")) for service in read_services(file).services]
    for position in range(number):
        written = [language for language, every in LANGUAGES.items() if position % every == 0]
        yield replace(
            patterns[position % len(patterns)],
            slug=slug(position),
            texts=tuple(vocabularies[language].service_text() for language in written),
        )


def years() -> tuple[int, int]:
    year = timezone.localdate().year
    return year, year + 1


def slug(position: int) -> str:
    return f"tjanst-{position}"


def make_places(town: Municipality, number: int) -> None:
    """The demo's places over and over, each somewhere else; twenty channels are answered at each."""
    chance = random.Random(1)
    patterns = read_places(TOWN / "places.yaml", time_zone=town.time_zone, years=years())
    organisations = {row.slug: row for row in Organisation.objects.filter(municipality=town)}
    channels = list(Channel.objects.filter(service__municipality=town, kind__in=["phone", "visit"]).order_by("pk"))
    subjects = {(row.scheme, row.code): row for row in Subject.objects.all()}
    for position in range(number):
        pattern = patterns[position % len(patterns)]
        data = replace(
            pattern.data,
            slug=f"{pattern.data.slug}-{position}",
            name={language: f"{name} {position}" for language, name in pattern.data.name.items()},
            latitude=55.8 + chance.random() / 4,
            longitude=12.8 + chance.random() / 2,
            street=f"Storgatan {position}",
        )
        place = save_place(
            data,
            municipality=town,
            organisation=organisations[pattern.organisation],
            subjects=[subjects[key] for key in pattern.subjects if key in subjects],
            channels=chance.sample(channels, min(20, len(channels))),
        )
        set_opening_hours(place, pattern.periods, closed_on_holidays=pattern.is_closed_on_holidays)
