"""One block of a screen as a form: the fields of its kind, and its rows."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.core.parts import EMPTY_ROWS, Choice, Part, Row, area, chosen, line, offer, rows_sent
from verkstad.practice.blocks import MOST_ROWS, Block
from verkstad.practice.editing import free_key

KIND_NAMES: dict[str, str | Promise] = {
    "heading": _("Heading"),
    "text": _("Text"),
    "note": _("Note in a box"),
    "line": _("Field of one line"),
    "lines": _("Field of several lines"),
    "select": _("List to choose one from"),
    "radios": _("Choices, of which one"),
    "ticks": _("Choices, of which several"),
    "tick": _("Box to tick"),
    "upload": _("Attach a file"),
    "button": _("Button"),
    "link": _("Link"),
    "summary": _("Summary"),
    "receipt": _("Receipt"),
    "rows": _("List to press in"),
    "letter": _("Letter or message"),
    "errors": _("What is wrong"),
}
ASKED = ("label", "help", "value", "error")
FIELDS: dict[str, tuple[str, ...]] = {
    "heading": ("text",),
    "text": ("text",),
    "note": ("look", "title", "text"),
    "line": ("type", *ASKED),
    "lines": ASKED,
    "select": ASKED,
    "radios": ASKED,
    "ticks": ASKED,
    "tick": ASKED,
    "upload": ASKED,
    "button": ("text", "look"),
    "link": ("text",),
    "summary": ("title",),
    "receipt": ("title", "text", "number"),
    "rows": ("title",),
    "letter": ("look", "from", "when", "title", "text"),
    "errors": ("title",),
}
LABELS: dict[str, str | Promise] = {
    "text": _("Text"),
    "title": _("Heading"),
    "label": _("What is asked for"),
    "help": _("Help beside it"),
    "value": _("What stands in it already"),
    "error": _("What is said to be wrong with it"),
    "number": _("Case number"),
    "from": _("From"),
    "when": _("When"),
}
TYPES: list[Choice] = [
    ("text", _("Text")), ("email", _("E-mail")), ("tel", _("Telephone")), ("number", _("Number")), ("date", _("Date")),
]  # fmt: skip
LOOKS: dict[str, list[Choice]] = {
    "note": [
        ("info", _("Information")), ("success", _("It went well")), ("warning", _("Warning")), ("danger", _("Danger")),
    ],
    "button": [("primary", _("The main button")), ("secondary", _("Another button"))],
    "letter": [
        ("letter", _("Digital letter")), ("email", _("E-mail")), ("sms", _("Text message")),
        ("call", _("Phone call")),
    ],
}  # fmt: skip
SHORT = ("heading", "button", "link")
NEEDED = {"receipt": ("title", "text"), "errors": ("title",)}
# Of the rows of such a block one is chosen by its label, and kept by its value.
WITH_OPTIONS = ("select", "radios", "ticks")
WITHOUT_KEY = ("heading", "text", "note", "summary", "receipt", "rows", "letter", "errors")


class OptionRow(Row):
    needed = ("label",)
    label = line(_("Choice"))
    help = line(_("Help beside it"))

    def row(self, taken: list[str]) -> Block:
        said = self.typed()
        value = said["key"] or free_key(said["label"], taken, "choice")
        return {"value": value, "label": said["label"], "help": said["help"]}


class SummaryRow(Row):
    needed = ("label", "value")
    label = line(_("What"))
    value = line(_("Answer"))

    def row(self, _taken: list[str]) -> Block:
        said = self.typed()
        return {"label": said["label"], "value": said["value"]}


class PressedRow(Row):
    needed = ("title",)
    title = line(_("What is pressed"))
    detail = line(_("A line below it"))

    def row(self, taken: list[str]) -> Block:
        said = self.typed()
        key = said["key"] or free_key(said["title"], taken, "row")
        return {"key": key, "title": said["title"], "detail": said["detail"]}


class ErrorRow(Row):
    needed = ("target", "text")
    text = line(_("What is wrong"))
    target = chosen(_("Where"))

    def row(self, _taken: list[str]) -> Block:
        said = self.typed()
        return {"target": said["target"], "text": said["text"]}


ROWS: dict[str, tuple[str, type[OptionRow | SummaryRow | PressedRow | ErrorRow]]] = {
    **dict.fromkeys(WITH_OPTIONS, ("options", OptionRow)),
    "summary": ("rows", SummaryRow),
    "rows": ("rows", PressedRow),
    "errors": ("rows", ErrorRow),
}


class BlockPart(Part):
    """``number`` tells the blocks of a form apart, in whatever order they stand."""

    kind = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, of_kind: str, number: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"block-{number}", **kwargs)
        self.of_kind, self.number, self.name, self.is_open = of_kind, number, KIND_NAMES[of_kind], False
        self.rows: list[OptionRow | SummaryRow | PressedRow | ErrorRow] = []
        for name in FIELDS[of_kind]:
            self.fields[name] = _field(of_kind, name)

    @classmethod
    def of(cls, block: Block, number: str) -> Self:
        """As it is before anybody has typed."""
        kind = block["kind"]
        rows = block.get(ROWS[kind][0], ()) if kind in ROWS else ()
        value = next((row["label"] for row in rows if kind in WITH_OPTIONS and row["value"] == block.get("value")), "")
        part = cls(initial=block | ({"value": value} if value else {}), of_kind=kind, number=number)
        filled = [row | {"key": row.get("key", row.get("value", ""))} for row in rows]
        part._add_rows([{"initial": row} for row in (*filled, *[{}] * EMPTY_ROWS)])
        return part

    @classmethod
    def typed_in(cls, values: QueryDict, number: str) -> Self | None:
        """As it was sent; nothing for a kind that there is not."""
        kind = values.get(f"block-{number}-kind", "")
        if kind not in FIELDS:
            return None
        part = cls(values, of_kind=kind, number=number)
        part._add_rows([{"data": values}] * rows_sent(values, f"block-{number}", MOST_ROWS))
        return part

    @property
    def words(self) -> str:
        """What it is known by on the screen."""
        told = (str(self[name].value() or "") for name in ("label", "text", "title") if name in self.fields)
        return next(filter(None, told), "")

    def is_valid(self) -> bool:
        """It stays open as long as it is not."""
        wrong = [row for row in self.rows if not row.is_valid()]
        if super().is_valid() and self.of_kind in ROWS and all(row.is_empty for row in self.rows):
            self.add_error(None, gettext("Write at least one row."))
        self.is_open = bool(wrong) or not super().is_valid()
        return not self.is_open

    def offer(self, targets: list[Choice]) -> None:
        """What there is to be wrong on the screen."""
        for row in self.rows:
            if isinstance(row, ErrorRow):
                offer(row, "target", targets)

    def block(self) -> Block:
        """As it is written now, right or wrong."""
        said = self.typed() | {"kind": self.of_kind}
        if self.of_kind in WITHOUT_KEY:
            del said["key"]
        if self.of_kind == "tick":
            said["value"] = "x" if said["value"] else ""
        if self.of_kind in ROWS:
            name, _row = ROWS[self.of_kind]
            said[name] = self._rows()
        if self.of_kind in WITH_OPTIONS:
            said["value"] = value_of(said["options"], said["value"])
        return {name: value for name, value in said.items() if value}

    def _rows(self) -> list[Block]:
        rows: list[Block] = []
        for row in self.rows:
            if not row.is_empty:
                taken = [str(one.get("value", one.get("key"))) for one in rows]
                rows.append({name: value for name, value in row.row(taken).items() if value})
        return rows

    def _add_rows(self, rows: list[dict[str, Any]]) -> None:
        if self.of_kind in ROWS:
            _name, made = ROWS[self.of_kind]
            self.rows = [made(prefix=f"{self.prefix}-{number}", **values) for number, values in enumerate(rows)]


def value_of(options: list[Block], typed: str) -> str:
    """The value of the option that is called so; what was typed when there is none."""
    found = (row["value"] for row in options if row.get("label", "").casefold() == typed.casefold())
    return next(found, typed)


def label_of(options: list[Block], value: str) -> str:
    """What the option of the value is called; the value when there is none."""
    return next((row["label"] for row in options if row["value"] == value), value)


def _field(kind: str, name: str) -> forms.Field:
    if name == "look":
        return forms.ChoiceField(label=_("Which kind"), choices=LOOKS[kind], required=False)
    if name == "type":
        return forms.ChoiceField(label=_("What is written there"), choices=TYPES, required=False)
    if (kind, name) == ("tick", "value"):
        return forms.BooleanField(label=_("It is ticked already"), required=False)
    required = name in NEEDED.get(kind, ("text", "label", "from"))
    make = area if name == "text" and kind not in SHORT else line
    return make(LABELS[name], required=required)
