"""How easy a service's texts are to read, and what is in their way. Pure: no database, no clock.

``reading`` counts (sentences, words, LIX), ``officialese`` knows words that offices use and people do not, ``warnings``
puts together what whoever writes should look at again.
"""

from verkstad.services.plain.officialese import HardWord, hard_words
from verkstad.services.plain.reading import lix, lix_of, sentences, words
from verkstad.services.plain.warnings import LONGEST_SENTENCE, Facts, TextWarning, warnings

__all__ = [
    "LONGEST_SENTENCE",
    "Facts",
    "HardWord",
    "TextWarning",
    "hard_words",
    "lix",
    "lix_of",
    "sentences",
    "warnings",
    "words",
]
