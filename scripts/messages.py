"""Bring the texts of the interface from the program into the translations, and the translations into the program.

No gettext is needed: Jinja finds the calls in templates, and Python reads its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from jinja2 import Environment
from jinja2.ext import extract_from_ast

SOURCE = Path(__file__).resolve().parent.parent / "src" / "verkstad"
LOCALE = SOURCE / "locale"
LANGUAGES = ("sv", "da")

FUNCTIONS = re.compile(r"_|(n?)(p?)gettext(_lazy|_noop)?")


class Message(NamedTuple):
    text: str
    plural: str = ""
    context: str | None = None


def extract(source: Path = SOURCE) -> dict[Message, list[str]]:
    """Every text that the program marks for translation, and the files it is in."""
    found: dict[Message, list[str]] = {}
    for file in sorted([*source.rglob("*.py"), *source.rglob("templates/**/*.html")]):
        name = file.relative_to(source).as_posix()
        for message in in_python(file.read_text()) if file.suffix == ".py" else in_template(file.read_text()):
            if name not in found.setdefault(message, []):
                found[message].append(name)
    return found


def in_python(code: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if FUNCTIONS.fullmatch(name) and texts and isinstance(texts[0], str):
                yield message(name, texts)


def in_template(template: str) -> Iterator[Message]:
    for _line, name, texts in extract_from_ast(Environment().parse(template), babel_style=False):
        yield message(name, list(texts))


def message(function: str, texts: list[str]) -> Message:
    """From the name of gettext's function and its arguments: the context comes first, the plural last."""
    has_plural, has_context, _kind = FUNCTIONS.fullmatch(function).groups()
    context = texts.pop(0) if has_context else None
    return Message(texts[0], texts[1] if has_plural else "", context)


def update(language: str, messages: dict[Message, list[str]]) -> polib.POFile:
    """Add what is new, empty, and take away what is no more."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    known = {(e.msgid, e.msgctxt): e for e in polib.pofile(str(path))} if path.exists() else {}
    po = polib.POFile(wrapwidth=110)
    po.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text, files in sorted(messages.items(), key=lambda item: (item[1], item[0].text)):
        entry = known.get((text.text, text.context)) or polib.POEntry(msgid=text.text, msgctxt=text.context)
        entry.occurrences = [(file, "") for file in files]
        if text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = entry.msgstr_plural or {0: "", 1: ""}
        if "%(" in text.text and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        po.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
    po.save_as_mofile(str(path.with_suffix(".mo")))
    return po


if __name__ == "__main__":
    extracted = extract()
    for code in LANGUAGES:
        file = update(code, extracted)
        print(f"{code}: {len(file)} texts, {len(file.untranslated_entries())} not translated yet")
