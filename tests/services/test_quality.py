from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.services import online, service_data, text_data
from verkstad.services.data import ChannelData, LegalBasisData
from verkstad.services.plain import Facts
from verkstad.services.quality import Part, Quality, quality

TODAY = date(2026, 11, 22)
PHONE = ChannelData(kind="phone", number="+46 999 10 20 00")
POST = ChannelData(kind="post", address="Box 1")
EID = online(eid_need="high")
EASY = "Du ringer oss. Vi hjälper dig. " * 7


def facts(**changes):
    return Facts(**{"today": TODAY, "main_language": "sv", "languages": ("sv",)} | changes)


def share(code, data, **known):
    return {part.code: part.share for part in quality(data, facts(**known)).parts}.get(code)


def with_text(**changes):
    return service_data(texts=(text_data(**changes),))


def best():
    text = {
        "description": EASY, "plain": "Ring oss.", "cost": "Gratis.", "processing_time": "En dag.",
        "without_eid": "Ring oss.", "everyday_words": ("dagis", "förskola", "barnomsorg"), "reviewed_on": TODAY,
    }  # fmt: skip
    return service_data(texts=(text_data(**text),), channels=(PHONE, EID), life_events=("having-a-child",))


def test_entry_with_everything_is_worth_100():
    assert quality(best(), facts()).score == 100
    assert quality(best(), facts()).to_do == ()


def test_entry_with_nothing_is_worth_nothing():
    parts = ["contact", "recent", "told", "cost", "time", "easy", "everyday", "found"]
    assert quality(service_data(texts=()), facts()) == Quality(0, tuple(Part(code, 0) for code in parts))


def test_score_is_the_mean_of_the_parts_that_concern_the_service():
    found = quality(best(), facts(languages=("sv", "da", "en")))
    assert found.score == round(100 * 11 / 12)
    assert found.to_do == (Part("languages", 0),)


def test_what_is_worst_comes_first():
    shares = [part.share for part in quality(with_text(description=EASY), facts()).parts]
    assert shares == sorted(shares)


@pytest.mark.parametrize(("channels", "expected"), [((), 0), ((EID,), 0), ((POST,), 0.5), ((POST, PHONE), 1)])
def test_contact_is_a_person_to_talk_to(channels, expected):
    assert share("contact", service_data(channels=channels)) == expected


@pytest.mark.parametrize(
    ("channels", "without_eid", "expected"),
    [
        ((PHONE,), "", None),
        ((EID,), "", 0),
        ((EID,), "Skriv ett brev.", 0.5),
        ((EID, PHONE), "", 0.5),
        ((EID, PHONE), "Ring oss.", 1),
    ],
)
def test_alternative_is_words_and_a_person(channels, without_eid, expected):
    data = service_data(channels=channels, texts=(text_data(without_eid=without_eid),))
    assert share("alternative", data) == expected


@pytest.mark.parametrize(
    ("reviewed_on", "expected"),
    [
        (None, 0),
        (date(2024, 11, 1), 0),
        (date(2025, 8, 22), pytest.approx(0.5, abs=0.01)),
        (date(2026, 5, 24), 1),
        (date(2026, 11, 22), 1),
        (date(2026, 12, 24), 1),
    ],
)
def test_recent_is_six_months_and_worth_nothing_after_two_years(reviewed_on, expected):
    assert share("recent", with_text(reviewed_on=reviewed_on)) == expected


def test_text_reviewed_longest_ago_tells_how_recent_it_is():
    texts = (text_data(reviewed_on=TODAY), text_data(language="en", reviewed_on=None))
    assert share("recent", service_data(texts=texts)) == 0


@pytest.mark.parametrize(
    ("languages", "older", "expected"),
    [(("sv",), (), None), (("sv", "en"), (), 1), (("sv", "en"), ("en",), 0.5), (("sv", "da", "en"), (), 0.5)],
)
def test_languages_are_those_beside_the_main_one(languages, older, expected):
    data = service_data(texts=(text_data(), text_data(language="en")))
    assert share("languages", data, languages=languages, older=frozenset(older)) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("", None),
        (EASY, 1),
        ("Förvaltningslagens bestämmelser tillämpas. " * 5, 0),
        (f"Ring oss. {'Du kan nu ' * 7}.", 0.5),
        ("Biblioteket hjälper dig gärna med dina läxböcker. " * 3, 0.5),
    ],
)
def test_plain_is_light_words_in_short_sentences(description, expected):
    assert share("plain", with_text(description=description)) == expected


@pytest.mark.parametrize(("letters", "expected"), [(0, 0), (50, 0.25), (200, 1), (4000, 1)])
def test_told_is_200_letters(letters, expected):
    assert share("told", with_text(description="a" * letters)) == expected


@pytest.mark.parametrize(("words", "expected"), [((), 0), (("dagis",), 1 / 3), (("a", "b", "c", "d"), 1)])
def test_everyday_words_are_three(words, expected):
    assert share("everyday", with_text(everyday_words=words)) == expected


@pytest.mark.parametrize(
    ("data", "cost", "time"),
    [
        (with_text(), 0, 0),
        (with_text(cost="Gratis.", processing_time="En dag."), 1, 1),
        (service_data(cost_amount=Decimal(0), processing_days=0), 1, 1),
    ],
)
def test_cost_and_time_are_told_in_words_or_numbers(data, cost, time):
    assert (share("cost", data), share("time", data)) == (cost, time)


def test_easy_text_counts_in_each_language():
    texts = (text_data(plain="Ring oss."), text_data(language="en"))
    assert share("easy", service_data(texts=texts)) == 0.5


def test_links_are_those_that_somebody_answers_at():
    data = service_data(channels=(online(url="https://example.org/a"),), legal_bases=(LegalBasisData("L", "http://b"),))
    assert share("links", data, dead_links=frozenset({"http://b"})) == 0.5


def test_entry_without_links_has_none_that_are_dead():
    assert share("links", service_data()) is None


@pytest.mark.parametrize("place", [{"life_events": ("moving",)}, {"subjects": (("kle", "28.09"),)}])
def test_found_is_below_a_life_event_or_a_subject(place):
    assert share("found", service_data(**place)) == 1


@given(st.text(), st.text(), st.none() | st.dates())
def test_every_entry_has_a_score(description, without_eid, reviewed_on):
    data = service_data(
        texts=(text_data(description=description, without_eid=without_eid, reviewed_on=reviewed_on),), channels=(EID,)
    )
    found = quality(data, facts())
    assert 0 <= found.score <= 100
    assert all(0 <= part.share <= 1 for part in found.parts)
