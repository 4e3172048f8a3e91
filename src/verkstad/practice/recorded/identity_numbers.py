"""What has the shape of a Nordic identity number, and whether its check digits are right.

Shape alone is told too, where a separator or a century makes it plain: the numbers of test people are often wrong on
purpose, and Danish ones have had no check digit since 2007.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FINNISH_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


@dataclass(frozen=True)
class _Kind:
    pattern: re.Pattern[str]
    is_right: Callable[[str], bool]
    is_plain: Callable[[re.Match[str]], bool]
    # What it adds to the days and months of some: coordination numbers, D-numbers, synthetic people.
    days: tuple[int, ...] = (0,)
    months: tuple[int, ...] = (0,)

    def has_date(self, match: re.Match[str]) -> bool:
        """Of a month of 31 days, so that 30 February, which made-up people are born on, is one."""
        day, month = int(match["day"]), int(match["month"])
        return any(1 <= day - added <= 31 for added in self.days) and any(
            1 <= month - added <= 12 for added in self.months
        )


def found(text: str) -> Iterator[tuple[str, bool]]:
    """Each as it is written, with whether its check digits are right, in order."""
    spans: dict[tuple[int, int], bool] = {}
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            right = kind.is_right("".join(re.findall(r"[0-9A-Y]", match.group())))
            if kind.has_date(match) and (right or kind.is_plain(match)):
                spans[match.span()] = right or spans.get(match.span(), False)
    yield from ((text[start:end], right) for (start, end), right in sorted(spans.items()))


def _swedish(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits[-10:])]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _weighed(weights: str) -> Callable[[str], bool]:
    def is_right(digits: str) -> bool:
        return sum(int(weight) * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11 == 0

    return is_right


_danish = _weighed("4327654321")


def _norwegian(digits: str) -> bool:
    return _weighed("3761894521")(digits) and _weighed("54327654321")(digits)


def _finnish(written: str) -> bool:
    digits = written[:6] + written[-4:-1]
    return _FINNISH_SIGNS[int(digits) % 31] == written[-1]


def _has_separator(match: re.Match[str]) -> bool:
    return bool(match["separator"])


def _pattern(shape: str) -> re.Pattern[str]:
    parts = {
        "DAY": r"(?P<day>\d\d)",
        "MONTH": r"(?P<month>\d\d)",
        "YEAR": r"\d\d",
        "SEPARATOR": "(?P<separator>[ \xa0\u2010-\u2015\u2212+-]?)",
    }
    for name, part in parts.items():
        shape = shape.replace(name, part)
    return re.compile(rf"(?<!\w)(?<!\d[.,]){shape}(?!\w)", re.ASCII)


_KINDS = (
    _Kind(
        _pattern(r"(?P<century>18|19|20)?YEARMONTHDAYSEPARATOR\d{4}"),
        _swedish,
        lambda match: bool(match["century"] or match["separator"]),
        days=(0, 60),
    ),
    _Kind(_pattern(r"DAYMONTHYEARSEPARATOR\d{4}"), _danish, lambda match: True, days=(0, 60)),
    _Kind(_pattern(r"DAYMONTHYEARSEPARATOR\d{5}"), _norwegian, _has_separator, days=(0, 40), months=(0, 40, 65, 80)),
    _Kind(_pattern(r"DAYMONTHYEAR[-+A-FU-Y]\d{3}[0-9A-Y]"), _finnish, lambda match: True),
    _Kind(_pattern(r"DAYMONTHYEARSEPARATOR\d{3}"), lambda digits: False, _has_separator),
)
