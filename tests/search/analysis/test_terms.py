from verkstad.search.analysis.compounds import shipped_splitter
from verkstad.search.analysis.terms import grams, word_terms


def terms(word, language="sv"):
    return word_terms(word, language, shipped_splitter(language))


def test_compound_has_its_parts_and_the_parts_they_were_taken_from():
    assert terms("barnomsorgsavgift").leaves == ("p:barn", "p:omsorg", "p:avgift")
    assert terms("barnomsorgsavgift").parts == ("p:barn", "p:omsorg", "p:avgift", "p:barnomsorg")


def test_other_word_is_its_only_part():
    assert terms("avgifter").parts == ("p:avgift",)
    assert terms("avgifter").stem == "a:avgift"


def test_number_is_kept_exact():
    assert terms("27.35.04").stem == "n:27.35.04"
    assert terms("27.35.04").grams == ()


def test_grams_mark_the_edges_and_have_no_rings_and_dots():
    assert grams("låna") == ["_lan", "lana", "ana_"]


def test_word_of_two_letters_has_one_gram():
    assert grams("id") == ["_id_"]
