"""What reviewing says: warnings as sentences, and each part of the quality with what to do about it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verkstad.core.writing import language_name
from verkstad.services.plain import TextWarning
from verkstad.services.quality import Quality

FIELDS = {
    "summary": _("Summary"),
    "description": _("Description"),
    "what_you_need": _("What you need"),
    "plain": _("In short, easy sentences"),
    "cost": _("What it costs"),
    "processing_time": _("How long it takes"),
    "without_eid": _("Without e-ID"),
    "channels": _("Ways to get it done"),
    "links": _("Links"),
}

WARNINGS = {
    "dead_link": _("Nobody answers at this address any more."),
    "hard_word": _("“%(word)s” is a word of offices. Plainer: %(plainer)s."),
    "heavy": _("The text is heavy to read (LIX %(lix)s; a newspaper has 40 to 50). Shorter sentences and words help."),
    "long_sentence": _("The sentence has %(words)s words. Make two of it."),
    "no_alternative": _("It does not say what to do without e-ID."),
    "no_person": _("It asks for e-ID, and there is neither a telephone number nor a place to visit."),
    "no_summary": _("There is no summary. It is what people see in the search."),
    "no_text": _("There is no text in this language."),
    "older": _("The main language's text has been changed since. Does this one still say the same?"),
    "short_form": _("“%(word)s” is not explained. Write it out the first time, with the short form in brackets."),
}


def sentence(warning: TextWarning) -> str:
    """What is to be looked at, without where."""
    return str(WARNINGS[warning.code]) % warning.values


def place(warning: TextWarning) -> str:
    """Where: "Description, English"."""
    parts = [str(FIELDS[warning.field])] if warning.field else []
    return capfirst(", ".join([*parts, *([language_name(warning.language)] if warning.language else [])]))


class PartWords(NamedTuple):
    """What a part of the quality is called, and what to do next about it."""

    name: str | Promise
    next: str | Promise


PARTS = {
    "contact": PartWords(_("A person to ask"), _("Add a telephone number or a place to visit.")),
    "alternative": PartWords(
        _("Without e-ID"), _("Say in every language what to do without e-ID, and whom to call or where to go.")
    ),
    "links": PartWords(_("Links that work"), _("Mend or remove the links that nobody answers at.")),
    "recent": PartWords(_("Reviewed lately"), _("Read it through and say that it is still true.")),
    "told": PartWords(_("Enough is said"), _("Describe what happens and what is needed, in a few sentences.")),
    "plain": PartWords(_("Easy to read"), _("Make long sentences shorter, and use words that people use.")),
    "languages": PartWords(
        _("In all languages"), _("Translate what is missing, and look at what is older than the main text.")
    ),
    "cost": PartWords(_("What it costs"), _("Say what it costs, also when it is free.")),
    "time": PartWords(_("How long it takes"), _("Say how long it takes.")),
    "easy": PartWords(_("In short, easy sentences"), _("Write the same in five short sentences.")),
    "everyday": PartWords(_("Words people search for"), _("Add three words that people use for it.")),
    "found": PartWords(_("Where it belongs"), _("Place it below a life event or a subject.")),
}


class Grade(NamedTuple):
    """``level`` is good, fair or poor."""

    level: str
    name: str | Promise


_GRADES = (
    (80, Grade("good", _("Good"))),
    (50, Grade("fair", _("Can be better"))),
    (0, Grade("poor", _("Needs work"))),
)


def grade(quality: Quality) -> Grade:
    return next(words for least, words in _GRADES if quality.score >= least)
