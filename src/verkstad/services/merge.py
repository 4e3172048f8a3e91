"""Two changes of one service brought together, field by field, and what differs between two states of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from verkstad.services.data import ServiceData, TextData


class Field(NamedTuple):
    """One thing that can differ: a field of the service, a text's field in a language, or "text", all of a language.

    "cost_amount" is the amount with its currency.
    """

    name: str
    language: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}.{self.language}" if self.language else self.name


@dataclass(frozen=True, slots=True)
class Difference:
    """The two values of a field; a text in a language that is not there is empty."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both have changed, each otherwise; of "text" the TextData, or None from who took the language away."""

    field: Field
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """``data`` has mine where there is a conflict; ``taken`` are the fields that only they had changed."""

    data: ServiceData
    taken: tuple[Field, ...]
    conflicts: tuple[Conflict, ...]


type Values = dict[Field, Any]

COST = Field("cost_amount")
TEXT_FIELDS = tuple(field.name for field in fields(TextData) if field.name != "language")
_PLAIN = tuple(
    field.name for field in fields(ServiceData) if field.name not in ("texts", "cost_amount", "cost_currency")
)
# Two who add or take away different ones do not disagree.
_COLLECTIONS = {"everyday_words", "life_events", "subjects"}


def merge(base: ServiceData, theirs: ServiceData, mine: ServiceData) -> Merged:
    """Both changes of ``base``: what only one has changed is kept, what both have changed otherwise is a conflict."""
    if theirs in (base, mine):
        return Merged(mine, (), ())
    old, other, own = values_of(base), values_of(theirs), values_of(mine)
    values = dict(own)
    conflicts = [*_settle_languages(base, theirs, mine, values)]
    for field in [field for field in other if field in own]:
        settled = _settle(field, _value(old, field), other[field], own[field])
        if settled is None:
            conflicts.append(Conflict(field, other[field], own[field]))
        else:
            (values[field],) = settled
    clashing = {conflict.field for conflict in conflicts}
    changed = [difference.field for difference in differences(base, theirs)]
    taken = tuple(field for field in changed if not {field, Field("text", field.language)} & clashing)
    data = theirs if mine == base else with_values(mine, values)
    return Merged(data, taken, tuple(conflicts))


def differences(before: ServiceData, after: ServiceData) -> list[Difference]:
    """What has changed, in the order of the fields; a language that came or went by each of its texts."""
    old, new = values_of(before), values_of(after)
    return [
        Difference(field, was, now)
        for field in dict.fromkeys([*new, *old])
        if (was := _value(old, field)) != (now := _value(new, field))
    ]


def take(mine: ServiceData, theirs: ServiceData, chosen: Iterable[Field]) -> ServiceData:
    """Mine, with their values in the chosen fields."""
    other, values = values_of(theirs), values_of(mine)
    for field in chosen:
        if field.name == "text":
            _drop(values, field.language)
            values |= {key: value for key, value in other.items() if key.language == field.language}
        else:
            values[field] = other[field]
    return with_values(mine, values)


def values_of(data: ServiceData) -> Values:
    """All of a service by field."""
    values: Values = {Field(name): getattr(data, name) for name in _PLAIN}
    values[COST] = (data.cost_amount, data.cost_currency)
    values |= {Field(name, text.language): getattr(text, name) for text in data.texts for name in TEXT_FIELDS}
    return values


def with_values(data: ServiceData, values: Mapping[Field, Any]) -> ServiceData:
    """The service of ``values_of``; ``data`` is one like it."""
    amount, currency = values[COST]
    languages = dict.fromkeys(field.language for field in values if field.language)
    return replace(
        data,
        **{name: values[Field(name)] for name in _PLAIN},
        cost_amount=amount,
        cost_currency=currency,
        texts=tuple(
            TextData(language=language, **{name: values[Field(name, language)] for name in TEXT_FIELDS})
            for language in languages
        ),
    )


def _settle(field: Field, before: Any, theirs: Any, mine: Any) -> tuple[Any] | None:
    """The one value that honours both, or None."""
    if theirs in (before, mine):
        return (mine,)
    if mine == before:
        return (theirs,)
    if field.name in _COLLECTIONS:
        kept = [item for item in mine if item in theirs or item not in before]
        return (tuple(dict.fromkeys([*kept, *(item for item in theirs if item not in before)])),)
    if field.name == "reviewed_on":
        return (max(day for day in (theirs, mine) if day),)
    return None


def _settle_languages(base: ServiceData, theirs: ServiceData, mine: ServiceData, values: Values) -> Iterable[Conflict]:
    """Languages that only one of the two has: added or kept, taken away, or taken away by one and changed by one."""
    old, other, own = ({text.language: text for text in data.texts} for data in (base, theirs, mine))
    for language in dict.fromkeys([*own, *other]):
        if language in own and language in other:
            continue
        there = own.get(language) or other[language]
        if language in old and there == old[language]:
            _drop(values, language)
        elif language in old:
            yield Conflict(Field("text", language), other.get(language), own.get(language))
        elif language in other:
            values |= {Field(name, language): getattr(there, name) for name in TEXT_FIELDS}


def _drop(values: Values, language: str) -> None:
    for name in TEXT_FIELDS:
        values.pop(Field(name, language), None)


def _value(values: Values, field: Field) -> Any:
    """A language that is not there is one without any text."""
    return values[field] if field in values else getattr(_NO_TEXT, field.name)


_NO_TEXT = TextData(language="", name="", summary="")
