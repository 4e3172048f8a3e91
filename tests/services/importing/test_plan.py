"""What an import would do, said before anything is done."""

from pathlib import Path

import pytest

from tests.factories.services import OrganisationFactory, ServiceFactory, ServiceTextFactory
from tests.services.importing.conftest import told
from verkstad.services.importing.entries import sentence
from verkstad.services.models import Channel, Service

HEADINGS = ["Own number", "Name", "In short"]


@pytest.fixture
def preschool(bjorkhamn):
    """A service that somebody wrote here."""
    service = ServiceFactory(municipality=bjorkhamn, slug="forskola", texts=())
    ServiceTextFactory(service=service, name="Sök förskola", summary="Sök plats.", description="Så går det till.")
    return service


def test_nothing_is_written_by_looking(desk):
    desk.bring_rows(HEADINGS, ["1", "Bygglov", "Sök lov."])
    assert not Service.objects.exists()


def test_new_one_is_told_with_all_its_fields(desk):
    one = desk.bring_rows(HEADINGS, ["1", "Bygglov", "Sök lov."])
    assert told(one, "action", "name", "changes") == [
        ("added", "Bygglov", {"name.sv": [None, "Bygglov"], "summary.sv": [None, "Sök lov."]})
    ]


def test_one_that_came_before_is_known_by_what_the_source_calls_it(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "Bygglov", "Sök lov."]))
    one = desk.bring_rows(HEADINGS, ["1", "Sök bygglov", "Sök lov."])
    assert told(one, "action", "changes") == [("changed", {"name.sv": ["Bygglov", "Sök bygglov"]})]


def test_second_time_all_is_the_same(desk):
    rows = [HEADINGS, ["1", "Bygglov", "Sök lov."], ["2", "Förskola", "Sök plats."]]
    desk.write(desk.bring_rows(*rows))
    assert told(desk.bring_rows(*rows), "action") == ["same", "same"]


def test_one_of_the_same_name_is_for_a_person_to_choose(desk, preschool):
    one = desk.bring_rows(HEADINGS, ["1", "SÖK FÖRSKOLA!", "Sök plats."])
    changes = {"name.sv": ["Sök förskola", "SÖK FÖRSKOLA!"], "reviewed_on.sv": ["2026-09-01", None]}
    assert told(one, "action", "thing", "thing_name", "changes") == [
        ("unsure", preschool.pk, "Sök förskola", changes),
    ]


def test_review_is_kept_where_no_word_of_the_text_changes(desk, preschool):
    one = desk.bring_rows(["Name", "In short", "Everyday words"], ["Sök förskola", "Sök  plats. ", "dagis"])
    (changes,) = told(one, "changes")
    assert [field for field in changes if field.startswith("reviewed_on")] == []
    assert "everyday_words.sv" in changes


def test_what_the_file_says_nothing_about_stays(desk, preschool):
    one = desk.bring_rows(["Name", "Phone"], ["Sök förskola", "0123-4"])
    (changes,) = told(one, "changes")
    assert set(changes) == {"channels"}


def test_other_ways_and_labels_and_eid_stay_when_one_way_is_told(desk, preschool):
    Channel.objects.create(
        service=preschool, kind="online", url="https://old.example", eid_need="some", label={"sv": "Hit"}
    )
    Channel.objects.create(service=preschool, kind="phone", number="1", position=1)
    preschool.texts.update(without_eid="Ring.")
    one = desk.bring_rows(["Name", "Web address"], ["Sök förskola", "https://new.example"])
    (changes,) = told(one, "changes")
    new = changes["channels"][1]
    assert [(it["kind"], it["url"], it["eid_need"], it["label"], it["number"]) for it in new] == [
        ("online", "https://new.example", "some", {"sv": "Hit"}, ""),
        ("phone", "", "none", {}, "1"),
    ]


def test_organisation_is_told_by_its_slug(desk, bjorkhamn):
    OrganisationFactory(municipality=bjorkhamn, slug="barn", name={"sv": "Barn & utbildning"})
    one = desk.bring_rows(
        [*HEADINGS, "Organisation"], ["1", "A", "B", "barn och utbildning"], ["2", "C", "D", "Barn utbildning"]
    )
    assert told(one, "action") == ["refused", "added"]


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("Name", "x" * 50_000, "“Name” is 50000 characters long; 200 is the most."),
        ("In short", "x" * 500, "“In short” is 500 characters long; 400 is the most."),
        ("Name (en)", "School", "The short text is missing in the language en."),
        ("Web address", "javascript:x", "A web address must begin with https:// or http://, not “javascript:x”."),
        ("E-mail", "nobody", "“nobody” is no e-mail address."),
        ("Phone", "1" * 31, "“Phone” is 31 characters long; 30 is the most."),
        ("Description", "a\ud7ff\x00", "It holds characters that are no text."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_row_with_a_reason(desk, heading, cell, reason):
    row = {"Name": "A", "In short": "B"} | {heading: cell}
    one = desk.bring_rows([*row], [*row.values()], ["Bra"][:1] + ["Bra"] * (len(row) - 1))
    (problem, *_) = told(one, "problem")
    assert (told(one, "action")[0], sentence(problem)) == ("refused", reason)


def test_what_stands_there_twice_is_refused_the_second_time(desk):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"], ["1", "C", "D"], ["", "E", "F"], ["", "e", "G"])
    assert told(one, "number", "action") == [(2, "added"), (3, "refused"), (4, "added"), (5, "refused")]


def test_published_one_is_not_made_to_need_eid_without_another_way(desk, preschool):
    one = desk.bring_rows(["Name", "Web address", "e-ID"], ["Sök förskola", "https://example.org", "yes"])
    assert told(one, "action") == ["refused"]


def test_one_that_is_new_is_published_when_asked_for_and_fit(desk):
    rows = [[*HEADINGS, "Web address", "e-ID"], ["1", "A", "B", "", ""], ["2", "C", "D", "https://example.org", "yes"]]
    one = desk.bring_rows(*rows, publish=True)
    assert ["status" in changes for changes in told(one, "changes")] == [True, False]


def test_withdrawing_is_only_told_when_the_file_holds_everything(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], ["2", "C", "D"]))
    assert told(desk.bring_rows(HEADINGS, ["1", "A", "B"]), "action") == ["same"]
    whole = desk.bring_rows(HEADINGS, ["1", "A", "B"], withdraw_missing=True)
    assert told(whole, "action", "name", "changes")[1] == ("withdrawn", "C", {"status": ["draft", "withdrawn"]})


def test_one_that_was_refused_is_not_withdrawn(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    one = desk.bring_rows([*HEADINGS, "E-mail"], ["1", "A", "B", "nobody"], withdraw_missing=True)
    assert told(one, "action") == ["refused"]


def test_nothing_is_withdrawn_while_an_entry_cannot_even_be_named(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    one = desk.bring_rows(HEADINGS, ["", "", "nameless"], withdraw_missing=True)
    assert told(one, "action") == ["refused"]


def test_systems_of_the_same_kind_are_told_apart(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], source="north"))
    assert told(desk.bring_rows(HEADINGS, ["1", "C", "D"], source="south"), "action") == ["added"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"Name\n"])
def test_file_that_cannot_be_read_fails_with_a_reason(desk, content):
    one = desk.bring(content)
    assert (one.state, bool(sentence(one.problem)), one.rows.count(), one.parts.count()) == ("failed", True, 0, 0)


def test_one_that_the_file_knows_by_its_address_here_is_that_one(desk, preschool):
    one = desk.bring_rows(["Own number", "Address here", "Name", "In short"], ["1", "forskola", "", "Annat."])
    assert told(one, "action", "name", "thing") == [("changed", "Sök förskola", preschool.pk)]


def test_file_of_the_demo_has_something_of_each_kind(desk, bjorkhamn):
    OrganisationFactory(municipality=bjorkhamn, slug="tekniska", name={"sv": "Tekniska förvaltningen"})
    names = {"bygglov": "Ansök om bygglov", "tomtko": "Ställ dig i tomtkön"}
    for slug in ("sophamtning", "atervinningscentral", "felanmalan-gata", *names):
        service = ServiceFactory(municipality=bjorkhamn, slug=slug, texts=())
        ServiceTextFactory(service=service, name=names.get(slug, slug))
    one = desk.bring(Path("demo/imports/bjorkhamn-tekniska.csv").read_bytes())
    assert told(one, "action") == [*["added"] * 3, *["changed"] * 3, *["unsure"] * 2, *["refused"] * 4]
    assert one.told["dialect"] == "Windows-1252 ;"
