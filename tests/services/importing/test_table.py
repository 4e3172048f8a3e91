"""The template that a municipality fills by hand."""

import pytest
from django.utils.translation import override

from tests.services.importing.conftest import as_csv, as_xlsx
from verkstad.services.importing import table
from verkstad.services.importing.columns import COLUMNS
from verkstad.services.importing.entries import Broken, Found, sentence
from verkstad.services.importing.tables import read_table


@pytest.fixture
def read(material):
    def read(*rows, **changes):
        _, entries = table.read(material(as_csv(rows), **changes))
        return list(entries)

    return read


def test_row_is_a_service_with_what_its_cells_say(read):
    (found,) = read(["Own number", "Name", "In short", "Name (en)"], ["17", "Förskola", "Sök plats.", "Preschool"])
    assert found == Found(
        number=2,
        kind="service",
        key="id:17",
        name="Förskola",
        values={"name.sv": "Förskola", "summary.sv": "Sök plats.", "name.en": "Preschool"},
        raw={"cells": ["17", "Förskola", "Sök plats.", "Preschool"]},
    )


def test_headings_are_understood_in_every_language_and_letter_case(read):
    with override("sv"):
        headings = [str(column.heading).upper() for column in COLUMNS if column.field in ("key", "name", "summary")]
    (found,) = read(headings, ["17", "Förskola", "Sök plats."])
    assert found.values == {"name.sv": "Förskola", "summary.sv": "Sök plats."}


def test_without_a_number_of_its_own_a_row_is_known_by_its_name(read):
    (found,) = read(["Name"], ["Sök förskola!"])
    assert found.key == "name:sökförskola"


def test_ways_are_made_of_the_columns_that_say_where_they_lead(read):
    (found,) = read(
        ["Name", "Web address", "e-ID", "Phone", "Visit", "Post", "E-mail"],
        ["A", "https://example.org", "high", "0123-4", "Torget 1", "Box 1", "a@example.org"],
    )
    assert [(it["kind"], it["eid_need"]) for it in found.values["channels"]] == [
        ("online", "high"),
        ("phone", "none"),
        ("visit", "none"),
        ("post", "none"),
        ("email", "none"),
    ]


def test_lists_are_divided_by_semicolons(read):
    (found,) = read(["Name", "Everyday words", "For whom"], ["A", "dagis; förskola;dagis", "businesses; residents"])
    assert found.values["everyday_words.sv"] == ["dagis", "förskola"]
    assert found.values["target_groups"] == ["business", "resident"]


def test_organisation_and_life_events_are_found_by_name(read):
    (found,) = read(
        ["Name", "Organisation", "Life events"],
        ["A", "Barn och utbildning", "att få barn"],
        organisations={"barnochutbildning": "barn"},
        life_events={"attfåbarn": "having-a-child"},
    )
    assert (found.values["organisation"], found.values["life_events"]) == ("barn", ["having-a-child"])


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("Organisation", "Okänd", "There is no “Okänd” among “Organisation”."),
        ("Life events", "Okänd", "There is no “Okänd” among “Life events”."),
        ("For whom", "katter", "“katter” cannot stand there."),
        ("e-ID", "yes", "It says whether e-ID is needed, but has no web address."),
    ],
)
def test_row_is_refused_with_place_and_reason(read, heading, cell, reason):
    (refused,) = read(["Name", heading], ["A", cell])
    assert (refused.number, refused.name, sentence(refused.problem.as_json())) == (2, "A", reason)


def test_row_without_a_name_is_refused(read):
    assert sentence(read(["Name", "Phone"], ["", "1"])[0].problem.as_json()) == "The name is missing."


def test_row_with_more_cells_than_headings_is_refused(read):
    (refused,) = read(["Name"], ["Sök", "plats"])
    assert sentence(refused.problem.as_json()) == "The row has more cells than there are headings."


@pytest.mark.parametrize("headings", [["Vad"], ["Name", "Phone", "Phone"]])
def test_file_without_a_name_or_with_a_heading_twice_is_refused_as_a_whole(read, headings):
    with pytest.raises(Broken):
        read(headings, ["A", "B", "C"])


def test_headings_that_are_not_read_are_told(material):
    told, _ = table.read(material(as_csv([["Name", "Färg"]])))
    assert told["not_read"] == ["Färg"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_template_that_was_only_filled_in_is_read(material, tmp_path, language, kind):
    empty = tmp_path / "empty"
    empty.write_bytes(table.template(language, ["sv", "da", "en"], kind).content)
    given = read_table(empty)
    help_row = next(row for _, row in given.rows)
    filled = ["Förskola", "", "Förskola"]
    write = as_xlsx if kind == "xlsx" else as_csv
    told, entries = table.read(material(write([given.headings, help_row, filled]), language=language))
    assert told["not_read"] == []
    assert [(found.key, found.values) for found in entries] == [("id:Förskola", {f"name.{language}": "Förskola"})]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_refused_rows_can_be_mended_and_sent_again(material, write):
    told, _ = table.read(material(write([["Name", "e-ID", "Färg"]])))
    download = table.mend(told, [({"cells": ["Förskola", "=kanske"]}, "“=kanske” cannot stand there.")])
    again, entries = table.read(material(download.content))
    assert again["headings"] == ["Name", "e-ID", "Färg", "Why it was refused"]
    assert [it.raw for it in entries] == [{"cells": ["Förskola", "=kanske", "", "“=kanske” cannot stand there."]}]


def test_formulas_are_given_back_harmless(material):
    told, _ = table.read(material(as_csv([["Name"]])))
    assert "'=HYPERLINK" in table.mend(told, [({"cells": ["=HYPERLINK(1)"]}, "")]).content.decode()
