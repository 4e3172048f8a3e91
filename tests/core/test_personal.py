"""Where something personal stands in a text is told, to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.core.personal import masked, spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Hyra 3 rum, öppet 10-18", []),
        ("Född 811218-9876", ["811218-9876"]),
        ("cpr 010190 1234 og mail bo@example.dk, tak", ["010190 1234", "bo@example.dk,"]),
        ("ring +46 70-123 45 67 på fredag", ["+46 70-123 45 67"]),
        ("hetu 131052A308T", ["131052A308T"]),
        ("8112\u200b189876 ja", ["8112\u200b189876"]),
        ("811218-9876@example.org", ["811218-9876@example.org"]),
    ],
)
def test_what_is_personal_is_pointed_at(text, found):
    assert [text[start:end] for start, end in spans(text)] == found


@given(st.text(alphabet="ab1@ -.\u200b", max_size=40))
def test_a_text_is_pointed_at_exactly_when_something_in_it_would_be_masked(text):
    assert bool(spans(text)) == ("…" in masked(text, "…"))
