import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.languages import word_list


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("sv", "barnomsorgsavgift", ("barnomsorg", "avgift")),
        ("sv", "barnomsorg", ("barn", "omsorg")),
        ("sv", "förskoleplats", ("förskola", "plats")),
        ("sv", "gatubelysning", ("gata", "belysning")),
        ("sv", "kyrkogård", ("kyrka", "gård")),
        ("sv", "skolskjuts", ("skola", "skjuts")),
        ("sv", "familjerådgivning", ("familj", "rådgivning")),
        ("sv", "bostadsanpassningsbidrag", ("bostad", "anpassning", "bidrag")),
        ("da", "børnehaveplads", ("børnehave", "plads")),
        ("da", "børnehave", ("børn", "have")),
        ("da", "affaldssortering", ("affald", "sortering")),
        ("da", "rottebekæmpelse", ("rotte", "bekæmpelse")),
        ("nb", "barnehageplass", ("barnehage", "plass")),
        ("nb", "adresseendring", ("adresse", "endring")),
        ("nb", "parkeringstillatelse", ("parkering", "tillatelse")),
        ("nn", "skuleskyss", ("skule", "skyss")),
        ("fi", "rakennuslupa", ("rakennus", "lupa")),
    ],
)
def test_split_takes_a_compound_apart(language, word, parts):
    assert shipped_splitter(language).split(word) == parts


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "verksamheter kommunens föräldrar anmälan personlig utbildning förening barnmorska biblioteket avgift"),
        ("da", "virksomheder kommunens forældre ansøgning personlig uddannelse forening bibliotek afgift"),
        ("nb", "virksomheter kommunens foreldre søknad personlig utdanning forening biblioteket avgift"),
    ],
)
def test_split_leaves_other_words_whole(language, words):
    assert [word for word in words.split() if shipped_splitter(language).split(word)] == []


@pytest.mark.parametrize(
    ("language", "words", "joined"),
    [
        ("sv", ["barn", "omsorg"], ["barnomsorg"]),
        ("sv", ["skol", "skjuts"], ["skolskjuts"]),
        ("sv", ["skola", "skjuts"], ["skolskjuts"]),
        ("da", ["børne", "have", "plads"], ["børnehave"]),
        ("nb", ["barne", "hage"], ["barnehage"]),
        ("sv", ["avgift", "barn"], []),
    ],
)
def test_joined_puts_a_compound_typed_apart_together(language, words, joined):
    assert shipped_splitter(language).joined(words) == joined


def test_split_knows_the_words_it_is_given():
    splitter = Splitter({**word_list("sv"), "grythyttan": 3.0}, "sv")
    assert splitter.split("grythyttanbadet") == ("grythyttan", "badet")


def test_a_language_without_a_word_list_has_no_compounds():
    assert shipped_splitter("fo").split("barnagarður") == ()


@given(st.text(alphabet="abdeghijklmnoprstuvyåäö", max_size=40))
def test_split_gives_no_parts_or_at_least_two(word):
    assert len(shipped_splitter("sv").split(word)) != 1


@pytest.mark.parametrize(("word", "rarity"), [("skola", 2.0), ("zzyzx", 7.0), ("så", 0.5), ("det", 0.5)])
def test_rarer_words_are_more_telling(word, rarity):
    assert Splitter({"skola": 5.0, "det": 7.5}, "sv").rarity(word) == rarity
