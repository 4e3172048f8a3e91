"""A planned import is written as shown, and can be taken back."""

import pytest

from tests.factories.services import (
    ServiceFactory,
    ServiceTextFactory,
    scope_with_organisation,
    service_data,
    text_data,
)
from tests.services.importing.conftest import told
from verkstad.core.models import AuditEntry
from verkstad.services import queries
from verkstad.services.actions import save_service, withdraw_service
from verkstad.services.data import Scope
from verkstad.services.importing import actions, write
from verkstad.services.importing.actions import NotNow
from verkstad.services.models import Service, ServiceText
from verkstad.services.models.imports import Choice, Import, ImportRow

HEADINGS = ["Own number", "Name", "In short"]


@pytest.fixture
def preschool(bjorkhamn):
    """A service that somebody wrote here and published."""
    data = service_data(slug="forskola", texts=(text_data(name="Sök förskola", description="Så går det till."),))
    return save_service(data, scope=scope_with_organisation(bjorkhamn), publish=True)


def whole(service):
    service.refresh_from_db()
    return queries.data_of([service])[service.pk], service.status


def choose(one, choice):
    actions.choose(one, dict.fromkeys(one.rows.values_list("pk", flat=True), choice))
    return one


def test_new_one_is_a_draft_of_the_municipality_itself(desk):
    desk.write(desk.bring_rows([*HEADINGS, "Phone"], ["1", "Bygglov", "Sök lov.", "0123-4"]))
    service = Service.objects.get()
    (data, status) = whole(service)
    assert (data.slug, status, data.organisation) == ("bygglov", "draft", "bjorkhamn")
    assert (data.texts[0].name, data.texts[0].summary, data.channels[0].number) == ("Bygglov", "Sök lov.", "0123-4")


def test_new_ones_are_published_when_asked_for(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], publish=True))
    assert Service.objects.get().status == "published"


def test_names_that_are_the_same_get_addresses_of_their_own(desk):
    ServiceFactory(municipality=desk.municipality, slug="a", texts=())
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], ["2", "A", "C"]))
    assert list(Service.objects.order_by("slug").values_list("slug", flat=True)) == ["a", "a-2", "a-3"]


def test_change_is_what_was_shown_and_nothing_else(desk, preschool):
    before, _ = whole(preschool)
    one = choose(desk.bring_rows(HEADINGS, ["1", "Sök förskola", "Annat."]), Choice.SAME)
    desk.write(one)
    after, status = whole(preschool)
    assert (after.texts[0].summary, after.texts[0].description) == ("Annat.", "Så går det till.")
    assert (after.slug, after.channels, status) == (before.slug, before.channels, "published")


def test_history_says_which_import_it_was(desk):
    one = desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], by="anna"))
    version = Service.objects.get().versions.get()
    assert (version.made_by, version.reason) == ("anna", write.reason(one))


@pytest.mark.parametrize(("choice", "names"), [("", 1), (Choice.SKIP, 1), (Choice.ADD, 2), (Choice.SAME, 1)])
def test_one_that_resembles_another_becomes_what_was_chosen(desk, preschool, choice, names):
    desk.write(choose(desk.bring_rows(HEADINGS, ["1", "Sök förskola", "Annat."]), choice))
    assert Service.objects.count() == names
    assert whole(preschool)[0].texts[0].summary == ("Annat." if choice == Choice.SAME else "Sök plats.")


@pytest.mark.parametrize("choice", [Choice.ADD, Choice.SAME])
def test_a_choice_is_remembered(desk, preschool, choice):
    rows = [HEADINGS, ["1", "Sök förskola", "Annat."]]
    desk.write(choose(desk.bring_rows(*rows), choice))
    assert told(desk.bring_rows(*rows), "action") == ["same"]


def test_one_that_somebody_edits_after_the_preview_is_left(desk, preschool, bjorkhamn):
    one = choose(desk.bring_rows(HEADINGS, ["1", "Sök förskola", "Annat."]), Choice.SAME)
    edit(preschool, "Redan ändrat.")
    desk.write(one)
    assert whole(preschool)[0].texts[0].summary == "Redan ändrat."
    assert told(one, "outcome") == ["left"]


def edit(service, summary):
    data = service_data(slug=service.slug, organisation=service.organisation.slug, texts=(text_data(summary=summary),))
    save_service(data, scope=Scope(municipality=service.municipality), by="bo")


def test_gone_ones_are_withdrawn_and_return_as_they_were(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], ["2", "C", "D"], publish=True))
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], withdraw_missing=True))
    gone = Service.objects.get(slug="c")
    assert gone.status == "withdrawn"
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], ["2", "C", "D"], withdraw_missing=True))
    gone.refresh_from_db()
    assert gone.status == "published"


def test_one_that_a_person_withdrew_stays_withdrawn(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], publish=True))
    withdraw_service(Service.objects.get(), by="bo")
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"])
    assert told(one, "action") == ["same"]


def test_writing_goes_on_where_it_was_stopped(desk, monkeypatch):
    monkeypatch.setattr(write, "AT_A_TIME", 2)
    one = desk.bring_rows(HEADINGS, *([str(n), f"Namn {n}", "B"] for n in range(5)))
    actions.start_import(one)
    assert actions.work(one, seconds=-1)
    assert Service.objects.count() == 2
    again = Import.objects.get()
    assert not actions.work(again)
    assert (again.state, Service.objects.count()) == ("done", 5)


def test_what_stands_in_the_way_of_one_is_told_of_that_one_only(desk):
    one = desk.bring_rows(
        [*HEADINGS, "Web address", "e-ID"], ["1", "A", "B", "https://example.org", "yes"], ["2", "C", "D", "", ""]
    )
    row = ImportRow.objects.get(key="id:1")
    row.changes["life_events"] = [[], ["none"]]
    row.save()
    desk.write(one)
    assert told(one, "key", "outcome") == [("id:1", "left"), ("id:2", "written")]
    assert "There is no life event none." in told(one, "problem")[0]["values"]["error"]


def test_undoing_leaves_everything_as_it_was(desk, preschool):
    before = whole(preschool)
    one = desk.bring_rows(
        [*HEADINGS, "Name (en)", "In short (en)", "Phone"], ["1", "Sök förskola", "Annat.", "School", "Apply.", "1"]
    )
    desk.undo(desk.write(choose(one, Choice.SAME)))
    assert (one.state, whole(preschool)) == ("undone", before)


def test_undoing_withdraws_what_was_new_and_it_returns_as_itself(desk):
    rows = [HEADINGS, ["1", "A", "B"]]
    desk.undo(desk.write(desk.bring_rows(*rows, publish=True)))
    assert Service.objects.get().status == "withdrawn"
    desk.write(desk.bring_rows(*rows))
    assert Service.objects.get().status == "published"


def test_undoing_brings_back_what_was_withdrawn(desk):
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], ["2", "C", "D"], publish=True))
    desk.undo(desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"], withdraw_missing=True)))
    assert set(Service.objects.values_list("status", flat=True)) == {"published"}


def test_undoing_leaves_what_somebody_has_edited_since_and_tells(desk, preschool):
    one = desk.write(
        choose(desk.bring_rows(HEADINGS, ["1", "Sök förskola", "Annat."], ["2", "Ny", "Text."]), Choice.SAME)
    )
    edit(preschool, "Handskrivet.")
    desk.undo(one)
    assert whole(preschool)[0].texts[0].summary == "Handskrivet."
    assert told(one, "key", "outcome") == [("id:1", "left"), ("id:2", "undone")]


def test_choice_that_was_undone_is_asked_for_again(desk, preschool):
    rows = [HEADINGS, ["1", "Sök förskola", "Annat."]]
    desk.undo(desk.write(choose(desk.bring_rows(*rows), Choice.SAME)))
    assert told(desk.bring_rows(*rows), "action") == ["unsure"]


@pytest.mark.parametrize("act", [actions.undo_import, lambda one: actions.choose(one, {})])
def test_nothing_is_done_in_the_wrong_state(desk, act):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"])
    if act is actions.undo_import:
        with pytest.raises(NotNow):
            act(one)
    desk.write(one)
    with pytest.raises(NotNow):
        actions.start_import(one)


def test_import_can_be_dropped_before_it_is_written_only(desk):
    actions.drop_import(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    assert not Import.objects.exists()
    with pytest.raises(NotNow):
        actions.drop_import(desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"])))


def test_every_step_is_in_the_audit_trail(desk):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"], by="anna")
    actions.start_import(one, by="bo")
    actions.work(one)
    desk.undo(one)
    acts = AuditEntry.objects.filter(target_kind="services.import").order_by("pk").values_list("action", "actor")
    assert list(acts) == [
        ("import.requested", "anna"),
        ("import.started", "bo"),
        ("import.done", "anna"),
        ("import.undoing_started", "system"),
        ("import.undone", "anna"),
    ]


def test_file_that_is_too_large_is_refused_before_it_is_kept(desk, settings):
    settings.LARGEST_UPLOAD = 10
    with pytest.raises(actions.TooLarge):
        desk.bring(b"x" * 11)
    assert not Import.objects.exists()


def test_file_that_kills_who_reads_it_is_not_tried_for_ever(desk):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"])
    Import.objects.update(state="reading", attempts=3)
    again = Import.objects.get()
    actions.work(again)
    assert (again.state, again.rows.count() <= 1) == ("failed", True)
    assert one.pk == again.pk


def test_texts_of_others_are_not_touched(desk, egesund):
    other = ServiceFactory(municipality=egesund, texts=())
    ServiceTextFactory(service=other, name="A")
    desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    assert ServiceText.objects.filter(service=other).count() == 1
