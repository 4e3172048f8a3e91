"""Rows of files as they come: written by whatever program, or made to do harm."""

import csv
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.importing.conftest import as_csv, as_xlsx
from verkstad.core.tables import harmless
from verkstad.services.importing.entries import Broken
from verkstad.services.importing.tables import COLUMNS, ROWS, read_table

ROWS_OF_TEXT = [["Namn", "Kort"], ["Förskola; plats", "Så, här\når det"], ["Bygglov", ""]]
TEXT = st.text(st.characters(codec="cp1252", exclude_characters="\r\x00", exclude_categories=["Cc", "Zs"]), max_size=20)


@pytest.fixture
def file(tmp_path):
    def file(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return file


def rows_of(path):
    table = read_table(path)
    return [table.headings, *(row for _, row in table.rows)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_is_read_whatever_program_wrote_it(file, delimiter, encoding):
    assert rows_of(file(as_csv(ROWS_OF_TEXT, delimiter=delimiter, encoding=encoding))) == ROWS_OF_TEXT


@given(
    rows=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5),
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\r\n", "\n"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cells_come_back_as_they_were_written(file, rows, delimiter, encoding, quoting, end):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([["Namn", "Kört"], *rows])
    table = read_table(file(text.getvalue().encode(encoding)))
    assert [row for _, row in table.rows] == [[meant(cell) for cell in row] for row in rows]


def meant(cell):
    """As a cell is understood: an apostrophe that made it harmless is taken away again."""
    return cell[1:] if harmless(cell[1:]) == cell else cell


def test_it_is_told_how_the_file_was_understood(file):
    assert read_table(file(as_csv(ROWS_OF_TEXT, encoding="cp1252"))).dialect == "Windows-1252 ;"


def test_separator_that_the_file_names_itself_holds(file):
    assert rows_of(file(b"sep=,\r\nNamn;A,Kort\r\nett,b\r\n")) == [["Namn;A", "Kort"], ["ett", "b"]]


def test_rows_know_where_they_stand(file):
    assert [number for number, _ in read_table(file(b"\nNamn\nA\n\nB\n")).rows] == [3, 4, 5]


def test_spreadsheet_is_read_as_text(file):
    content = as_xlsx([["Namn", "Tal"], ["Förskola", 12], [None, 1.5], ["=1+1", True]])
    assert rows_of(file(content)) == [["Namn", "Tal"], ["Förskola", "12"], ["", "1.5"], ["", "1"]]


@pytest.mark.parametrize("cell", ["=1+1", "+46 123", "-x", "@x"])
def test_what_looks_like_a_formula_is_made_harmless_and_comes_back_the_same(file, cell):
    assert rows_of(file(as_csv([["Namn"], [harmless(cell)]]))) == [["Namn"], [cell]]


def bomb(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for number, size in enumerate(parts):
            file.writestr(f"xl/{number}.xml", b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: bomb([30_000_000]), id="thirty megabytes out of thirty kilobytes"),
        pytest.param(lambda: bomb([1] * 600), id="six hundred parts"),
        pytest.param(lambda: b"PK\x03\x04 and no more", id="no zip file"),
        pytest.param(lambda: bomb([10]), id="no spreadsheet"),
        pytest.param(lambda: b"", id="empty"),
        pytest.param(lambda: b'Namn\n"' + b"x" * 200_000, id="a quotation mark that never ends"),
        pytest.param(lambda: b"Namn\n" + b"x\n" * (ROWS + 1), id="too many rows"),
        pytest.param(lambda: b"Namn\n" + b";" * 300, id="too many columns"),
        pytest.param(lambda: as_xlsx([["Namn"], [""] * COLUMNS + ["x"]]), id="too many columns in a spreadsheet"),
    ],
)
def test_file_that_is_none_is_refused_as_a_whole(file, content):
    with pytest.raises(Broken):
        rows_of(file(content()))


def test_entities_that_multiply_are_refused(file):
    content = as_xlsx([["Namn"]])
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part).decode()
            if part.filename == "xl/worksheets/sheet1.xml":
                text = laughs + text.replace("Namn", "&b;")
            new.writestr(part.filename, text)
    with pytest.raises(Broken):
        rows_of(file(out.getvalue()))
