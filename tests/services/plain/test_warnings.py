from datetime import date

import pytest

from tests.factories.services import online, service_data, text_data
from verkstad.services.data import ChannelData, LegalBasisData
from verkstad.services.plain import Facts, TextWarning, warnings

SENTENCE = "Du kan " + "alltid " * 18 + "ringa."
PHONE = ChannelData(kind="phone", number="+46 999 10 20 00")
VISIT = ChannelData(kind="visit")


def facts(**changes):
    return Facts(**{"today": date(2026, 11, 22), "main_language": "sv", "languages": ("sv",)} | changes)


def found(*channels, **text):
    return warnings(service_data(texts=(text_data(**text),), channels=channels), facts())


def test_plain_service_has_nothing_to_warn_of():
    assert found(PHONE, online(eid_need="high"), without_eid="Ring oss.") == []


def test_sentence_of_more_than_twenty_words_is_shown():
    assert found(description=f"Kort. {SENTENCE}") == [
        TextWarning("long_sentence", "description", "sv", {"words": 21}, SENTENCE)
    ]


def test_sentence_of_twenty_words_is_not_long():
    assert found(description=SENTENCE.replace("alltid ", "", 1)) == []


def test_word_of_offices_comes_with_a_plainer_one():
    values = {"word": "erhålla", "plainer": "få"}
    assert found(cost="Du kan erhålla det.") == [TextWarning("hard_word", "cost", "sv", values, "erhålla")]


def test_short_form_that_nobody_explains_is_shown_once():
    assert found(summary="LSS ger hjälp. LSS är bra.") == [
        TextWarning("short_form", "summary", "sv", {"word": "LSS"}, "LSS")
    ]


@pytest.mark.parametrize("explained", ["Lagen om stöd (LSS).", "LSS (lagen om stöd)."])
def test_short_form_may_be_explained_anywhere_in_the_language(explained):
    assert found(summary="LSS ger hjälp.", description=explained) == []


def test_short_form_that_is_a_word_by_now_needs_no_explanation():
    assert found(summary="Du får svar med SMS och PDF.") == []


def test_text_heavier_than_a_newspaper_is_told_its_lix():
    heavy = "Förvaltningslagens bestämmelser tillämpas. " * 10
    assert found(description=heavy) == [TextWarning("heavy", "description", "sv", {"lix": 103})]


def test_few_words_are_not_weighed():
    assert found(description="Förvaltningslagens bestämmelser tillämpas.") == []


def test_summary_is_missed():
    assert found(summary=" ") == [TextWarning("no_summary", "summary", "sv")]


def test_alternative_is_missed_where_eid_is_needed():
    assert found(PHONE, online(eid_need="some")) == [TextWarning("no_alternative", "without_eid", "sv")]


def test_eid_without_telephone_or_visit_is_told():
    assert found(online(eid_need="some"), without_eid="Skriv ett brev.") == [TextWarning("no_person", "channels")]


@pytest.mark.parametrize("channel", [PHONE, VISIT])
def test_telephone_or_visit_is_a_person_to_meet(channel):
    assert found(online(eid_need="some"), channel, without_eid="Ring eller kom.") == []


def test_online_without_eid_needs_no_person():
    assert found(online()) == []


def test_links_that_nobody_answers_at_are_told():
    data = service_data(
        channels=(online(url="https://example.org/a"), online(url="https://example.org/b")),
        legal_bases=(LegalBasisData("Lagen", "https://example.org/c"), LegalBasisData("Förordningen")),
    )
    dead = frozenset({"https://example.org/b", "https://example.org/c", "https://example.org/other"})
    assert warnings(data, facts(dead_links=dead)) == [
        TextWarning("dead_link", "links", where="https://example.org/b"),
        TextWarning("dead_link", "links", where="https://example.org/c"),
    ]


def test_language_without_a_text_is_told():
    assert warnings(service_data(), facts(languages=("sv", "en"))) == [TextWarning("no_text", language="en")]


def test_language_that_the_municipality_does_not_have_is_not_looked_at():
    texts = (text_data(), text_data(language="fi", summary=""))
    assert warnings(service_data(texts=texts), facts()) == []


def test_text_that_is_older_than_the_main_one_is_told():
    data = service_data(texts=(text_data(), text_data(language="en")))
    older = frozenset({"en", "da"})
    assert warnings(data, facts(languages=("sv", "en"), older=older)) == [TextWarning("older", language="en")]
