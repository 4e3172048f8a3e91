"""verkstad import and verkstad write-template"""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories.services import ServiceFactory, ServiceTextFactory
from tests.services.importing.conftest import as_csv
from verkstad.services.importing.tables import read_table
from verkstad.services.models import Service
from verkstad.services.models.imports import Import

ROWS = [["Own number", "Name", "In short"], ["1", "Bygglov", "Sök lov."], ["2", "", "Namnlös"]]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "services.csv"
    path.write_bytes(as_csv(ROWS))
    return path


def run(file, **options):
    out = io.StringIO()
    call_command("import", "table", str(file), **{"municipality": "bjorkhamn", "stdout": out} | options)
    return out.getvalue()


def test_command_writes_and_tells(bjorkhamn, file):
    out = run(file)
    assert "Row 3, : The name is missing." in out
    assert list(Service.objects.values_list("slug", "status")) == [("bygglov", "draft")]


def test_second_run_changes_nothing(bjorkhamn, file):
    run(file)
    before = Service.objects.get().updated_at
    run(file)
    assert Service.objects.get().updated_at == before


def test_dry_run_leaves_nothing_behind(bjorkhamn, file):
    assert "this is what would happen" in " ".join(run(file, dry_run=True).split())
    assert not Service.objects.exists()
    assert not Import.objects.exists()


def test_published_if_asked_for(bjorkhamn, file):
    run(file, publish=True)
    assert Service.objects.get().status == "published"


def test_what_needs_a_choice_is_left_out_and_told(bjorkhamn, file):
    ServiceTextFactory(service=ServiceFactory(municipality=bjorkhamn, texts=()), name="Bygglov")
    assert "perhaps the same as “Bygglov”; left out" in " ".join(run(file).split())
    assert Service.objects.count() == 1


def test_report_is_written(bjorkhamn, file, tmp_path):
    run(file, report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["counts"]["added"], report["counts"]["refused"]) == (1, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file: {"municipality": "nowhere"}, "There is no municipality “nowhere”. There is: bjorkhamn."),
        (lambda file: file.unlink() or {}, "No such file or directory."),
        (lambda file: (file.write_bytes(b"") and {}) or {}, "Nothing has been changed. The file is empty."),
        (lambda file: {"report": file / "none"}, "All is done but the report"),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(bjorkhamn, file, change, words):
    options = change(file)
    with pytest.raises(CommandError, match=words):
        run(file, **options)


def test_file_that_is_too_large_is_told(bjorkhamn, file, settings):
    settings.LARGEST_UPLOAD = 5
    with pytest.raises(CommandError, match="larger"):
        run(file)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_template_is_written(bjorkhamn, tmp_path, kind):
    call_command("write_template", str(tmp_path / f"template.{kind}"), municipality="bjorkhamn")
    assert len(read_table(tmp_path / f"template.{kind}").headings) > 19


def test_template_is_written_with_what_is_there(bjorkhamn, tmp_path):
    ServiceFactory(municipality=bjorkhamn, slug="bygglov")
    call_command("write_template", str(tmp_path / "x.csv"), municipality="bjorkhamn", filled=True)
    assert "bygglov" in (tmp_path / "x.csv").read_text()


def test_template_cannot_be_written_nowhere(bjorkhamn, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("write_template", str(tmp_path / "x.csv"), municipality="nowhere")
    with pytest.raises(CommandError, match="No such file"):
        call_command("write_template", str(tmp_path / "none" / "x.csv"), municipality="bjorkhamn")
