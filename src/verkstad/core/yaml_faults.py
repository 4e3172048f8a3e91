"""What is wrong with a YAML file, where, and what to do, in the words of whoever wrote it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from yaml import YAMLError
from yaml.reader import ReaderError

# By how the reader's own words begin.
_FAULTS = {
    "mapping values": gettext_lazy(
        "a colon stands where none can: put quotes round the text, or indent as the lines beside it"
    ),
    "found character '\\t'": gettext_lazy("a tab stands there: indent with spaces"),
    "found character": gettext_lazy("a text cannot begin with that sign: put quotes round it"),
    "found unexpected end of stream": gettext_lazy("a quote that begins there never ends"),
    "expected ',' or": gettext_lazy("a bracket that begins there never ends, or a comma is missing in it"),
    "expected <block end>": gettext_lazy("the line is not indented as those beside it"),
    "could not find expected ':'": gettext_lazy("a colon is missing"),
    "found unknown escape character": gettext_lazy(
        "a backslash in quotes stands there: write two, or use single quotes"
    ),
    "but found another document": gettext_lazy("another document begins there: only one can be in a file"),
    "could not determine a constructor": gettext_lazy("what begins with an exclamation mark is not taken"),
    "found undefined alias": gettext_lazy("it names something that is nowhere in the file"),
}
# Of these it helps to know where they begin.
_BEGUN = ("found unexpected end of stream", "expected ',' or")


def fault(error: Exception, text: str) -> str:
    """Of what was raised when the text was read."""
    if isinstance(error, ReaderError):
        place, words = _place_of(text, error.position), _("a character stands there that cannot be seen: take it away")
    elif isinstance(error, YAMLError):
        problem = str(getattr(error, "problem", ""))
        mark = getattr(error, "context_mark" if problem.startswith(_BEGUN) else "problem_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = str(next((told for begins, told in _FAULTS.items() if problem.startswith(begins)), ""))
    else:
        return _("It cannot be read as YAML: there is something in it that cannot be, such as a date in no calendar.")
    line, column = place
    return _("Line %(line)s, column %(column)s cannot be read as YAML: %(reason)s.") % {
        "line": line,
        "column": column,
        "reason": words or _("it is not spelt as YAML is"),
    }


def _place_of(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")
