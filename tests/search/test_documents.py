"""Documents are taken in whole or not at all, and found by their words and their date."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.search import document_data, make_documents, make_service
from verkstad.core.models import AuditEntry
from verkstad.municipalities.models import Municipality, Part
from verkstad.search import actions, queries
from verkstad.search.analysis.fold import plain
from verkstad.search.analysis.spelling import forms
from verkstad.search.answers import DocumentHit, Piece
from verkstad.search.document_files import BrokenFile, DocumentData, Refused, read_documents
from verkstad.search.models import Document, Kind
from verkstad.search.queries.documents import MOST_RANKED, pieces

HEADER = "title,address,date,kind,text,language\n"


def hits(town: Municipality, words: str, language: str = "sv") -> list[DocumentHit]:
    group = queries.search(town, words, language).group(Kind.DOCUMENT)
    return [hit for hit in group.hits if isinstance(hit, DocumentHit)] if group else []


def titles(town: Municipality, words: str, language: str = "sv") -> list[str]:
    return [str(hit.title) for hit in hits(town, words, language)]


def test_the_month_and_year_name_the_document(bjorkhamn):
    for month in (2, 3, 4):
        make_documents(bjorkhamn, document_data(f"Protokoll {month}", date=date(2026, month, 12)))
    assert titles(bjorkhamn, "protokoll mars 2026") == ["Protokoll 3"]


def test_the_title_weighs_more_than_the_text(bjorkhamn):
    make_documents(bjorkhamn, document_data("Snöröjning"), document_data("Annat", text="Om snöröjning på gator."))
    assert titles(bjorkhamn, "snöröjning") == ["Snöröjning", "Annat"]


def test_documents_with_all_the_words_keep_out_those_with_some(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamn och torg"), document_data("Hamn"))
    assert titles(bjorkhamn, "hamn torg") == ["Hamn och torg"]


def test_some_of_the_words_are_enough_when_no_document_has_all(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamn"), document_data("Hamn torg"), document_data("Skola"))
    assert titles(bjorkhamn, "hamn torg rivning zebra") == ["Hamn torg"]


def test_newer_documents_come_first_among_equals(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamn", url="https://example.org/1", date=date(2024, 1, 1)))
    make_documents(bjorkhamn, document_data("Hamn", url="https://example.org/2", date=date(2025, 1, 1)))
    assert [hit.url for hit in hits(bjorkhamn, "hamn")] == ["https://example.org/2", "https://example.org/1"]


def test_of_minutes_that_are_called_alike_the_newest_comes_first_however_often_the_text_has_the_words(bjorkhamn):
    often = {2025: "Protokoll i mars. " * 9, 2026: ""}
    for year, text in often.items():
        make_documents(bjorkhamn, document_data(f"Protokoll {year}-03-11", date=date(year, 3, 11), text=text))
    assert titles(bjorkhamn, "protokoll mars") == ["Protokoll 2026-03-11", "Protokoll 2025-03-11"]


def test_what_is_called_so_comes_before_what_newer_names_say_of_it(bjorkhamn):
    named = {"Riktlinjer för färdtjänst": 2019, "Svar på motion om riktlinjer för färdtjänst": 2026}
    make_documents(bjorkhamn, *(document_data(title, date=date(year, 1, 1)) for title, year in named.items()))
    assert titles(bjorkhamn, "riktlinjer färdtjänst") == list(named)


def test_a_registered_number_finds_its_document(bjorkhamn):
    make_documents(
        bjorkhamn, document_data("Beslut", text="Ärende KS 2026/123."), document_data("Två", text="KS 2026/124")
    )
    assert titles(bjorkhamn, "KS 2026/123") == ["Beslut"]


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        ("Nämnden beslutar.", "Nämnden beslutar."),
        ("Nämnden beslutar att", "Nämnden beslutar att …"),
        ("Nämnden \ue000beslutar\ue001", "Nämnden beslutar …"),
        ("", ""),
    ],
)
def test_a_snippet_that_ends_inside_a_sentence_says_so(snippet: str, shown: str) -> None:
    assert "".join(piece.text for piece in pieces(snippet)) == shown


def test_the_snippet_marks_the_words(bjorkhamn):
    make_documents(bjorkhamn, document_data(text="Nämnden beslutar om <b>hamnen</b> i dag.\ue000"))
    [hit] = hits(bjorkhamn, "hamnen")
    assert Piece("hamnen", matches=True) in hit.snippet
    assert "".join(piece.text for piece in hit.snippet) == "Nämnden beslutar om hamnen i dag."


def test_documents_of_others_are_not_found(bjorkhamn, egesund):
    make_documents(egesund, document_data("Havnen", language="da"))
    assert (titles(egesund, "havn", "da"), titles(bjorkhamn, "havn", "da")) == (["Havnen"], [])


def test_documents_are_left_out_where_they_are_switched_off(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamnen"))
    bjorkhamn.parts = [Part.PLACES]
    assert titles(bjorkhamn, "hamnen") == []


def test_a_reader_of_another_language_finds_documents_in_the_main_one(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamnplan"))
    assert titles(bjorkhamn, "hamnplan", "en") == ["Hamnplan"]


@pytest.mark.parametrize(
    "typed",
    [
        "protokoll byggnadsnämden mars",
        "protokoll byggnadsnämnden mras",
        "protokol från byggnadsnämndne 2026",
        "protokoll byggnadsnamnden fran mars",
        "byggnads nämnden protokoll fårn mars",
        "byggnadsnämndsprotokoll mars",
    ],
)
def test_a_name_is_forgiven_a_slip_missing_dots_and_compounds_written_otherwise(bjorkhamn, typed):
    make_documents(bjorkhamn, document_data("Protokoll från byggnadsnämnden"))
    make_documents(bjorkhamn, document_data("Protokoll från kulturnämnden", date=date(2026, 4, 12)))
    assert titles(bjorkhamn, typed) == ["Protokoll från byggnadsnämnden"]


def test_what_names_have_as_it_was_typed_is_no_slip(bjorkhamn):
    make_documents(bjorkhamn, document_data("Protokoll juni"), document_data("Plan juli"))
    assert titles(bjorkhamn, "protokoll juli plan") == ["Plan juli"]


def test_a_word_of_a_text_that_names_nearly_have_is_no_slip(bjorkhamn):
    make_documents(bjorkhamn, document_data("Plan", text="Färja."), document_data("Färg"))
    assert titles(bjorkhamn, "färja") == ["Plan"]


@pytest.mark.parametrize("words", ["pa for", "fran"])
def test_words_that_only_lack_their_dots_to_say_nothing_are_looked_for_all_the_same(bjorkhamn, words):
    make_documents(bjorkhamn, document_data(f"Svar {words}"))
    assert titles(bjorkhamn, words) == [f"Svar {words}"]


def test_slips_are_put_right_by_what_the_municipality_has(bjorkhamn, egesund):
    make_documents(egesund, document_data("Havneplan", language="da"))
    assert titles(egesund, "havnepla", "da") == ["Havneplan"]
    make_documents(bjorkhamn, document_data("Hamnen"))
    assert titles(bjorkhamn, "havnepla", "da") == []


def test_a_slip_is_put_right_beside_a_service_that_has_the_word(bjorkhamn):
    make_service("Hamnen", municipality=bjorkhamn)
    actions.rebuild_index()
    make_documents(bjorkhamn, document_data("Hamnen"))
    assert titles(bjorkhamn, "hamnne") == ["Hamnen"]


@given(st.sampled_from(["byggnadsnämnden", "protokoll", "mars", "översiktsplan"]), st.data())
def test_any_one_slip_shares_a_form_with_the_word(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    before, here, after = word[:place], word[place], word[place + 1 :]
    letter = data.draw(st.sampled_from("aåbnx"))
    for typed in (
        before + after,
        before + letter + here + after,
        before + letter + after,
        before + after[:1] + here + after[1:],
    ):
        assert not set(forms(plain(word))).isdisjoint(forms(plain(typed)))


def test_very_many_documents_are_bounded(bjorkhamn):
    make_documents(bjorkhamn, *(document_data(f"Hamn {n}") for n in range(MOST_RANKED + 5)))
    answer = queries.search(bjorkhamn, "hamn", "sv", page=2)
    assert (answer.total(Kind.DOCUMENT), len(answer.groups[0].hits)) == (MOST_RANKED, 10)


def test_importing_again_changes_nothing(bjorkhamn):
    data = document_data()
    first = actions.import_documents([data], municipality=bjorkhamn)
    second = actions.import_documents([data], municipality=bjorkhamn)
    assert (first.added, second.added, second.unchanged) == ([data.url], [], [data.url])
    assert AuditEntry.objects.filter(action="documents.imported").count() == 1


def test_a_changed_document_is_replaced(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamnen", url="https://example.org/1"))
    report = actions.import_documents([document_data("Torget", url="https://example.org/1")], municipality=bjorkhamn)
    assert (report.changed, titles(bjorkhamn, "torget"), titles(bjorkhamn, "hamnen")) == (
        ["https://example.org/1"], ["Torget"], [],
    )  # fmt: skip


def test_a_dry_run_writes_nothing(bjorkhamn):
    report = actions.import_documents([document_data()], municipality=bjorkhamn, dry_run=True)
    assert (len(report.added), Document.objects.count(), AuditEntry.objects.count()) == (1, 0, 0)


def write(folder: Path, text: str | bytes, name: str = "documents.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_csv_file_is_read(bjorkhamn, tmp_path, mark):
    text = HEADER + 'Protokoll,https://example.org/1,2026-03-12,protokoll,"En\nrad till",da\n'
    documents, refused = read_documents(write(tmp_path, text.replace(",", mark)), bjorkhamn)
    assert documents == [
        DocumentData("https://example.org/1", "Protokoll", date(2026, 3, 12), "protokoll", "En\nrad till", "da")
    ]
    assert refused == []


def test_a_json_lines_file_is_read(bjorkhamn, tmp_path):
    line = (
        '{"title": "A", "address": "https://example.org/1", "date": "2026-03-12", "kind": "x", "text": null, "id": 7}'
    )
    documents, _ = read_documents(write(tmp_path, f"\n{line}\n", "documents.jsonl"), bjorkhamn)
    assert documents == [DocumentData("https://example.org/1", "A", date(2026, 3, 12), "x", "", "sv", "7")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",https://example.org,2026-03-12,x,,", "title is missing"),
        ("A,,2026-03-12,x,,", "address is missing"),
        ("A,ftp://example.org,2026-03-12,x,,", "address “ftp://example.org” does not begin with https:// and a host"),
        ("A,https://[,2026-03-12,x,,", "address “https://[” does not begin with https:// and a host"),
        ("A,https://example.org,12/3 2026,x,,", "date “12/3 2026” is not written as 2026-03-12"),
        ("A,https://example.org,2026-03-12,x,,fi", "the municipality has no language “fi”"),
        (f"{'A' * 301},https://example.org,2026-03-12,x,,", "title is longer than 300 characters"),
        ("A,https://example.org/1,2026-03-12,x,,", "the address stands in the file already"),
    ],
)
def test_a_line_that_is_no_document_is_refused_with_its_reason(bjorkhamn, tmp_path, row, reason):
    good = "A,https://example.org/1,2026-03-12,x,,\n"
    documents, refused = read_documents(write(tmp_path, HEADER + good + row + "\n"), bjorkhamn)
    assert (len(documents), refused) == (1, [Refused(3, reason)])


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.csv", b"", "line 1: the header lacks title, address, date, kind, text."),
        ("a.csv", b"title,address\n", "line 1: the header lacks date, kind, text."),
        ("a.csv", HEADER.encode() + b"A,https://example.org\n", "line 2: not as many values as the header has."),
        ("a.csv", HEADER.encode() + b'"A\n', "line 2: not CSV (unexpected end of data)."),
        ("a.csv", HEADER.encode() + b"\xff\n", "cannot be read: line 2 is not UTF-8."),
        ("a.jsonl", b"{}\n{\n", "line 2: not JSON"),
        ("a.jsonl", b"[1]\n", "line 1: not a JSON object."),
    ],
)
def test_a_broken_file_says_where(bjorkhamn, tmp_path, name, content, where):
    with pytest.raises(BrokenFile) as problem:
        read_documents(write(tmp_path, content, name), bjorkhamn)
    assert where in str(problem.value)


def test_a_file_that_is_not_there(bjorkhamn, tmp_path):
    with pytest.raises(BrokenFile, match="cannot be read"):
        read_documents(tmp_path / "none.csv", bjorkhamn)


def test_the_command_reports_what_it_did(bjorkhamn, tmp_path, capsys):
    path = write(tmp_path, HEADER + "A,https://example.org/1,2026-03-12,x,,\nB,,2026-03-12,x,,\n")
    call_command("import_documents", str(path), municipality="bjorkhamn")
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Line 3 is refused: address is missing.",
        "1 added, 0 changed, 0 unchanged, 0 removed, 1 refused.",
    ]


def test_the_command_on_trial(bjorkhamn, tmp_path, capsys):
    path = write(tmp_path, HEADER + "A,https://example.org/1,2026-03-12,x,,\n")
    call_command("import_documents", str(path), "--dry-run", municipality="bjorkhamn")
    assert "Nothing has been changed; this is what would be:\n1 added" in capsys.readouterr().out
    assert Document.objects.count() == 0


def test_the_command_changes_nothing_with_a_broken_file(bjorkhamn, tmp_path):
    path = write(
        tmp_path, '{"title": "A", "address": "https://example.org/1", "date": "2026-03-12", "kind": "x"}\n{', "a.jsonl"
    )
    with pytest.raises(CommandError, match="Nothing has been changed"):
        call_command("import_documents", str(path), municipality="bjorkhamn", verbosity=0)
    assert Document.objects.count() == 0


def test_the_command_needs_a_municipality_that_exists(db, tmp_path):
    with pytest.raises(CommandError, match="There is no municipality “atlantis”"):
        call_command("import_documents", str(tmp_path), municipality="atlantis")
