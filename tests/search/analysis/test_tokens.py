import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis.tokens import LONGEST_WORD, tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hyra lägenhet, tack!", ["hyra", "lägenhet", "tack"]),
        ("KLE 27.35.04", ["kle", "27.35.04"]),
        ("SFS 2010:800.", ["sfs", "2010:800"]),
        ("blankett 5456", ["blankett", "5456"]),
        ("e-post och P-piller", ["epost", "post", "och", "ppiller", "piller"]),
        ("hälso- och sjukvård", ["hälso", "och", "sjukvård"]),
        ("covid-19", ["covid", "19"]),
        ("<b>Bygglov</b>", ["bygglov"]),
        ("årskurs 9", ["årskurs", "9"]),
        ("😀 🎉", []),
    ],
)
def test_tokenise(text, tokens):
    assert tokenise(text) == tokens


@given(st.text())
def test_tokenise_never_gives_empty_or_endless_words(text):
    assert all(1 <= len(token) <= LONGEST_WORD for token in tokenise(text))
