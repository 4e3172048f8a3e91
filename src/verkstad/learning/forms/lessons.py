"""A lesson as a form: its title and its blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.core.parts import (
    EMPTY_ROWS,
    Choice,
    Editor,
    Part,
    Row,
    area,
    chosen,
    line,
    numbers_sent,
    offer,
    rows_sent,
    with_parts,
)
from verkstad.learning.documents import LONGEST, LONGEST_TITLE, LONGEST_TRANSCRIPT, MOST_BLOCKS, MOST_ITEMS, Block, Kept

KIND_NAMES: dict[str, str | Promise] = {
    "text": _("Text"),
    "picture": _("Picture"),
    "video": _("Video"),
    "steps": _("Steps in order"),
    "words": _("Words explained"),
    "tip": _("Good to know"),
    "careful": _("Be careful"),
    "practice": _("Practice copy"),
    "talk": _("To do or talk about"),
}
WORDS = "words"
TEXT_HELP = _("An empty line begins a new paragraph. Lines that begin with - become a list.")


class LessonHead(Part):
    title = line(_("What the lesson is called"), required=True, most=LONGEST_TITLE)


class WordRow(Row):
    needed = ("word", "means")
    word = line(_("Word"), most=400)
    means = line(_("What it means"), most=400)

    def row(self) -> Block:
        said = self.typed()
        return {"word": said["word"], "means": said["means"]}


class BlockPart(Part):
    """``number`` tells the blocks of a form apart, in whatever order they stand."""

    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, of_kind: str, number: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"block-{number}", **kwargs)
        self.of_kind, self.number, self.name, self.is_open = of_kind, number, KIND_NAMES[of_kind], False
        self.rows: list[WordRow] = []
        self.fields.update(_fields(of_kind))

    @classmethod
    def of(cls, block: Block, number: str) -> Self:
        """As it is before anybody has typed."""
        items = block.get("items", [])
        is_words = block["kind"] == WORDS
        initial = block | {"items": "" if is_words else "\n".join(items)}
        part = cls(initial=initial, of_kind=block["kind"], number=number)
        part._add_rows([{"initial": row} for row in (*(items if is_words else ()), *[{}] * EMPTY_ROWS)])
        return part

    @classmethod
    def typed_in(cls, values: QueryDict, number: str) -> Self | None:
        """As it was sent; nothing for a kind that there is not."""
        kind = values.get(f"block-{number}-kind", "")
        if kind not in KIND_NAMES:
            return None
        part = cls(values, of_kind=kind, number=number)
        part._add_rows([{"data": values}] * rows_sent(values, f"block-{number}", MOST_ITEMS))
        return part

    @property
    def words(self) -> str:
        """What it is known by in the form."""
        told = (str(self[name].value() or "") for name in ("text", "title", "alt", "items") if name in self.fields)
        rows = (str(row["word"].value() or "") for row in self.rows)
        return next(filter(None, (*told, *rows)), "")

    def clean_items(self) -> str:
        items: str = self.cleaned_data["items"]
        if len(items.splitlines()) > MOST_ITEMS:
            raise forms.ValidationError(gettext("At most %(most)s steps.") % {"most": MOST_ITEMS})
        return items

    def is_valid(self) -> bool:
        """It stays open as long as it is not."""
        wrong = [row for row in self.rows if not row.is_valid()]
        if super().is_valid() and self.of_kind == WORDS and all(row.is_empty for row in self.rows):
            self.add_error(None, gettext("Write at least one word."))
        self.is_open = bool(wrong) or not super().is_valid()
        return not self.is_open

    def block(self) -> Block:
        """As it is written now, right or wrong."""
        said = self.typed() | {"kind": self.of_kind}
        if self.of_kind == "steps":
            said["items"] = [one.strip() for one in said["items"].splitlines() if one.strip()]
        if self.of_kind == WORDS:
            said["items"] = [row.row() for row in self.rows if not row.is_empty]
        return {name: value for name, value in said.items() if value}

    def _add_rows(self, rows: Sequence[dict[str, Any]]) -> None:
        if self.of_kind == WORDS:
            self.rows = [WordRow(prefix=f"{self.prefix}-{number}", **values) for number, values in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class LessonEditor(Editor):
    head: LessonHead
    blocks: list[BlockPart]

    @classmethod
    def of(cls, lesson: Kept) -> Self:
        """The form before anybody has typed."""
        blocks = [BlockPart.of(block, str(number)) for number, block in enumerate(lesson["body"])]
        return cls(LessonHead(initial={"title": lesson["title"]}), blocks)

    @classmethod
    def typed_in(cls, values: QueryDict) -> Self:
        """The form as it was sent. What is of no kind is left out."""
        blocks = [BlockPart.typed_in(values, number) for number in numbers_sent(values, "block", MOST_BLOCKS)]
        return cls(LessonHead(values), [block for block in blocks if block])

    @property
    def parts(self) -> list[Part]:
        return [self.head, *(part for block in self.blocks for part in (block, *block.rows))]

    @property
    def next_number(self) -> int:
        """Of the block that is added next."""
        return max((int(part.number) for part in self.blocks), default=-1) + 1

    def offer(self, pictures: list[Choice], videos: list[Choice], copies: list[Choice]) -> None:
        """What there is to show and to practise."""
        for block in self.blocks:
            if block.of_kind == "picture":
                offer(block, "name", pictures)
            if block.of_kind == "video":
                offer(block, "name", videos)
            if block.of_kind == "practice":
                offer(block, "key", copies)

    def written(self, key: str) -> Kept:
        """As it is written now."""
        return {"key": key, "title": self.head.typed()["title"], "body": [part.block() for part in self.blocks]}

    def shown(self, key: str) -> Kept:
        """As far as it can be shown now: without the blocks in which something is missing."""
        self.is_valid()
        return self.written(key) | {"body": [part.block() for part in self.blocks if not part.is_open]}


def with_blocks(values: QueryDict, order: str) -> QueryDict:
    """What was typed, after the order; see with_parts."""
    return with_parts(values, order, {"block": MOST_BLOCKS}, _begin, rows=MOST_ITEMS)


def _begin(values: QueryDict, prefix: str, kind: str) -> None:
    if kind in KIND_NAMES:
        values[f"{prefix}-kind"] = kind


def _fields(kind: str) -> dict[str, forms.Field]:
    match kind:
        case "picture":
            name = chosen(_("Which picture"))
            name.required = True
            help_text = _("For those who do not see it: what is on it, and what it means here.")
            alt = area(_("What it shows"), help_text, required=True, most=400)
            return {"name": name, "alt": alt, "caption": line(_("Words below it"), most=400)}
        case "video":
            return _video_fields()
        case "steps":
            items = area(_("Steps"), _("Each on a line of its own."), required=True, most=MOST_ITEMS * 400)
            return {"title": line(_("Heading"), most=LONGEST_TITLE), "items": items}
        case "practice":
            key = chosen(_("Which copy"))
            key.required = True
            return {"key": key}
        case "words":
            return {}
        case _:
            return {"text": area(_("Text"), TEXT_HELP, required=True, most=LONGEST)}


def _video_fields() -> dict[str, forms.Field]:
    name = chosen(_("Which video"))
    name.required = True
    title = line(_("What the video is about"), required=True, most=LONGEST_TITLE)
    help_text = _("Everything that is said and shown, for those who read instead, and for paper.")
    text = area(_("The video in words"), help_text, required=True, most=LONGEST_TRANSCRIPT)
    return {"name": name, "title": title, "text": text}
