"""The pages on which an editor brings a file, looks, lets it be written and takes it back."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.services import ServiceFactory, ServiceTextFactory
from tests.services.importing.conftest import as_csv, told
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.services.importing import actions
from verkstad.services.importing.tasks import keep_importing
from verkstad.services.models import Service
from verkstad.services.models.imports import Import

FRONT = "/bjorkhamn/en/staff/services/imports"
HEADINGS = ["Own number", "Name", "In short"]


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


def upload(client, content, **fields):
    file = SimpleUploadedFile("services.csv", content)
    return client.post(f"{FRONT}/new/", {"format": "table", "file": file} | fields)


def test_editor_brings_a_file_looks_and_has_it_written(client, editor):
    response = upload(client, as_csv([HEADINGS, ["1", "Bygglov", "Sök lov."]]))
    one = Import.objects.get()
    assert (response.status_code, response.url) == (302, f"{FRONT}/{one.pk}/")
    assert b'hx-trigger="every 2s"' in client.get(response.url).content
    keep_importing()
    page = client.get(response.url)
    assert [(it.row.name, [(change.label, change.new) for change in it.changes]) for it in page.context["rows"]] == [
        ("Bygglov", [("Name", "Bygglov"), ("In short", "Sök lov.")])
    ]
    client.post(f"{FRONT}/{one.pk}/start/")
    keep_importing()
    assert Service.objects.get().versions.get().made_by == editor.actor
    client.post(f"{FRONT}/{one.pk}/undo/")
    keep_importing()
    assert Service.objects.get().status == "withdrawn"
    assert client.get(response.url).status_code == 200


def test_page_that_was_polled_is_drawn_anew_when_the_work_is_done(client, editor, desk):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"])
    assert client.get(f"{FRONT}/{one.pk}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    "fields",
    [
        {"file": ""},
        {"format": "none"},
        {"address": "https://example.org/a.csv"},
        {"address": "ftp://example.org", "file": ""},
        {"address": "https://example.org/a.csv", "file": ""},
    ],
)
def test_form_that_cannot_be_right_is_shown_again(client, editor, fields):
    response = upload(client, b"Name", **fields)
    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)
    assert not Import.objects.exists()


def test_file_that_is_too_large_gets_a_clear_answer(client, editor, settings):
    settings.LARGEST_UPLOAD = 1000
    response = upload(client, b"x" * 200_000, source="kept")
    assert response.context["form"].errors["file"] == ["The file is larger than 1000\xa0bytes. Divide it into several."]
    assert response.context["form"]["source"].value() == "kept"
    assert not Import.objects.exists()


@pytest.fixture
def unsure(desk, bjorkhamn):
    """An import with two entries that resemble something there is."""
    for name in ("Ett", "Två"):
        ServiceTextFactory(service=ServiceFactory(municipality=bjorkhamn, texts=()), name=name)
    return desk.bring_rows(HEADINGS, ["1", "Ett", "B"], ["2", "Två", "B"])


def test_choices_are_kept_one_by_one_and_for_the_rest(client, editor, unsure):
    first = unsure.rows.order_by("pk").first().pk
    client.post(f"{FRONT}/{unsure.pk}/choose/", {f"row-{first}": "same", "rest": "skip"})
    assert told(unsure, "choice") == ["same", "skip"]


def test_choices_that_make_no_sense_are_passed_over(client, editor, unsure):
    client.post(
        f"{FRONT}/{unsure.pk}/choose/", {"row-x": "same", "row-1": "perhaps", "row-99999999": "same", "rest": "?"}
    )
    assert told(unsure, "choice") == ["", ""]


def test_what_is_too_late_is_told(client, editor, desk):
    one = desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    response = client.post(f"{FRONT}/{one.pk}/start/", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "That could not be done: the import is in another state by now."
    ]


def test_import_that_is_dropped_is_gone(client, editor, desk):
    one = desk.bring_rows(HEADINGS, ["1", "A", "B"])
    assert client.post(f"{FRONT}/{one.pk}/drop/").url == f"{FRONT}/"
    assert not Import.objects.exists()


def test_undoing_asks_first(client, editor, desk):
    one = desk.write(desk.bring_rows(HEADINGS, ["1", "A", "B"]))
    assert client.get(f"{FRONT}/{one.pk}/undo/").status_code == 200
    one.refresh_from_db()
    assert one.state == "done"


@pytest.mark.parametrize("path", ["", "undo/", "refused/", "report.csv", "report.json"])
def test_import_of_another_municipality_is_not_there(client, editor, egesund, path):
    one = Import.objects.create(municipality=egesund, format="table", source="table", name="x", made_by="system")
    assert client.get(f"{FRONT}/{one.pk}/{path}").status_code == 404


def test_report_tells_of_every_entry(client, editor, desk):
    one = desk.write(desk.bring_rows(HEADINGS, ["1", "=A", "B"], ["2", "", "B"]))
    table = b"".join(client.get(f"{FRONT}/{one.pk}/report.csv").streaming_content).decode("utf-8-sig")
    assert [line.split(";")[3:5] for line in table.splitlines() if line[:1] in "23"] == [
        ["'=A", "New"],
        ["", "Refused"],
    ]
    report = json.loads(client.get(f"{FRONT}/{one.pk}/report.json").content)
    assert [(row["name"], row["outcome"], row["reason"]) for row in report["rows"]] == [
        ("=A", "written", ""),
        ("", "", "The name is missing."),
    ]


def test_refused_entries_are_downloaded_and_the_template_too(client, editor, desk):
    one = desk.bring_rows(HEADINGS, ["2", "", "B"])
    for path in (f"{one.pk}/refused/", "template.csv", "template.xlsx", "services.csv", "services.xlsx"):
        response = client.get(f"{FRONT}/{path}")
        assert (response.status_code, response.headers["Content-Disposition"][:10]) == (200, "attachment")


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_as_many_queries_for_three_as_for_one(client, editor, desk, number, django_assert_num_queries):
    for _ in range(number):
        one = desk.bring_rows(HEADINGS, *([str(n), f"Namn {n}", "B"] for n in range(number)))
    with django_assert_num_queries(7):
        client.get(f"{FRONT}/")
    with django_assert_num_queries(9):
        client.get(f"{FRONT}/{one.pk}/")


def test_preview_says_that_a_text_no_longer_counts_as_reviewed(client, editor, desk, bjorkhamn):
    for number in (1, 2):
        service = ServiceFactory(municipality=bjorkhamn, slug=f"service-{number}", texts=())
        ServiceTextFactory(service=service, name=f"Namn {number}", summary="A", reviewed_on=date(2026, 9, 1))
    rows = [["Address here", "Name", "In short"], ["service-1", "Namn 1", "B"], ["service-2", "Namn 2", "A"]]
    page = client.get(f"{FRONT}/{desk.bring_rows(*rows).pk}/")
    assert page.context["unreviewed"] == 1
    told = {change.label: change.new for it in page.context["rows"] for change in it.changes}
    assert told["Reviewed on"] == "No longer: the text is another, and nobody here has read it"


def test_failed_import_says_why(client, editor, desk):
    one = desk.bring(b"")
    assert "The file is empty." in client.get(f"{FRONT}/{one.pk}/").content.decode()


def test_worker_takes_the_oldest_import_first(desk):
    for name in ("A", "B"):
        actions.request_import(
            actions.formats()["table"],
            municipality=desk.municipality,
            name=name,
            content=[as_csv([HEADINGS, ["", name, "x"]])],
        )
    keep_importing()
    assert list(Import.objects.order_by("pk").values_list("state", flat=True)) == ["planned", "reading"]


def test_addresses_have_names(bjorkhamn):
    assert reverse("services:import-list").endswith("/staff/services/imports/")
