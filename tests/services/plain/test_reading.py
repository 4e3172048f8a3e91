import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.services.plain import lix, sentences, words

SHORT_FORMS = ["t.ex.", "bl.a.", "kl.", "d.v.s.", "dvs.", "s.k.", "ca.", "nr.", "f.eks.", "pga.", "inkl.", "e.g.", "A."]
WHOLE = ["Ring oss.", "Vill du veta mer?", "Kom kl. 10.30!", "Ta med pass, t.ex. Det gäller alla.", "Vi hjälper dig."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring oss. Vi hjälper dig.", ["Ring oss.", "Vi hjälper dig."]),
        ("Kom kl. 10.30. Ta med pass.", ["Kom kl. 10.30.", "Ta med pass."]),
        ("Senast den 3. maj skal du svare.", ["Senast den 3. maj skal du svare."]),
        ("Ring senast den 3. Vi svarar.", ["Ring senast den 3.", "Vi svarar."]),
        ("Gå till t.ex. Björkhamns bibliotek.", ["Gå till t.ex. Björkhamns bibliotek."]),
        ("Gå till bl. a. Björkhamns bibliotek.", ["Gå till bl. a. Björkhamns bibliotek."]),
        ("Ta med pass m.m. Kom i tid.", ["Ta med pass m.m.", "Kom i tid."]),
        ("Avgift, moms osv. 100 kr. 200 kr. Betala sedan.", ["Avgift, moms osv. 100 kr. 200 kr.", "Betala sedan."]),
        ("Skriv till A. Svensson.", ["Skriv till A. Svensson."]),
        ("”Hjälp!” ropade hon. Vi kom.", ["”Hjälp!” ropade hon.", "Vi kom."]),
        ("Vem kan söka? Alla! (Också barn.) Sök nu …", ["Vem kan söka?", "Alla!", "(Också barn.)", "Sök nu …"]),
        ("Version 2.5 är ny.", ["Version 2.5 är ny."]),
        ("Det kostar. 100 kronor räcker.", ["Det kostar.", "100 kronor räcker."]),
        (
            "Du behöver:\n- pass\n- foto. Färskt foto.\n\nRing.",
            ["Du behöver:", "pass", "foto.", "Färskt foto.", "Ring."],
        ),
        ("En rad\nsom fortsätter.", ["En rad som fortsätter."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_text_is_parted_where_a_reader_parts_it(text, expected):
    assert sentences(text) == expected


@given(st.text())
def test_no_character_is_lost(text):
    assert "".join("".join(sentences(text)).split()).replace("-", "") == "".join(text.split()).replace("-", "")


@given(st.lists(st.sampled_from(["Ring oss.", "Vill du veta mer?", "Kom kl. 10.30!", "Vi ses den 3. maj."])))
def test_sentences_that_are_put_together_are_parted_again(chosen):
    assert sentences(" ".join(chosen)) == chosen


@given(
    st.sampled_from(SHORT_FORMS), st.sampled_from(["Björkhamn", "biblioteket", "10.30", "”Saga”", "3", "den 3. maj"])
)
def test_short_form_inside_does_not_end_a_sentence(short, following):
    assert sentences(f"Gå till {short} {following} på måndag.") == [f"Gå till {short} {following} på måndag."]


@given(st.integers(1, 31), st.sampled_from(["januar", "maj", "december"]), st.integers(1900, 2100))
def test_danish_date_is_one_piece(day, month, year):
    assert sentences(f"Søg senest den {day}. {month} {year} kl. 12.00. Så får du svar.") == [
        f"Søg senest den {day}. {month} {year} kl. 12.00.",
        "Så får du svar.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 0999-10 20 00, tack!", ["Ring", "0999-10", "20", "00", "tack"]),
        ("Det kostar 2 660 kronor.", ["Det", "kostar", "2660", "kronor"]),
        ("Läs på https://example.org/a/b eller skriv till oss@example.org.", ["Läs", "på", "eller", "skriv", "till"]),
        ("e-legitimation 10.30 och/eller", ["e-legitimation", "10.30", "och/eller"]),
    ],
)
def test_words_are_what_is_read_aloud(text, expected):
    assert words(text) == expected


def test_lix_adds_words_per_sentence_and_percent_of_long_words():
    assert lix("Vi har böcker. Biblioteket är öppet.") == round(6 / 2 + 100 * 1 / 6)


def test_lix_counts_letters_not_signs():
    assert lix("abc-def 1234567 abcdefg") == round(3 + 100 / 3)


def test_text_without_words_weighs_nothing():
    assert lix("… !") == 0


@given(st.text())
def test_every_text_has_a_weight(text):
    assert lix(text) >= 0
