"""How languages, telephone numbers and e-mail addresses are written in the language of the page."""

import pytest
from django.utils.translation import override

from verkstad.core.writing import breakable, distance, language_name, phone, prose, text


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("sv", "en", "engelska"),
        ("da", "sv", "svensk"),
        ("en", "sv", "Swedish"),
        ("sv", "so", "somaliska"),
        ("en", "so", "Somali"),
        ("en", "xx", "xx"),
    ],
)
def test_a_language_is_named_as_inside_a_sentence(language: str, code: str, name: str) -> None:
    with override(language):
        assert language_name(code) == name


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [
        ("sv", "+46 999 10 20 00", "0999-10 20 00"),
        ("sv", "+358 99 900 2000", "099 900 2000"),
        ("da", "+45 00 00 10 00", "00 00 10 00"),
        ("da", "+46 999 10 20 00", "+46 999 10 20 00"),
        ("en", "+46 999 10 20 00", "+46 999 10 20 00"),
        ("sv", "112", "112"),
    ],
)
def test_a_telephone_number_is_written_as_people_dial_it(language: str, number: str, written: str) -> None:
    with override(language):
        assert phone(number) == written


def test_an_address_may_be_parted_before_its_at_sign_and_after_a_slash() -> None:
    assert breakable("<b>@example.org") == "&lt;b&gt;<wbr>@example.org"
    assert breakable("example.org/sv/book/") == "example.org/<wbr>sv/<wbr>book/<wbr>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Kostar 1 150 kronor", "Kostar 1\xa0150 kronor"),
        ("Box 1, 999 01", "Box 1, 999 01"),
        ("E-legitimation (e-ID) och e-post.", "E-\u2060legitimation (e-\u2060ID) och e-\u2060post."),
        ("e-tjanst@example.org, e-post.example.org, a-b", "e-tjanst@example.org, e-post.example.org, a-b"),
        ("2-rum, mellan- och högstadiet", "2-rum, mellan- och högstadiet"),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed: str, shown: str) -> None:
    assert (text(typed), prose(typed)) == (shown, f"<p>{shown}</p>")


@pytest.mark.parametrize(
    ("language", "kilometres", "written"),
    [
        ("sv", None, ""),
        ("sv", 0.01, "50 m"),
        ("sv", 0.42, "400 m"),
        ("sv", 2.34, "2,3 km"),
        ("en", 2.34, "2.3 km"),
        ("da", 14.2, "14 km"),
    ],
)
def test_a_distance_is_as_exact_as_people_say_it(language: str, kilometres: float | None, written: str) -> None:
    with override(language):
        assert distance(kilometres) == written
