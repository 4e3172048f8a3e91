import copy
import pickle

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, override

from tests.factories.municipalities import RegionFactory
from verkstad.core.translated import Text, Translated, TranslatedField, best, reading_in
from verkstad.municipalities.models import Region

TEXTS = {"sv": "Bibliotek", "da": "Bibliotek på dansk", "fi": "Kirjasto"}


@pytest.fixture(autouse=True)
def _fallback():
    with reading_in("en", "da"):
        yield


@pytest.mark.parametrize(("reader", "language"), [("sv", "sv"), ("en", "da"), ("da", "da"), ("fi", "fi"), (None, "da")])
def test_best_is_the_readers_language_then_the_fallback(reader, language):
    with override(reader):
        text = best(TEXTS)
    assert (text, text.language) == (TEXTS[language], language)


def test_best_is_any_text_rather_than_none():
    with override("en"):
        assert best({"fi": "Kirjasto", "nb": ""}) == Text("Kirjasto", "fi")


def test_best_of_nothing_is_empty():
    assert best({"sv": ""}) == ""


def test_best_in_languages_that_are_asked_for():
    assert best(TEXTS, ["nb", "fi"]).language == "fi"


@pytest.mark.parametrize(("reader", "is_fallback"), [("sv", False), ("en", True), (None, True)])
def test_text_tells_whether_it_is_in_another_language(reader, is_fallback):
    with override(reader):
        assert Text("Bibliotek", "sv").is_fallback is is_fallback


def test_empty_text_is_in_no_other_language():
    assert not Text("", "").is_fallback


@pytest.mark.parametrize("duplicate", [copy.deepcopy, copy.copy, lambda text: pickle.loads(pickle.dumps(text))])
def test_text_keeps_its_language_when_copied(duplicate):
    assert duplicate(Text("Bibliotek", "sv")).language == "sv"


def test_translated_is_a_string_too():
    with override("fi"):
        assert f"{Translated(TEXTS)}" == "Kirjasto"


@pytest.mark.parametrize("is_read_again", [False, True])
def test_row_gives_the_readers_text_before_and_after_it_is_stored(db, is_read_again):
    region = RegionFactory(name=TEXTS)
    if is_read_again:
        region.refresh_from_db()
    with override("sv"):
        assert (type(region.name), str(region)) == (Translated, "Bibliotek")


def test_row_can_be_found_by_its_text_in_a_language(db):
    RegionFactory(name=TEXTS)
    assert Region.objects.filter(name__fi="Kirjasto").values_list("name__sv", flat=True)[:0].count() == 0
    assert list(Region.objects.values_list("name__sv", flat=True)) == ["Bibliotek"]


def test_texts_are_empty_when_none_are_given():
    assert Region(slug="x").name == {}


@pytest.mark.parametrize("value", [TEXTS, {}])
def test_texts_by_language_are_valid(value):
    TranslatedField(blank=True).clean(value, None)


@pytest.mark.parametrize("value", ["Bibliotek", ["Bibliotek"], {"svenska": "Bibliotek"}, {"sv": 1}, {"s": "x"}])
def test_anything_else_is_not(value):
    with pytest.raises(ValidationError, match="Texts by language code are needed"):
        TranslatedField().clean(value, None)


def test_lazy_text_is_stored_as_text():
    assert TranslatedField().get_prep_value(gettext_lazy("Library")) == "Library"


def test_field_leaves_its_default_out_of_migrations():
    assert TranslatedField(blank=True).deconstruct()[3] == {"blank": True}
    assert TranslatedField(default=dict).deconstruct()[3] == {"default": dict}
