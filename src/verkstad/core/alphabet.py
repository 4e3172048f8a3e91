"""The order of words in the Nordic alphabets, which no collation of the database can be relied on to know."""

from unicodedata import normalize

_ALPHABETS = {
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "nn": "abcdefghijklmnopqrstuvwxyzæøå",
    "fo": "aábcdðefghiíjklmnoópqrstuúvwxyýzæø",
}
# The neighbours' letters, for names borrowed from them.
_SAME = str.maketrans("æøäö", "äöæø")


def alphabetical(word: str, language: str) -> tuple[tuple[int, str], ...]:
    """A key to sort by: the language's letters in its order, accents forgiven, anything else before them."""
    alphabet = _ALPHABETS.get(language, _ALPHABETS["sv"])
    return tuple((_place(letter, alphabet), letter) for letter in word.casefold())


def _place(letter: str, alphabet: str) -> int:
    for candidate in (letter, letter.translate(_SAME), normalize("NFD", letter)[0]):
        if candidate in alphabet:
            return alphabet.index(candidate)
    return -1
