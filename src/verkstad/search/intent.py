"""Whether the words ask for a document rather than for a service."""

import re

from verkstad.search.analysis import tokenise

# Beginnings of words that mean a paper and nothing else.
_PAPERS = {
    "sv": "protokoll sammanträdesprotokoll kallelse föredragningslista dagordning ärendelista årsredovisning "
    "delårsrapport årsrapport verksamhetsberättelse tjänsteskrivelse nämndhandling sammanträdeshandling "
    "revisionsrapport revisionsberättelse delegationsbeslut diarienummer diarium",
    "da": "referat beslutningsreferat mødereferat dagsorden byrådsreferat årsregnskab årsrapport årsberetning "
    "halvårsregnskab revisionsberetning mødemateriale sagsfremstilling journalnummer sagsnummer",
    "en": "minutes agenda",
}
# Words for a paper that could mean an errand too, until a meeting's name or a date stands beside them.
_PERHAPS = {
    "sv": "rapport handlingar beslut budget plan utredning yttrande bokslut detaljplan möte sammanträde",
    "da": "rapport beslutning budget plan regnskab redegørelse lokalplan møde",
    "en": "report decision budget plan accounts meeting",
}
_MEETINGS = {
    "sv": "kommunstyrelse kommunfullmäktige fullmäktige nämnd utskott socialnämnd byggnadsnämnd barnnämnd "
    "kulturnämnd utbildningsnämnd",
    "da": "byråd kommunalbestyrelse udvalg økonomiudvalg børneudvalg socialudvalg",
    "en": "council committee",
}
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "january february march april may june july august september october november december",
}
_YEAR = re.compile(r"(19|20)\d\d")
# KS 2026/123, BUN-2025:17, dnr 2024/88.
_REGISTERED = re.compile(
    r"(?<!\w)(?:[A-ZÅÄÖÆØ]{1,6}|dnr\.?|(?:j|sags)\.?nr\.?)[ -]?(?:19|20)\d\d[/:-]\d+", re.IGNORECASE
)


def asks_for_document(text: str, language: str) -> bool:
    """True for "protokoll kommunstyrelsen mars" and "KS 2026/123"; False when a service may be meant."""
    if _REGISTERED.search(text):
        return True
    words = tokenise(text)
    if _any(words, _PAPERS, language):
        return True
    is_placed = _any(words, _MEETINGS, language) or _any(words, _MONTHS, language) or any(map(_YEAR.fullmatch, words))
    return is_placed and _any(words, _PERHAPS, language)


def _any(words: list[str], lists: dict[str, str], language: str) -> bool:
    beginnings = tuple(lists.get(language, "").split())
    return bool(beginnings) and any(word.startswith(beginnings) for word in words)
