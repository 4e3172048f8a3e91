"""What the analysis knows of each language: stop words, question words and stemmer."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from Stemmer import Stemmer

_STEMMERS = {"sv": "swedish", "da": "danish", "nb": "norwegian", "nn": "norwegian", "fi": "finnish", "en": "english"}
_WORD_LISTS = {"sv": "sv", "da": "da", "nb": "nb", "nn": "nb", "fi": "fi"}
_STOP_WORD_LISTS = {"sv": "sv", "da": "da", "nb": "nb", "nn": "nb", "fi": "fi", "en": "en", "fo": "fo"}
# Residents ask whole questions; these words say that it is one, not what it is about.
_QUESTION_WORDS = {
    "sv": "hur var vart varför vad vem vilka vilken vilket när måste får behöver finns går gäller göra gör gå jag vill",
    "da": "hvordan hvor hvorfor hvad hvem hvilke hvilken hvilket hvornår må får skal findes gælder gøre gør jeg vil "
    "kan ved vores jeres blevet gerne mere",
    "nb": "hvordan hvor hvorfor hva hvem hvilke hvilken hvilket når må får skal finnes gjelder gjøre gjør jeg vil man "
    "kan går",
    "nn": "korleis kvar kvifor kva kven kva når må får skal finst gjere gjer eg vil ein kan går",
    "fi": "miten missä mistä miksi mikä kuka milloin pitääkö voiko saako onko haluan täytyy",
    "en": "how where why what who which when must may need want do does get",
    "fo": "hvussu hvar hví hvat hvør hvørji nær má fæst skal vil",
}

# "gatan"; in shorter words such as "plan" the ending belongs to the word.
_SHORTEST_DEFINITE = 5
# "kurs", also at the end of a compound; what is shorter ends too many other words.
_SHORTEST_WITH_S = 4


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
    snowball: Callable[[str], str] = Stemmer(_STEMMERS[code], 0).stemWord
    stem = _better_swedish(snowball) if code == "sv" else snowball
    irregular = {form: stem(word) for word, *forms in _irregular(code) for form in (word, *forms)}
    with_s = _nouns_with_s(code)

    def better(word: str) -> str:
        if word in irregular:
            return irregular[word]
        if word.endswith("s") and any(word[-length:] in with_s for length in range(_SHORTEST_WITH_S, len(word) + 1)):
            return word
        return stem(word)

    return better


def _irregular(code: str) -> list[list[str]]:
    """The word first, then its forms."""
    path = files(__package__) / "data" / f"irregular_{_WORD_LISTS.get(code, code)}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line.split() for line in lines if line and not line.startswith("#")]


def _nouns_with_s(code: str) -> frozenset[str]:
    """Nouns whose last letter is an s of their own: "plats", since there is "platsen". Snowball would take it away,
    but leave it in "platsen"."""
    words = word_list(code)
    long = (word for word in words if len(word) >= _SHORTEST_WITH_S and word.endswith("s"))
    return frozenset(word for word in long if f"{word}en" in words or f"{word}et" in words)


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


@cache
def word_list(language: str) -> Mapping[str, float]:
    """The free word list shipped for the language: word -> zipf frequency; empty when there is none."""
    if language not in _WORD_LISTS:
        return {}
    packed = (files(__package__) / "data" / f"words_{_WORD_LISTS[language]}.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return {word: float(zipf) for zipf, *words in map(str.split, lines) for word in words}
