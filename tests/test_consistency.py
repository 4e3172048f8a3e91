"""Rules about the code base itself that no single test of behaviour would see broken."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.template import engines
from django.template.loader import get_template
from jinja2 import meta, nodes

from scripts import messages

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCE = REPOSITORY / "src" / "verkstad"
LONGEST_FILE = 300
LONGEST_FILE_OF_TESTS = 400
LONGEST_FUNCTION = 50

PYTHON = sorted(SOURCE.rglob("*.py"))
TEMPLATES = sorted(file for file in SOURCE.rglob("templates/**/*.*") if file.suffix != ".md")
STYLES = sorted(file for file in SOURCE.rglob("static/**/*.css") if "vendor" not in file.parts)
SCRIPTS = sorted(file for file in SOURCE.rglob("static/**/*.js") if "vendor" not in file.parts)
# Found by Django under these names.
FOUND_BY_NAME = {"400.html", "403.html", "404.html", "500.html"}


def tracked_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return [path for name in names.stdout.splitlines() if (path := REPOSITORY / name).is_file()]


def template_name(file: Path) -> str:
    return file.as_posix().rpartition("/templates/")[2]


def relative(files: list[Path]) -> list[str]:
    return [file.relative_to(REPOSITORY).as_posix() for file in files]


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(file.read_text())
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(file: Path) -> int:
    return len(file.read_text().splitlines())


def test_no_file_is_too_long():
    files = [file for file in [*PYTHON, *TEMPLATES, *STYLES, *SCRIPTS] if "migrations" not in file.parts]
    assert relative([file for file in files if length(file) > LONGEST_FILE]) == []


def test_no_file_of_tests_is_too_long():
    files = sorted((REPOSITORY / "tests").rglob("*.py"))
    assert relative([file for file in files if length(file) > LONGEST_FILE_OF_TESTS]) == []


def test_no_function_is_too_long():
    too_long = [
        f"{file.name}:{function.lineno} {function.name}"
        for file in PYTHON
        for function in functions(file)
        if function.end_lineno - function.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []


def test_every_day_that_is_typed_is_in_a_year_that_people_mean():
    files = {file.name for file in PYTHON if "forms.DateField" in file.read_text()}
    assert files == {"days.py"}


def test_who_departs_from_the_style_says_why():
    files = [file for file in tracked_files() if file.suffix == ".py" and "migrations" not in file.parts]
    assert [file.name for file in files if re.search(r"# noqa(: [A-Z0-9, ]+)?$", file.read_text(), re.MULTILINE)] == []


def test_own_javascript_is_small():
    assert sum(map(length, SCRIPTS)) <= 1500


def test_every_template_is_used():
    texts = "\n".join(file.read_text() for file in [*PYTHON, *TEMPLATES])
    names = {template_name(file) for file in TEMPLATES} - FOUND_BY_NAME
    assert sorted(name for name in names if not re.search(rf"""["']{re.escape(name)}["'#]""", texts)) == []


@pytest.mark.parametrize("name", [template_name(file) for file in TEMPLATES])
def test_every_template_can_be_read(name):
    get_template(name)


COMPONENTS = [file for file in TEMPLATES if file.parent.name == "components" and file.stem != "suggestions"]
IMPORT = re.compile(r'{% from "[^"]+" import (\w+) %}')


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_is_one_macro_of_its_name_that_uses_only_what_it_is_given(file):
    environment = engines["jinja2"].env
    tree = environment.parse(file.read_text())
    assert [macro.name for macro in tree.find_all(nodes.Macro)] == [file.stem]
    assert meta.find_undeclared_variables(tree) <= environment.globals.keys()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_every_template_uses_the_components_it_imports(file):
    template = file.read_text()
    assert [name for name in IMPORT.findall(template) if f"{{{{ {name}(" not in template] == []


def test_every_icon_is_there_and_every_one_there_is_shown():
    icons = (SOURCE / "static" / "verkstad" / "icons.svg").read_text()
    there = set(re.findall(r'<symbol id="([^"]+)"', icons))
    named = {name for file in TEMPLATES for name in re.findall(r'icon\("([\w-]+)"\)', file.read_text())}
    codes = set(re.findall(r"^- code: (.+)$", (REPOSITORY / "demo" / "life-events.yaml").read_text(), re.MULTILINE))
    assert named <= there
    pages = "\n".join(file.read_text() for file in [*PYTHON, *TEMPLATES])
    assert sorted(name for name in there - codes if f'"{name.removeprefix("state-")}"' not in pages) == []


INLINE = re.compile(
    r"""<style | \sstyle= | \son[a-z]+=["'] | javascript: | <script(?![^>]*(\ssrc=|\stype="application/))""",
    re.IGNORECASE | re.VERBOSE,
)


def test_no_template_has_inline_style_or_script():
    assert relative([file for file in TEMPLATES if INLINE.search(file.read_text())]) == []


# The names of vocabularies look like addresses, but nothing is ever fetched from them.
VOCABULARIES = ("http://www.w3.org/", "https://www.w3.org/", "https://schema.org")
LINK = re.compile(r"<a\s[^>]*>")
OTHER_HOST = re.compile(
    r"""(?:src|href|action|srcset|poster|url\(|@import)\s*[=(]?\s*["'(]?\s*((?:https?:)?//[^"'\s)]+)"""
)


def test_no_page_asks_another_host_for_anything():
    asked = [
        f"{file.name}: {address}"
        for file in [*TEMPLATES, *STYLES, *SCRIPTS]
        for address in OTHER_HOST.findall(LINK.sub("", file.read_text()))
        if not address.startswith(VOCABULARIES)
    ]
    assert asked == []


def test_where_the_database_comes_from_is_hidden_in_one_module():
    allowed = {
        "pyproject.toml", "uv.lock", "src/verkstad/config/database.py", "tests/test_consistency.py",
    }  # fmt: skip
    naming = [
        file
        for file in tracked_files()
        if file.suffix in {".py", ".toml", ".lock", ".sh", ".yml", ""}
        and re.search("embedded[-_]postgres", file.read_text(errors="ignore"))
    ]
    assert set(relative(naming)) <= allowed


def test_every_migration_has_a_name_that_says_what_it_does():
    assert [file.name for file in SOURCE.glob("*/migrations/*_auto_*.py")] == []


def test_tables_and_migrations_agree(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


SETTING = re.compile(
    r"""env\.(?:text|file|flag|number|choice|secret|is_given)\(\s*"([A-Z_]+)"
        | environ(?:\.get|\.setdefault)?[(\[]"((?:VERKSTAD|DATABASE)_[A-Z_]+)""",
    re.VERBOSE,
)


def test_every_setting_is_documented_and_every_documented_setting_exists():
    files = [file for file in (SOURCE / "config").glob("*.py") if file.name != "settings_test.py"]
    names = {name for file in files for pair in SETTING.findall(file.read_text()) for name in pair if name}
    read = {name for name in names if not name.endswith("_FILE")}
    table = (REPOSITORY / "docs" / "operate" / "configuration.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE)) == read


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_is_translated(language):
    po = polib.pofile(str(messages.LOCALE / language / "LC_MESSAGES" / "django.po"))
    done = {(entry.msgid, entry.msgctxt) for entry in po.translated_entries()}
    assert sorted({(text.text, text.context) for text in messages.extract()} - done) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_the_places_for_values(language):
    po = polib.pofile(str(messages.LOCALE / language / "LC_MESSAGES" / "django.po"))
    values = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
    strays = [
        entry.msgid
        for entry in po.translated_entries()
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        # One thing may be told without its number.
        if text
        and set(values.findall(text)) not in [set(values.findall(of)) for of in (entry.msgid, entry.msgid_plural)]
    ]
    assert strays == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_quote_as_swedes_and_danes_do(language):
    po = polib.pofile(str(messages.LOCALE / language / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in po for text in [entry.msgstr, *entry.msgstr_plural.values()]]
    assert [text for text in texts if "“" in text] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_compiled_translations_are_those_that_can_be_read(language):
    po = messages.LOCALE / language / "LC_MESSAGES" / "django.po"
    compiled = {(entry.msgid, entry.msgctxt): entry for entry in polib.mofile(po.with_suffix(".mo"))}
    for entry in polib.pofile(str(po)).translated_entries():
        same = compiled[(entry.msgid, entry.msgctxt)]
        assert (same.msgstr, same.msgstr_plural) == (entry.msgstr, entry.msgstr_plural)


def test_every_page_carries_a_strict_content_security_policy(client):
    policy = client.get("/health/live").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))
