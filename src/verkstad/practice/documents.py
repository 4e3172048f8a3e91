"""A copy as a document: what is written in YAML, shared between municipalities, and checked before it is shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from verkstad.core.entries import Entry, EntryError
from verkstad.core.yaml_faults import fault
from verkstad.municipalities.models import Country
from verkstad.practice import blocks, reserved
from verkstad.practice.blocks import LONGEST, MOST_BLOCKS, Block, read_key
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.models import Expect, ScreenSource
from verkstad.practice.texts import FIELD_NAME

# What every persona has; a copy may need more, such as the name of a child.
PERSONA_FIELDS = ("given_name", "family_name", "number", "street", "postcode", "town", "phone", "email")
LONGEST_PERSONA_KEY = 40
MOST_SCREENS, MOST_STEPS, MOST_HINTS, MOST_BYTES = 60, 40, 2, 500_000
# In which a block and what an e-ID screen asks are written.
_ORDER = (
    "kind", "key", "type", "look", "value", "label", "from", "when", "target", "title", "text", "help", "error",
    "number", "detail", "options", "rows", "before", "asks", "why",
)  # fmt: skip
# What PyYAML lets through of values that are written as none can be, such as the date 2026-13-45.
_ODD_VALUES = (ValueError, LookupError, AttributeError, RecursionError)
# What an e-ID screen tells; it has no field for anything that is secret, and none can be written.
EID_FIELDS = ("before", "asks", "why")
EID_TARGETS = ("approve", "cancel")
# What stands in such a screen until somebody has written it.
UNWRITTEN = "…"


class Refused(Exception):
    """What is wrong in which screen; the copy is not taken, and nothing of it."""

    def __init__(self, reason: str, screen: str = "") -> None:
        super().__init__(f"{screen}: {reason}" if screen else reason)
        self.reason, self.screen = reason, screen


@dataclass(frozen=True, slots=True)
class PersonaDocument:
    key: str
    country: str
    fields: dict[str, str]
    story: dict[str, str]


@dataclass(frozen=True, slots=True)
class StepDocument:
    """``hints``: the goal in other words, and where it is; the third, to do it for me, needs no text."""

    key: str
    goal: str
    target: str
    expect: str
    value: str = ""
    hints: tuple[str, ...] = ()
    wrong: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    trains: str = ""


@dataclass(frozen=True, slots=True)
class ScreenDocument:
    """``body`` is a list of blocks, or what an e-ID screen asks."""

    key: str
    title: str
    source: str
    body: list[Block] | Block
    steps: tuple[StepDocument, ...]


@dataclass(frozen=True, slots=True)
class CopyDocument:
    key: str
    language: str
    title: str
    intro: str
    persona: str
    screens: tuple[ScreenDocument, ...]
    licence: str = ""
    origin: str = ""


def read_copy(text: str) -> CopyDocument:
    """A written copy from YAML; raises Refused that names the screen."""
    return _refusing(lambda: _copy(Entry(load(text), "")))


def read_persona(values: Any) -> PersonaDocument:
    """A made-up person; raises Refused when a number or an address could be somebody's."""
    return _refusing(lambda: _persona(Entry(values, "")))


def read_screen(values: Mapping[str, Any]) -> ScreenDocument:
    """One screen; raises Refused."""
    return _refusing(lambda: _screen(Entry(values, str(values.get("key", "")))))


def dump_copy(document: CopyDocument | PersonaDocument) -> str:
    """As YAML that is read as the same."""
    values = asdict(document)
    for screen in values.get("screens", ()):
        screen["body"] = _in_order(screen["body"])
    return yaml.safe_dump(_bare(values), allow_unicode=True, sort_keys=False, width=110)


def targets_of(screen: ScreenDocument) -> list[str]:
    """What a step of the screen can point at. (Of a recorded screen its tree tells.)"""
    if isinstance(screen.body, dict):
        return list(EID_TARGETS)
    return [target for block in screen.body for target in blocks.targets(block)]


def texts_of(screen: ScreenDocument) -> Iterator[str]:
    yield screen.title
    for block in [screen.body] if isinstance(screen.body, dict) else screen.body:
        yield from blocks.texts(block)
    for step in screen.steps:
        yield from (step.goal, step.value, *step.hints, step.wrong, *step.answers.values())


def _copy(entry: Entry) -> CopyDocument:
    entry.where = read_key(entry)
    screens = _at_most(MOST_SCREENS, entry, "screens", entry.entries("screens"))
    document = CopyDocument(
        key=read_key(entry),
        language=entry.text("language", required=True, at_most=3),
        title=entry.text("title", required=True, at_most=120),
        intro=entry.text("intro", required=True, at_most=600),
        persona=read_key(entry, "persona"),
        licence=entry.text("licence", at_most=100),
        origin=entry.text("origin", at_most=200),
        screens=tuple(_screen(screen) for screen in screens),
    )
    if len({screen.key for screen in document.screens}) < len(screens):
        raise entry.error("screens", _("have the same key twice"))
    entry.refuse_others()
    return document


def _screen(entry: Entry) -> ScreenDocument:
    key = read_key(entry)
    entry.where = key
    source = entry.choice("source", ScreenSource.values, ScreenSource.AUTHORED.value)
    body: list[Block] | Block
    if source == ScreenSource.EID:
        asked = entry.entry("body")
        body = {name: asked.text(name, required=True, at_most=LONGEST) for name in EID_FIELDS}
        asked.refuse_others()
    else:
        body = [
            blocks.read_block(_named(block, key))
            for block in _at_most(MOST_BLOCKS, entry, "body", entry.entries("body"))
        ]
    steps = tuple(_step(_named(step, key)) for step in _at_most(MOST_STEPS, entry, "steps", entry.entries("steps")))
    screen = ScreenDocument(key, entry.text("title", required=True, at_most=120), source, body, steps)
    entry.refuse_others()
    return screen


def _step(entry: Entry) -> StepDocument:
    answers = entry.entry("answers")
    expect = entry.choice("expect", Expect.values)
    step = StepDocument(
        key=read_key(entry),
        goal=entry.text("goal", required=True, at_most=300),
        target="" if expect == Expect.READ else read_key(entry, "target"),
        expect=expect,
        value=entry.text("value", at_most=LONGEST),
        hints=_hints(entry),
        wrong=entry.text("wrong", at_most=600),
        answers={target: answers.text(target, required=True, at_most=600) for target in answers.fields},
        trains=entry.choice("trains", ("", *COMPETENCES)),
    )
    entry.refuse_others()
    return step


def _hints(entry: Entry) -> tuple[str, ...]:
    hints = tuple(_at_most(MOST_HINTS, entry, "hints", entry.words("hints")))
    if any(len(hint) > 600 for hint in hints):
        raise entry.error("hints", _("hold one of more than %(most)s characters") % {"most": 600})
    return hints


def _at_most[T](most: int, entry: Entry, field: str, values: Sequence[T]) -> Sequence[T]:
    if len(values) > most:
        raise entry.error(field, _("are %(number)s; %(most)s is the most") % {"number": len(values), "most": most})
    return values


def _persona(entry: Entry) -> PersonaDocument:
    key = entry.where = read_key(entry)
    if len(key) > LONGEST_PERSONA_KEY:
        raise entry.error("key", _("is longer than %(most)s characters") % {"most": LONGEST_PERSONA_KEY})
    country = entry.choice("country", Country.values)
    values = entry.entry("fields")
    fields = {name: values.text(name, required=True, at_most=200) for name in values.fields}
    if odd := next((name for name in fields if not FIELD_NAME.fullmatch(name)), ""):
        raise values.error(odd, _("is no name of a field; it can have letters from a to z and _"))
    for name in PERSONA_FIELDS:
        if not fields.get(name):
            raise values.error(name, _("is missing"))
    _refuse_real(values, fields, country)
    persona = PersonaDocument(key, country, fields, entry.translations("story"))
    for text in persona.story.values():
        if number := next(reserved.real_looking(text, country), ""):
            raise entry.error("story", _("holds %(number)s, which could be somebody's") % {"number": number})
    entry.refuse_others()
    return persona


def _refuse_real(values: Entry, fields: Mapping[str, str], country: str) -> None:
    if not reserved.is_nobodys_number(fields["number"], country):
        words = _("could be somebody's; its date must be one that no calendar has, as 30 February")
        raise values.error("number", words)
    if not reserved.is_nobodys_phone(fields["phone"], country):
        raise values.error("phone", _("could be somebody's; take one from the numbers kept for fiction"))
    if not reserved.is_nobodys_postcode(fields["postcode"], country):
        raise values.error("postcode", _("is in use somewhere"))
    if not reserved.is_nobodys_email(fields["email"]):
        raise values.error("email", _("could be somebody's; let it end with example.org"))
    for name, value in fields.items():
        if number := next(reserved.real_looking(value, country), ""):
            raise values.error(name, _("holds %(number)s, which could be somebody's") % {"number": number})


def load(text: str) -> Any:
    """What stands in YAML; raises Refused."""
    if len(text.encode()) > MOST_BYTES:
        raise Refused(_("The file is larger than %(size)s.") % {"size": f"{MOST_BYTES // 1000} kB"})
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, *_ODD_VALUES) as error:
        raise Refused(fault(error, text)) from error


def _refusing[T](read: Callable[[], T]) -> T:
    try:
        return read()
    except EntryError as error:
        screen, _colon, reason = str(error).partition(": ")
        raise Refused(reason, screen.split(",")[0]) from error


def _named(entry: Entry, where: str) -> Entry:
    entry.where = entry.where if entry.where.startswith(where) else f"{where}, {entry.where.lstrip(', ')}"
    return entry


def _in_order(value: Any) -> Any:
    """With fields as one reads them; the table keeps them by their length."""
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value, key=_ORDER.index)}
    return [_in_order(one) for one in value] if isinstance(value, list) else value


def _bare(value: Any) -> Any:
    """Without what says nothing, and with lists for tuples."""
    if isinstance(value, Mapping):
        return {name: _bare(one) for name, one in value.items() if one not in ("", (), [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_bare(one) for one in value]
    return value
