"""A page becomes a file that can be read aloud, and nothing it names is fetched."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from verkstad.core import pdf, typesetter

LINES = "<p>Rad</p>" * 60
OURS = (pdf.STATIC / "verkstad" / "favicon.svg").as_uri()
DATA = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"


def page(body):
    return f'<!doctype html><html lang="sv"><title>Öppettider</title><body>{body}</body></html>'


def read(content):
    return pypdfium2.PdfDocument(content)


def language(file):
    written = (ctypes.c_ushort * 10)()
    length = pypdfium2.raw.FPDFCatalog_GetLanguage(file, written, len(written))
    return bytes(written)[: length - 2].decode("utf-16-le")


def test_file_says_its_title_and_its_language_and_can_be_read_aloud():
    file = read(pdf.make_pdf(page("<h1>Hej på dörren</h1>"), sizes=[12]))
    assert (file.get_metadata_value("Title"), language(file), file.is_tagged()) == ("Öppettider", "sv", True)
    assert file[0].get_textpage().get_text_range() == "Hej på dörren"


@pytest.mark.parametrize(
    ("sizes", "pages", "size"),
    [([8, 40], 1, 8), ([40, 10, 8], 1, 10), ([60, 40], 4, 40)],
    ids=["the first", "the second", "the last"],
)
def test_first_size_with_which_all_is_on_one_page_is_taken(sizes, pages, size):
    file = read(pdf.make_pdf(page(f"<style>p {{ margin: 0; line-height: 1.1 }}</style>{LINES}"), sizes=sizes))
    (first, *_others) = file[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    assert (len(file), round(first.get_font_size() * 0.75)) == (pages, size)


@pytest.mark.parametrize("address", [OURS, DATA])
def test_our_own_files_and_what_the_page_brings_are_read(address):
    assert len(read(pdf.make_pdf(page(f'<img src="{address}" alt="">'), sizes=[12]))) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/logo.png",
        "https://example.org/logo.png",
        "ftp://example.org/logo.png",
        "file:///etc/hostname",
        f"{OURS}/../../../../config/settings.py",
        Path(__file__).as_uri(),
    ],
)
def test_page_that_asks_for_anything_else_is_not_made(address):
    with pytest.raises(subprocess.CalledProcessError):
        pdf.make_pdf(page(f'<img src="{address}" alt="">'), sizes=[12])


@pytest.fixture
def _asked_anew():
    pdf._is_found.cache_clear()
    yield
    pdf._is_found.cache_clear()


@pytest.mark.usefixtures("_asked_anew")
@pytest.mark.parametrize("is_there", [True, False])
def test_machine_without_the_library_is_told_from_one_with_it(tmp_path, monkeypatch, is_there):
    """Where Pango is missing, importing WeasyPrint raises an OSError: here another module of its name does."""
    if not is_there:
        (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")')
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert pdf.is_set_up() is is_there


@pytest.fixture
def begun(monkeypatch):
    """The processes that are begun, with none begun before."""
    assert pdf.is_set_up()
    found, begin = [], pdf._python
    monkeypatch.setattr(pdf, "_python", lambda *arguments: found.append(begin(*arguments)) or found[-1])
    monkeypatch.setattr(pdf, "_ahead", pdf._Ahead())
    yield found
    pdf._ahead.end()


def test_page_with_the_button_begins_what_the_next_file_is_made_by(begun):
    assert (pdf.is_set_up(), pdf.is_set_up(), len(begun)) == (True, True, 1)
    assert len(read(pdf.make_pdf(page("Hej"), sizes=[12]))) == 1
    assert [process.returncode for process in begun] == [0]


def test_what_has_waited_too_long_is_ended_and_another_begun(begun, monkeypatch):
    monkeypatch.setattr(pdf, "WAIT_SECONDS", -1)
    assert (pdf.is_set_up(), pdf.is_set_up(), len(begun)) == (True, True, 2)
    assert (begun[0].returncode, begun[1].poll()) == (-signal.SIGKILL, None)


def test_what_waits_ends_with_the_process_that_began_it(begun):
    pdf.is_set_up()
    begun[0].stdin.close()
    assert (begun[0].stdout.read(), begun[0].wait()) == (b"", 0)


def test_page_that_takes_too_long_is_given_up(begun, monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0)
    with pytest.raises(subprocess.TimeoutExpired):
        pdf.make_pdf(page("Hej"), sizes=[12])
    assert begun[0].returncode == -signal.SIGKILL


def test_what_waits_and_gets_no_page_ends_by_itself(monkeypatch, capfdbinary):
    nothing, kept_open = os.pipe()
    with os.fdopen(nothing) as silent, os.fdopen(kept_open, "wb"):
        monkeypatch.setattr(typesetter, "WAIT_SECONDS", -30)
        monkeypatch.setattr(sys, "stdin", silent)
        assert (typesetter.main(), capfdbinary.readouterr().out) == (None, b"")
