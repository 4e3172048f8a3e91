"""What the analysis knows of each language: stop words, question words and stemmer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from Stemmer import Stemmer  # type: ignore[import-not-found]

_STEMMERS = {"sv": "swedish", "da": "danish", "nb": "norwegian", "nn": "norwegian", "fi": "finnish", "en": "english"}
_STOP_WORD_LISTS = {"sv": "sv", "da": "da", "nb": "nb", "nn": "nb", "fi": "fi", "en": "en", "fo": "fo"}
# Residents ask whole questions; these words say that it is one, not what it is about.
_QUESTION_WORDS = {
    "sv": "hur var vart varför vad vem vilka vilken vilket när måste får behöver finns går gäller göra gör gå jag vill",
    "da": "hvordan hvor hvorfor hvad hvem hvilke hvilken hvilket hvornår må får skal findes gælder gøre gør jeg vil",
    "nb": "hvordan hvor hvorfor hva hvem hvilke hvilken hvilket når må får skal finnes gjelder gjøre gjør jeg vil man",
    "nn": "korleis kvar kvifor kva kven kva når må får skal finst gjeld gjere gjer eg vil ein",
    "fi": "miten missä mistä miksi mikä kuka milloin pitääkö voiko saako onko haluan täytyy",
    "en": "how where why what who which when must may need want do does get",
    "fo": "hvussu hvar hví hvat hvør hvørji nær má fæst skal vil",
}

# "gatan"; in shorter words such as "plan" the ending belongs to the word.
_SHORTEST_DEFINITE = 5


@dataclass(frozen=True)
class Language:
    code: str
    stop_words: frozenset[str]
    stem: Callable[[str], str]


@cache
def get_language(code: str) -> Language:
    """The language of a code such as "sv"; one we do not know gets no stop words and no stemming."""
    return Language(code, _stop_words(code), _stemmer(code))


def _stop_words(code: str) -> frozenset[str]:
    if code not in _STOP_WORD_LISTS:
        return frozenset()
    path = files(__package__) / "data" / f"stop_words_{_STOP_WORD_LISTS[code]}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) | frozenset(_QUESTION_WORDS[code].split())


def _stemmer(code: str) -> Callable[[str], str]:
    if code not in _STEMMERS:
        return str
    # No cache inside the stemmer: it is not safe between threads, and words are cached by their analysis.
    stem: Callable[[str], str] = Stemmer(_STEMMERS[code], 0).stemWord
    return _better_swedish(stem) if code == "sv" else stem


def _better_swedish(stem: Callable[[str], str]) -> Callable[[str], str]:
    """Snowball's Swedish stemmer lacks one ending: it takes "skola" to "skol", but leaves "skolan" as it is.

    Of nouns it takes one too many: "månader" becomes "månad", but "månad" becomes "mån", as "månen" does.
    """

    def swedish(word: str) -> str:
        if word.endswith("nad"):
            return word
        stemmed = stem(word)
        return stemmed.removesuffix("an") if len(stemmed) >= _SHORTEST_DEFINITE else stemmed

    return swedish
