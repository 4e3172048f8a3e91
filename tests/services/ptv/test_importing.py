"""The import as a whole: what it adds, changes, leaves alone, withdraws and refuses."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.services import ServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.services import actions
from verkstad.services.models import Organisation, Service, Status, Subject
from verkstad.services.ptv import BrokenFile

PTV = Path(__file__).resolve().parents[3] / "demo" / "finland" / "ptv"


def rows():
    return list(Service.objects.order_by("pk").values())


def renamed(description, number=1):
    return description(number, ShortDescription=[{"Lang": "sv", "Label": "Nytt."}])


def test_descriptions_are_added(folder, description):
    assert folder.bring_in(description(1), description(2)).added == ["tjanst-1", "tjanst-2"]


def test_import_leaves_one_audit_row_of_its_own_with_the_counts(folder, description):
    folder.bring_in(description(1), {})
    row = AuditEntry.objects.get(action="catalogue.imported")
    assert row.municipality == "lovskar"
    assert row.details == {"added": 1, "changed": 0, "unchanged": 0, "withdrawn": 0, "refused": 1, "left_out": 0}


def test_importing_again_changes_nothing(folder, description):
    folder.bring_in(description(1), description(2))
    before = rows()
    report = folder.bring_in(description(1), description(2))
    assert (report.unchanged, report.added, report.changed) == (["tjanst-1", "tjanst-2"], [], [])
    assert rows() == before


def test_changed_description_changes_its_service_and_keeps_its_address(folder, description):
    folder.bring_in(description(1), description(2))
    report = folder.bring_in(description(1), description(2, Name=[{"Lang": "sv", "Label": "Nytt namn"}]))
    assert (report.changed, report.unchanged) == (["tjanst-2"], ["tjanst-1"])
    assert Service.objects.get(external_id="id-2").texts.get().name == "Nytt namn"


def test_renamed_term_is_renamed(folder, description):
    term = {"Key": "koko/p2", "Value": "lapset"}
    folder.bring_in(description(OntologyTerm=[term]))
    folder.bring_in(description(OntologyTerm=[term | {"Value": "lapsi"}]))
    assert Subject.objects.get().name == {"fi": "lapsi"}


def test_description_that_is_gone_is_withdrawn_once(folder, description):
    folder.bring_in(description(1), description(2))
    assert folder.bring_in(description(1)).withdrawn == ["tjanst-2"]
    assert Service.objects.get(external_id="id-2").status == Status.WITHDRAWN
    assert folder.bring_in(description(1)).withdrawn == []


def test_description_that_returns_is_published_again(folder, description):
    folder.bring_in(description(1), description(2))
    folder.bring_in(description(1))
    assert folder.bring_in(description(1), description(2)).changed == ["tjanst-2"]
    assert Service.objects.get(external_id="id-2").status == Status.PUBLISHED


def test_what_an_operator_has_withdrawn_stays_so_though_its_text_changes(folder, description):
    folder.bring_in(description())
    actions.withdraw_service(Service.objects.get())
    folder.bring_in(renamed(description))
    assert (Service.objects.get().status, Service.objects.get().texts.get().summary) == (Status.WITHDRAWN, "Nytt.")


def test_refused_description_does_not_withdraw_its_service(folder, description):
    folder.bring_in(description())
    report = folder.bring_in(description(Name="broken"))
    assert (len(report.refused), report.withdrawn) == (1, [])


def test_same_id_twice_is_refused_the_second_time(folder, description):
    report = folder.bring_in(description(), renamed(description))
    assert [(it.line, it.reason) for it in report.refused] == [(3, "Id id-1 stands in the files twice")]
    assert Service.objects.get().texts.get().summary == "Kort."


def test_description_without_name_in_the_main_language_is_left_out_and_counted(folder, description):
    report = folder.bring_in(description(Name=[{"Lang": "fi", "Label": "Koulu"}]))
    assert (report.left_out, Service.objects.count()) == (1, 0)


def test_same_name_has_its_own_address(folder, description):
    name = [{"Lang": "sv", "Label": "Bygglov"}]
    ServiceFactory(municipality=folder.municipality, slug="bygglov")
    assert folder.bring_in(description(1, Name=name), description(2, Name=name)).added == ["bygglov-2", "bygglov-3"]


def test_organisation_that_is_there_is_left_as_it_is(folder, description):
    folder.bring_in(description())
    Organisation.objects.update(phone="0")
    folder.bring_in(description(2))
    assert Organisation.objects.get().phone == "0"


def test_services_from_elsewhere_are_left_alone(folder, description):
    own = ServiceFactory(municipality=folder.municipality)
    assert folder.bring_in(description()).withdrawn == []
    assert Service.objects.get(pk=own.pk).status == Status.PUBLISHED


def test_dry_run_tells_the_same_and_writes_nothing(folder, description):
    folder.bring_in(description(1), description(2))
    before, audited = rows(), AuditEntry.objects.count()
    report = folder.bring_in(renamed(description), description(3), "broken", dry_run=True)
    assert report.counts() == {"added": 1, "changed": 1, "unchanged": 0, "withdrawn": 1, "refused": 1, "left_out": 0}
    assert (rows(), AuditEntry.objects.count()) == (before, audited)


def test_broken_file_changes_nothing_though_another_is_whole(folder, description, lovskar):
    folder.bring_in(description(1))
    before = rows()
    folder.write(renamed(description), description(2))
    (folder.path / "more.json").write_text(folder.file.read_text()[:-40])
    with pytest.raises(CommandError, match=r"^Nothing has been changed. more.json, line 3, column \d+: "):
        call_command("import_ptv", folder.file, folder.path / "more.json", municipality="lovskar")
    assert rows() == before


def test_files_without_a_description_withdraw_nothing(folder, description):
    folder.bring_in(description())
    with pytest.raises(BrokenFile, match="No description stands in the files"):
        folder.bring_in()
    assert Service.objects.get().status == Status.PUBLISHED


@pytest.mark.parametrize("vocabulary", ["ServiceClasses", "LifeEvents", "TargetGroups", "concepts"])
def test_broken_vocabulary_is_told_with_its_line(folder, description, vocabulary):
    (folder.path / f"{vocabulary}.json").write_text('[\n{"OldUri": "x"}]')
    with pytest.raises(BrokenFile, match=rf"{vocabulary}.json, line 2: this is not a term of a vocabulary"):
        folder.bring_in(description())


def test_command_tells_what_it_did(folder, description):
    folder.write(description(1), {"Id": "x", "Name": "broken"})
    output = StringIO()
    call_command("import_ptv", folder.file, municipality="lovskar", stdout=output)
    assert "Added" in output.getvalue()
    assert "gd.json, line 3: Name must be a list of objects, not 'broken'." in output.getvalue()


def test_command_says_that_a_dry_run_changed_nothing(folder, description):
    folder.write(description())
    output = StringIO()
    call_command("import_ptv", folder.file, municipality="lovskar", dry_run=True, stdout=output)
    assert "Nothing has been changed" in output.getvalue()
    assert not Service.objects.exists()


def test_command_is_silent_when_asked_to_be(folder, description):
    folder.write(description(), "broken")
    output = StringIO()
    call_command("import_ptv", folder.file, municipality="lovskar", verbosity=0, stdout=output)
    assert output.getvalue() == ""


def test_command_writes_the_report_as_json(folder, description):
    folder.write(description(1), "broken")
    file = folder.path / "report.json"
    call_command("import_ptv", folder.file, municipality="lovskar", report=file, languages="sv, fi", stdout=StringIO())
    assert json.loads(file.read_text()) == {
        "added": ["tjanst-1"],
        "changed": [],
        "unchanged": [],
        "withdrawn": [],
        "refused": [
            {"file": "gd.json", "line": 3, "reason": "a description is needed, not 'broken'", "external_id": ""}
        ],
        "left_out": 0,
    }


def test_command_says_that_only_its_report_could_not_be_written(folder, description):
    folder.write(description())
    with pytest.raises(CommandError, match=r"^All is done but the report, which cannot be written to /none/r.json"):
        call_command("import_ptv", folder.file, municipality="lovskar", report=Path("/none/r.json"), verbosity=0)
    assert Service.objects.count() == 1


def test_command_refuses_an_unknown_municipality(folder):
    with pytest.raises(CommandError, match=r"There is no municipality nowhere\."):
        call_command("import_ptv", folder.file, municipality="nowhere")


def test_the_real_catalogue_comes_in_whole(lovskar):
    output = StringIO()
    file = PTV / "gd.json"
    call_command("import_ptv", file, municipality="lovskar", languages="sv,en,fi", phone="+358 1", stdout=output)
    assert Service.objects.visible_in(lovskar).count() == 337
    assert "Left out: no name in the main language  │    121" in output.getvalue()
