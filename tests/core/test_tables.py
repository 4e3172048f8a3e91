"""Tables that leave the program."""

import io

import pytest
from openpyxl import load_workbook

from verkstad.core.tables import csv_lines, csv_response, harmless, xlsx_response


@pytest.mark.parametrize("cell", ["=1+1", "+46 8 123", "-1", "@sum", "\tx", "\rx"])
def test_what_a_spreadsheet_would_work_out_is_made_a_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Förskola", "1+1", "", -1, None])
def test_everything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_lines_are_those_of_nordic_spreadsheets():
    assert list(csv_lines([["Namn", "Antal"], ["a;b", 2]])) == ["\ufeffNamn;Antal\r\n", '"a;b";2\r\n']


def test_file_is_downloaded_under_its_name():
    response = csv_response("granskning", [["Namn"]])
    assert (response["Content-Disposition"], response.getvalue().decode()) == (
        'attachment; filename="granskning.csv"',
        "\ufeffNamn\r\n",
    )


def test_workbook_has_a_sheet_for_each_table():
    response = xlsx_response("frågor", {"Per plats/dag": [["Pl\x1bats"], ["\x00=1+1", 2]], "x" * 40: []})
    book = load_workbook(io.BytesIO(response.content))
    assert (book.sheetnames, list(book["Per plats dag"].values)) == (
        ["Per plats dag", "x" * 31],
        [("Plats", None), ("'=1+1", 2)],
    )
