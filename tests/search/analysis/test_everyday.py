"""From what people say to what catalogues write."""

import pytest

from verkstad.search.analysis import (
    WEAK,
    Everyday,
    Fitting,
    Row,
    also_meant,
    analyse_query,
    confidence,
    shipped_everyday,
    shipped_splitter,
)
from verkstad.search.analysis.everyday import MOST_ROWS, official_stems, parse

CHILDCARE = Row(("förskola",), ("dagis", "lämna barnet"))
SCHOOL = Row(("grundskola",), ("plugget", "lämna barnet"))


@pytest.fixture
def everyday() -> Everyday:
    return Everyday([CHILDCARE, SCHOOL], "sv")


def fitting(everyday: Everyday, **typed: float) -> dict[str, float]:
    return {found.row.official[0]: round(found.fit, 2) for found in everyday.fitting(typed)}


def test_a_row_is_written_with_official_words_first():
    assert list(parse(["# about", "", "förskola = dagis; lämna barnet  # why"])) == [CHILDCARE]


@pytest.mark.parametrize("line", ["förskola", "= dagis", "förskola =", "förskola; = ;"])
def test_a_line_that_is_no_row_is_named(line):
    with pytest.raises(ValueError, match="is not written"):
        list(parse([line]))


def test_an_everyday_word_fits_its_row(everyday):
    assert fitting(everyday, dagis=1.0) == {"förskola": 1.0}


def test_a_part_of_a_word_fits_less(everyday):
    assert fitting(everyday, dagis=0.5) == {"förskola": 0.5}


def test_a_phrase_fits_with_all_of_its_words_and_is_shared_by_its_rows(everyday):
    assert fitting(everyday, lämn=1.0, barnet=1.0, barn=1.0) == {"förskola": 1.41, "grundskola": 1.41}
    assert fitting(everyday, lämn=1.0) == {}


def test_an_official_word_fits_its_own_row(everyday):
    assert fitting(everyday, förskol=1.0) == {"förskola": 1.0}


def test_no_more_rows_are_followed_than_needed():
    everyday = Everyday([Row((f"ord{number}",), ("samma",)) for number in range(2 * MOST_ROWS)], "sv")
    assert len(everyday.fitting({"samm": 1.0})) == MOST_ROWS


def test_a_question_asks_for_the_official_words_too(everyday):
    query = analyse_query("dagis", "sv", everyday=everyday)
    assert (query.meant["a:förskol"], query.meant["w:förskol"]) == (1.0, 1.0)


def test_without_everyday_words_only_what_was_typed_is_asked_for():
    assert analyse_query("dagis", "sv").meant == {}


def test_what_is_called_so_by_catalogues_has_the_word(everyday):
    query = analyse_query("dagis", "sv", everyday=everyday)
    assert (confidence(query, {"a:förskol"}), confidence(query, {"a:skol"})) == (1.0, 0.0)


def test_what_the_whole_question_tells_is_just_sure_enough():
    told = Fitting(CHILDCARE, official_stems(CHILDCARE, "sv"), 2.0)
    query = also_meant(analyse_query("vem passar min unge på dagarna", "sv"), [told], "sv", shipped_splitter("sv"))
    assert confidence(query, {"a:förskol"}) == WEAK


@pytest.mark.parametrize("language", ["sv", "da", "nb"])
def test_everyday_words_are_shipped(language):
    assert len(shipped_everyday(language).rows) > 500


def test_nynorsk_stands_with_bokmal():
    assert shipped_everyday("nn").rows == shipped_everyday("nb").rows


def test_a_language_without_everyday_words_has_none():
    assert shipped_everyday("fo").rows == []


@pytest.mark.parametrize("language", ["sv", "da", "nb"])
def test_no_row_explains_a_word_by_itself(language):
    assert [row for row in shipped_everyday(language).rows if set(row.official) & set(row.everyday)] == []
