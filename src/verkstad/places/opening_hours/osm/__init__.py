"""Opening hours in the syntax of OpenStreetMap: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification

What is read: weekdays, times (over midnight too), `24/7`, `off`, public holidays, months, dates with and without
year, the states by their comments, rules after `;` (replace) and `,` (add). Anything else is refused, not guessed.

`;` on weekdays alone changes those days; the night before still runs into them. `;` with dates makes overrides.
"""

from .reading import parse
from .tokens import UnreadableHours
from .writing import write

__all__ = ["UnreadableHours", "parse", "write"]
