"""Forms that are put together from parts, which are added, moved and taken away while one writes."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

type Choice = tuple[str, Any]

EMPTY_ROWS, LONGEST, LONGEST_KEY = 2, 2000, 60
_ORDER = re.compile(r"(\w+)-(add|remove|up|down|rows):?(\w*)")


class Part(forms.Form):
    """Says for itself what is missing, beside the field, and keeps what was typed."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def typed(self) -> dict[str, Any]:
        """What is valid as read, the rest as it was typed: the rest of the form goes on from it."""
        self.is_valid()
        values = {name: self[name].value() or "" for name in self.fields} | self.cleaned_data
        return {name: unpadded(value) if isinstance(value, str) else value for name, value in values.items()}


class Row(Part):
    """A row of several alike: it is taken away by emptying it. What ``needed`` names it must have otherwise."""

    needed: tuple[str, ...] = ()
    key = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if not self.is_empty:
            for name in self.needed:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        return not any(bound.value() for bound in self.visible_fields())


class Editor(ABC):
    """A form of several parts."""

    @property
    @abstractmethod
    def parts(self) -> Sequence[Part]:
        """All, in order, with the rows in them."""

    def is_valid(self) -> bool:
        wrong = [part for part in self.parts if not part.is_valid()]
        return not wrong

    def forgive(self) -> None:
        """Say nothing about mistakes yet: the person has not finished."""
        for part in self.parts:
            part.errors.clear()

    def mistakes(self) -> Iterator[tuple[BoundField | None, list[str]]]:
        """The fields that are not right, and what is wrong; without a field what is wrong with it all."""
        for part in self.parts:
            if words := part.non_field_errors():
                yield None, [str(word) for word in words]
            yield from ((bound, [str(word) for word in bound.errors]) for bound in part if bound.errors)


def with_parts(
    values: QueryDict, order: str, most: Mapping[str, int], begin: Callable[[QueryDict, str, str], None], *, rows: int
) -> QueryDict:
    """What was typed, after something was added ("block-add:line"), taken away ("step-remove:3"), moved, or given
    more rows. ``most`` names what there is of which one can have so many; ``begin`` is told the prefix of what is new,
    and which kind was asked for."""
    match = _ORDER.fullmatch(order)
    if not match or match[1] not in most:
        return values
    name, act, argument = match.groups()
    values, numbers = values.copy(), numbers_sent(values, name, most[name])
    if act == "add" and len(numbers) < most[name]:
        numbers.append(str(max(map(int, numbers), default=-1) + 1))
        begin(values, f"{name}-{numbers[-1]}", argument)
    elif act == "rows":
        prefix = f"{name}-{argument}"
        values[f"{prefix}-rows"] = str(rows_sent(values, prefix, rows) + EMPTY_ROWS)
    elif argument in numbers:
        at = numbers.index(argument)
        numbers.remove(argument)
        if act != "remove":
            numbers.insert(max(0, at - 1) if act == "up" else at + 1, argument)
    values.setlist(name, numbers)
    return values


def numbers_sent(values: QueryDict, name: str, most: int) -> list[str]:
    """As they stand in the form; strange ones are left out."""
    sent = dict.fromkeys(values.getlist(name)[:most])
    return [number for number in sent if number.isascii() and number.isdecimal() and len(number) < 5]


def place_after(values: QueryDict, order: str) -> str:
    """The place in the page at which one was working when one ordered that."""
    match = _ORDER.fullmatch(order)
    if not match:
        return ""
    name, _act, argument = match.groups()
    numbers = values.getlist(name)
    return f"#{name}-{numbers.index(argument)}" if argument in numbers else f"#{name}s"


def line(label: Any, help_text: Any = "", *, required: bool = False, most: int = LONGEST) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def area(label: Any, help_text: Any = "", *, required: bool = False, most: int = LONGEST) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def offer(form: forms.Form, name: str, choices: list[Choice]) -> None:
    """Let the field choose among these, and what it has already."""
    value = str(form[name].value() or "")
    missing = [(value, value)] if value and value not in dict(choices) else []
    form.fields[name].widget.choices = [("", _("Choose")), *choices, *missing]


def chosen(label: Any) -> forms.CharField:
    """One of what ``offer`` offers; what there is to choose is known only when the rest of the form is read."""
    return forms.CharField(label=label, required=False, max_length=LONGEST_KEY, widget=forms.Select)


def rows_sent(values: QueryDict, prefix: str, most: int) -> int:
    """How many rows of a block or step were sent."""
    number = values.get(f"{prefix}-rows", "")
    return min(int(number), most) if number.isdecimal() and len(number) < 5 else EMPTY_ROWS


def unpadded(value: str) -> str:
    """A browser ends lines in its own way."""
    return value.replace("\r\n", "\n").strip()
