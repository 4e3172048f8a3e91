import pytest
from django.utils.translation import override

from tests.factories.services import online, service_data, text_data
from tests.services.test_quality import facts
from verkstad.services.plain import TextWarning, warnings
from verkstad.services.quality import _PARTS, Quality
from verkstad.services.review_words import PARTS, grade, place, sentence

HEAVY = f"LSS: Förvaltningslagens bestämmelser åberopas. {'Tillhandahållande är obligatoriskt, ' * 20}."


def everything():
    texts = (text_data(summary="", description=HEAVY), text_data(language="en"))
    data = service_data(texts=texts, channels=(online(url="http://a", eid_need="high"),))
    known = {"languages": ("sv", "en", "da"), "older": frozenset({"en"}), "dead_links": frozenset({"http://a"})}
    return warnings(data, facts(**known))


def test_every_warning_is_a_sentence_in_a_place():
    with override("en"):
        said = {warning.code: (place(warning), sentence(warning)) for warning in everything()}
    assert said == {
        "no_person": (
            "Ways to get it done",
            "It asks for e-ID, and there is neither a telephone number nor a place to visit.",
        ),
        "dead_link": ("Links", "Nobody answers at this address any more."),
        "no_summary": ("Summary, Swedish", "There is no summary. It is what people see in the search."),
        "no_alternative": ("Without e-ID, English", "It does not say what to do without e-ID."),
        "heavy": (
            "Description, Swedish",
            "The text is heavy to read (LIX 99; a newspaper has 40 to 50). Shorter sentences and words help.",
        ),
        "long_sentence": ("Description, Swedish", "The sentence has 60 words. Make two of it."),
        "hard_word": (
            "Description, Swedish",
            "“Tillhandahållande” is a word of offices. Plainer: ge, ordna, erbjuda.",
        ),
        "short_form": (
            "Description, Swedish",
            "“LSS” is not explained. Write it out the first time, with the short form in brackets.",
        ),
        "older": ("English", "The main language's text has been changed since. Does this one still say the same?"),
        "no_text": ("Danish", "There is no text in this language."),
    }


def test_sentence_may_hold_any_sign():
    assert "50 %s" in sentence(TextWarning("short_form", values={"word": "50 %s"}))


def test_every_part_of_the_quality_has_a_name_and_what_to_do_next():
    assert PARTS.keys() == _PARTS.keys()


@pytest.mark.parametrize(
    ("score", "level"), [(0, "poor"), (49, "poor"), (50, "fair"), (79, "fair"), (80, "good"), (100, "good")]
)
def test_score_is_a_word_too(score, level):
    assert grade(Quality(score, ())).level == level
