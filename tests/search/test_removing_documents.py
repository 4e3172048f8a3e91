"""Documents leave the search at once, and nothing is left by which they were known."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories.search import document_data, make_documents
from verkstad.core.models import AuditEntry
from verkstad.search import actions, queries
from verkstad.search.models import Document, DocumentWord, Kind

HEADER = "title,address,date,kind,text\n"
HARBOUR, SQUARE = "https://example.org/1", "https://example.org/2"


@pytest.fixture
def town(bjorkhamn):
    make_documents(bjorkhamn, document_data("Hamnplan", url=HARBOUR), document_data("Torgplan", url=SQUARE))
    return bjorkhamn


def addresses():
    return list(Document.objects.order_by("municipality__slug", "url").values_list("municipality__slug", "url"))


def words():
    return set(DocumentWord.objects.values_list("municipality__slug", "word"))


def found(town, text):
    group = queries.search(town, text, "sv").group(Kind.DOCUMENT)
    return [str(hit.title) for hit in group.hits] if group else []


def test_a_removed_document_is_not_found(town):
    assert actions.remove_documents([HARBOUR, "https://example.org/unknown"], municipality=town) == [HARBOUR]
    assert (found(town, "hamnplan"), found(town, "torgplan")) == ([], ["Torgplan"])


def test_words_that_no_other_document_is_called_by_are_forgotten(town):
    before = words()
    actions.remove_documents([HARBOUR], municipality=town)
    assert before - words() == {("bjorkhamn", "hamnplan")}
    actions.remove_documents([SQUARE], municipality=town)
    assert words() == set()


def test_what_another_municipality_has_stays(town, egesund):
    make_documents(egesund, document_data("Hamnplan", url=HARBOUR))
    actions.remove_documents([HARBOUR], municipality=town)
    assert addresses() == [("bjorkhamn", SQUARE), ("egesund", HARBOUR)]
    assert ("egesund", "hamnplan") in words()


def test_what_is_missing_is_removed_where_the_file_holds_everything(town, egesund):
    make_documents(egesund, document_data("Hamnplan", url=HARBOUR))
    same = document_data("Torgplan", url=SQUARE)
    report = actions.import_documents([same], municipality=town, remove_missing=True)
    assert (report.unchanged, report.removed) == ([SQUARE], [HARBOUR])
    assert addresses() == [("bjorkhamn", SQUARE), ("egesund", HARBOUR)]


def test_on_trial_nothing_is_removed(town):
    same = document_data("Torgplan", url=SQUARE)
    report = actions.import_documents([same], municipality=town, remove_missing=True, dry_run=True)
    assert (report.removed, len(addresses())) == ([HARBOUR], 2)


def test_the_audit_trail_counts_what_was_removed(town):
    actions.remove_documents([HARBOUR], municipality=town)
    actions.remove_documents([HARBOUR], municipality=town)
    assert list(AuditEntry.objects.filter(action="documents.removed").values_list("details", flat=True)) == [
        {"removed": 1}
    ]


def test_the_command_tells_what_it_removed_and_what_was_not_there(town, capsys):
    with pytest.raises(CommandError, match=r"^Not among the documents of Björkhamn: https://example\.org/3$"):
        call_command("remove_documents", HARBOUR, "https://example.org/3", municipality="bjorkhamn")
    assert (capsys.readouterr().out, addresses()) == (f"Removed: {HARBOUR}\n", [("bjorkhamn", SQUARE)])


def test_the_import_tells_how_many_it_removed(town, tmp_path, capsys):
    path = tmp_path / "documents.csv"
    path.write_text(HEADER + f"Torgplan,{SQUARE},2026-03-12,protokoll,\n")
    call_command("import_documents", str(path), "--remove-missing", municipality="bjorkhamn")
    assert capsys.readouterr().out.splitlines()[-1] == "0 added, 0 changed, 1 unchanged, 1 removed, 0 refused."


@pytest.mark.parametrize("rows", ["", f"Torgplan,{SQUARE},2026-03-12,protokoll,\nHamnplan,{HARBOUR},12/3,protokoll,\n"])
def test_a_file_with_nothing_in_it_or_a_slip_removes_nothing(town, tmp_path, rows):
    path = tmp_path / "documents.csv"
    path.write_text(HEADER + rows)
    with pytest.raises(CommandError, match=r"Nothing has been changed: .* the whole file must be readable"):
        call_command("import_documents", str(path), "--remove-missing", municipality="bjorkhamn")
    assert len(addresses()) == 2
