import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis import Fields, Index, analyse_document, analyse_query, idf, posting_weights, saturate


def test_saturate_of_one_occurrence_in_a_document_of_average_length_is_one():
    assert saturate(1, 10, 10) == 1


def test_saturate_stays_below_its_limit():
    assert saturate(1_000_000, 10, 10) == pytest.approx(2.2, abs=0.001)


def test_same_count_tells_less_in_a_longer_document():
    assert saturate(1, 20, 10) < saturate(1, 10, 10) < saturate(1, 5, 10)


def test_idf_of_a_rare_term_is_higher_than_of_a_common_one():
    assert idf(100, 1) == math.log(1 + 99.5 / 1.5)
    assert idf(100, 100) < idf(100, 50) < idf(100, 1)


def test_posting_weights_keep_the_lengths_of_fields_apart():
    assert posting_weights({"a:pass": 1.0, "p:pass": 1.0}, {"a": 1.0, "p": 1.0}) == {"a:pass": 1.0, "p:pass": 0.6}


def test_search_is_the_sum_of_query_weight_idf_and_posting_weight():
    index = Index({"one": {"a:pass": 1.0}, "two": {"a:bad": 1.0}})
    assert index.search({"a:pass": 0.5}) == [("one", 0.5 * idf(2, 1) * 1.0)]


def test_equal_scores_come_in_order_of_keys():
    index = Index({key: {"a:pass": 1.0} for key in "cab"})
    assert [key for key, _ in index.search({"a:pass": 1.0}, limit=2)] == ["a", "b"]


def test_empty_index_finds_nothing():
    assert Index({}).search({"a:pass": 1.0}) == []


@given(st.floats(0.1, 1000), st.floats(0.1, 1000), st.floats(0.1, 1000))
def test_saturate_is_always_between_nothing_and_its_limit(tf, length, average_length):
    assert 0 < saturate(tf, length, average_length) < 2.2


CATALOGUE = {
    "preschool": Fields("Förskola", ["dagis"], "Plats i förskola för barn mellan 1 och 5 år."),
    "transport": Fields("Färdtjänst", [], "Resor för dig som inte kan åka buss."),
    "school-bus": Fields("Skolskjuts", [], "Resor mellan hemmet och skolan."),
    "sheep": Fields("Får", [], "Regler för dig som håller får."),
    "father": Fields("Far", [], "Bekräfta vem som är far till barnet."),
    "fee": Fields("Barnomsorgsavgift", [], "Vad omsorgen kostar.", subjects=["27.35.04"]),
}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dagis", "preschool"),
        ("fardtjanst", "transport"),
        ("faerdtjaenst", "transport"),
        ("førskole", "preschool"),
        ("skol skjuts", "school-bus"),
        ("avgift barn omsorg", "fee"),
        ("får", "sheep"),
        ("far", "father"),
        ("27.35.04", "fee"),
        ("färdtjäsnt", "transport"),
    ],
)
def test_right_service_comes_first(text, first):
    index = Index({key: analyse_document(fields, "sv") for key, fields in CATALOGUE.items()})
    assert index.search(analyse_query(text, "sv").terms, limit=1)[0][0] == first


CARE = {
    "day-care": Fields("Kommunal dagvård", ["dagis", "dagvård", "ansöka om plats", *"abcdefgh"], "Vård " * 60),
    "evening": Fields("Nattdagis", ["dagis ibland", "dagisplats på kvällen", "dagis dygnet runt"], "Dagis på natten."),
    "fee": Fields("Dagisavgift", ["vad kostar dagis"], "Dagis, dagis och dagis."),
}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dagis", "day-care"),
        ("Dagis?", "day-care"),
        ("jag vill ha dagis", "day-care"),
        ("dagvard", "day-care"),
        ("dagis ibland", "evening"),
        ("nattdagis", "evening"),
        ("natt dagis", "evening"),
        ("vad kostar dagis", "fee"),
    ],
)
def test_what_is_called_exactly_as_the_question_comes_first(text, first):
    index = Index({key: analyse_document(fields, "sv") for key, fields in CARE.items()})
    assert index.search(analyse_query(text, "sv").terms, limit=1)[0][0] == first


def test_who_has_many_names_is_called_each_of_them_no_less():
    assert posting_weights({"w:dagis": 1.0, "w:skola": 1.0}, {}) == {"w:dagis": 1.0, "w:skola": 1.0}
