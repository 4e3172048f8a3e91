"""What operators can ask of the search."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.search import document_data, make_documents, make_place, make_service
from verkstad.search import actions, queries
from verkstad.search.models import Shelf


def test_the_index_is_built(bjorkhamn, capsys):
    make_service("Hyra bastu", municipality=bjorkhamn)
    make_place(bjorkhamn, "Simhallen")
    call_command("rebuild_index")
    assert capsys.readouterr().out.splitlines()[-1] == "The index is built."
    assert queries.index_is_there()


def test_the_index_of_one_municipality_is_built(bjorkhamn, egesund, capsys):
    call_command("rebuild_index", municipality="bjorkhamn", verbosity=0)
    owners = set(Shelf.objects.order_by("pk").values_list("municipality__slug", flat=True))
    assert (owners, capsys.readouterr().out) == ({"bjorkhamn"}, "")


def test_rebuilding_before_there_is_a_municipality_finds_nothing_to_index(db, capsys):
    call_command("rebuild_index")
    assert not queries.index_is_there()


@pytest.mark.parametrize("command", [["rebuild_index"], ["search", "bastu"], ["explain_search", "bastu"]])
def test_a_municipality_that_does_not_exist(db, command):
    with pytest.raises(CommandError, match="There is no municipality “atlantis”"):
        call_command(*command, municipality="atlantis")


def test_a_search_is_shown(bjorkhamn, capsys):
    make_service("Hyra bastu", municipality=bjorkhamn)
    make_documents(bjorkhamn, document_data("Bastu i hamnen"))
    actions.rebuild_index()
    call_command("search", "bastu", municipality="bjorkhamn", language="en")
    assert capsys.readouterr().out.splitlines() == [
        "Services (1)",
        "  1. Hyra bastu (100%)",
        "Documents (1)",
        "  1. Bastu i hamnen 2026-03-12",
    ]


def test_a_weak_answer_is_told(bjorkhamn, capsys):
    actions.rebuild_index()
    call_command("search", "qqqq", municipality="bjorkhamn", language="en")
    assert capsys.readouterr().out == "Nothing surely answers. Near: nothing.\n"


def test_a_search_as_the_api_answers(bjorkhamn, capsys):
    make_service("Hyra bastu", municipality=bjorkhamn)
    actions.rebuild_index()
    call_command("search", "bastu", "--json", municipality="bjorkhamn")
    assert json.loads(capsys.readouterr().out)["groups"][0]["hits"][0]["name"]["text"] == "Hyra bastu"


def test_an_answer_is_explained(bjorkhamn, capsys):
    make_service("Förskola", municipality=bjorkhamn)
    actions.rebuild_index()
    call_command("explain_search", "telefon dagis", municipality="bjorkhamn")
    intent, words, *others = capsys.readouterr().out.splitlines()
    assert (intent, words) == ("Asks for contact, about “dagis”", "sv: dagis")
    assert any("förskola" in line and line.endswith("said by dagis") for line in others)
    assert [cell.strip() for cell in next(line for line in others if "Förskola" in line).split("│")[1:-1]] == [
        *("1", "Förskola", "service", "1.02"),
        *("1.00", "0.00", "0.00", "0.00", "0.00", "0.02"),
    ]


def test_a_compound_and_a_slip_are_explained(bjorkhamn, capsys):
    make_service("Bygglov", municipality=bjorkhamn)
    actions.rebuild_index()
    call_command("explain_search", "byggglov barnomsorgsavgift", municipality="bjorkhamn")
    words = capsys.readouterr().out.splitlines()[0]
    assert words.startswith("sv: byggglov (or bygglov")
    assert "barnomsorgsavgift = barn + omsorg + avgift" in words
