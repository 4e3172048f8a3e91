"""Sentences and words of a text, and how heavy it is to read."""

import re
from collections.abc import Iterator, Sequence

# A word of more letters than this is a long one (Björnsson).
LONG_WORD = 6

# What is shortened with one dot in Swedish, Danish and English and is no word by itself, or with several ("t.ex.").
_SHORT_FORM = re.compile(
    r"adr|afd|anm|avd|bil|ca|dvs|dr|eks|ekskl|enl|etc|evt|ev|ex|exkl|febr?|forts|förf|hhv|hr|ifm|iht|inkl|jan|jfr?|kap"
    r"|kl|kr|lör|lør|mdr|mia|milj|mio|mm|mrs?|mv|mån|nov|nr|nuv|obs|okt|osv|pct|pga|pkt|pr|prof|resp|sek|sept|sid|sml|stk"
    r"|str|sön|søn|tel|tfn|tlf|tors|ung|urspr|vol|vs|[^\W\d_]|(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}"
)
# Those can stand last in a sentence: "… pass m.m. Ta med det."
_LAST = re.compile(r"osv|etc|mm|mv|m\.m|m\.fl|m\.v|o\.s\.v|o\.d|o\.dyl|a\.m|p\.m|kr|[ef]\.kr")

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)")
_BEFORE_A_WORD = "\"“”’'«»([–- "
_BEHIND_A_WORD = '"”’»)]'

_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+")
_THOUSANDS = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}](?=\d{3}\b)")
_WORD = re.compile(r"\w+(?:[-–’':.,/]\w+)*")


def sentences(text: str) -> list[str]:
    """As a reader sees them on the page: each line that begins with "- " is one or more of its own."""
    return [sentence for block in _blocks(text) for sentence in _parted(block)]


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and items of lists, each on one line."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [" ".join(line.split()) for line in paragraph.splitlines()]
        yield " ".join(line for line in lines if not line.startswith("- ")).strip()
        yield from (line.removeprefix("- ") for line in lines if line.startswith("- "))


def _parted(block: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(block):
        if _ends(block[start : end.end()], block[end.end() :]):
            yield block[start : end.end()].strip()
            start = end.end()
    if rest := block[start:].strip():
        yield rest


def _ends(before: str, after: str) -> bool:
    """Whether a sentence is over between the two, the first of which ends in a full stop or the like."""
    follows = after.lstrip(_BEFORE_A_WORD)[:1]
    if not (follows.isupper() or follows.isdigit()):
        return False
    word = before.rsplit(maxsplit=1)[-1].lstrip(_BEFORE_A_WORD).rstrip(_BEHIND_A_WORD).lower()
    stem = word.removesuffix(".")
    if stem != word and _SHORT_FORM.fullmatch(stem):
        return bool(_LAST.fullmatch(stem)) and follows.isupper()
    return follows.isupper() or not stem.isdigit()


def words(text: str) -> list[str]:
    """Numbers count as words, addresses on the web and of e-mail do not."""
    return _WORD.findall(_THOUSANDS.sub("", _ADDRESS.sub(" ", text)))


def lix(text: str) -> int:
    """Words per sentence and percent of words of more than six letters, added; 0 for no words.

    Under 30 is very easy, 40 to 50 like a newspaper, over 60 heavy. C.-H. Björnsson, Läsbarhet (Stockholm 1968).
    """
    return lix_of([words(sentence) for sentence in sentences(text)])


def lix_of(counted: Sequence[Sequence[str]]) -> int:
    """The same, of sentences that have been parted into words."""
    found = [word for sentence in counted for word in sentence]
    if not found:
        return 0
    long = sum(sum(map(str.isalpha, word)) > LONG_WORD for word in found)
    return round(len(found) / len(counted) + 100 * long / len(found))
