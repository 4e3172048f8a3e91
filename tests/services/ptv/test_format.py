"""The general descriptions as an import: what they add, change, leave alone, withdraw and refuse."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.services import ServiceFactory
from tests.services.importing.conftest import told
from tests.services.ptv.conftest import label, term
from verkstad.services import actions, queries
from verkstad.services.importing import report
from verkstad.services.models import Organisation, Service, Status, Subject
from verkstad.services.models.imports import Import

GD = Path(__file__).resolve().parents[3] / "demo" / "finland" / "ptv" / "gd.json"


def summary(number=1):
    return Service.objects.get(external_id=f"id-{number}").texts.get().summary


def shorter(description, number=1):
    return description(number, ShortDescription=[label("Nytt.")])


def actions_of(one):
    return [action for kind, action in told(one, "kind", "action") if kind == "service"]


def run(file, **options):
    output = StringIO()
    options = {"municipality": "lovskar", "publish": True, "withdraw_missing": True, "stdout": output} | options
    call_command("import", "ptv", str(file), **options)
    return output.getvalue()


def test_descriptions_are_added_and_published(catalogue, description):
    catalogue.bring_in(description(1), description(2))
    rows = Service.objects.order_by("slug").values_list("slug", "status", "source", "external_id")
    assert list(rows) == [("tjanst-1", "published", "ptv", "id-1"), ("tjanst-2", "published", "ptv", "id-2")]


def test_bringing_in_the_same_again_changes_nothing(catalogue, description):
    catalogue.bring_in(description(OntologyTerm=[term("koko/p1", "lapset")]))
    assert told(catalogue.look(description(OntologyTerm=[term("koko/p1", "lapset")])), "action") == ["same", "same"]


def test_changed_description_changes_its_service_and_keeps_its_address(catalogue, description):
    catalogue.bring_in(description(1), description(2))
    one = catalogue.bring_in(description(1), description(2, Name=[label("Nytt namn")]))
    assert actions_of(one) == ["same", "changed"]
    assert Service.objects.get(slug="tjanst-2").texts.get().name == "Nytt namn"


def test_what_people_have_mended_stays_until_the_description_changes(catalogue, description):
    catalogue.bring_in(description())
    actions.add_everyday_words(Service.objects.get(), language="sv", words=["dagis"])
    assert actions_of(catalogue.bring_in(description())) == ["same"]
    assert Service.objects.get().texts.get().everyday_words == ["dagis"]
    assert actions_of(catalogue.bring_in(shorter(description))) == ["changed"]
    assert summary() == "Nytt."


def test_undoing_leaves_everything_as_it_was(catalogue, description):
    catalogue.bring_in(description())
    before = queries.data_of(Service.objects.all())
    catalogue.undo(catalogue.bring_in(shorter(description)))
    assert queries.data_of(Service.objects.all()) == before
    assert actions_of(catalogue.look(shorter(description))) == ["changed"]


def test_description_that_is_gone_is_withdrawn_once(catalogue, description):
    catalogue.bring_in(description(1), description(2))
    assert actions_of(catalogue.bring_in(description(1))) == ["same", "withdrawn"]
    assert Service.objects.get(external_id="id-2").status == Status.WITHDRAWN
    assert actions_of(catalogue.look(description(1))) == ["same"]


def test_description_that_returns_is_published_again(catalogue, description):
    catalogue.bring_in(description(1), description(2))
    catalogue.bring_in(description(1))
    assert actions_of(catalogue.bring_in(description(1), description(2))) == ["same", "changed"]
    assert Service.objects.get(external_id="id-2").status == Status.PUBLISHED


def test_what_somebody_has_withdrawn_stays_so_though_its_text_changes(catalogue, description):
    catalogue.bring_in(description())
    actions.withdraw_service(Service.objects.get())
    catalogue.bring_in(shorter(description))
    assert (Service.objects.get().status, summary()) == (Status.WITHDRAWN, "Nytt.")


def test_refused_description_does_not_withdraw_its_service(catalogue, description):
    catalogue.bring_in(description())
    assert actions_of(catalogue.look(description(Name="broken"))) == ["refused"]


def test_same_id_twice_is_refused_the_second_time(catalogue, description):
    one = catalogue.bring_in(description(), shorter(description))
    assert told(one, "number", "action") == [(2, "added"), (3, "refused")]
    assert summary() == "Kort."


def test_description_without_name_in_the_main_language_is_refused(catalogue, description):
    one = catalogue.look(description(Name=[label("Koulu", "fi")], OntologyTerm=[term("koko/p1", "lapset")]))
    assert [(row["name"], row["reason"]) for row in report.as_json(one)["rows"]] == [("Koulu", "The name is missing.")]


def test_same_name_has_its_own_address(catalogue, description):
    catalogue.bring_in(description(1, Name=[label("Bygglov")]), description(2, Name=[label("Bygglov")]))
    assert list(Service.objects.order_by("slug").values_list("slug", flat=True)) == ["bygglov", "bygglov-2"]


def test_name_of_a_service_that_is_there_is_for_a_person_to_choose(catalogue, description):
    own = ServiceFactory(municipality=catalogue.municipality, slug="bygglov", texts=())
    own.texts.create(language="sv", name="Bygglov", summary="Vårt eget.")
    assert told(catalogue.look(description(Name=[label("Bygglov")])), "action", "thing") == [("unsure", own.pk)]


def test_term_that_is_renamed_is_renamed_here(catalogue, description):
    catalogue.bring_in(description(OntologyTerm=[term("koko/p1", "lapset")]))
    catalogue.bring_in(description(OntologyTerm=[term("koko/p1", "lapsi")]))
    assert Subject.objects.get().name == {"fi": "lapsi"}


def test_term_of_several_descriptions_is_told_once_with_its_line(catalogue, description):
    one = catalogue.look(*(description(n, OntologyTerm=[term("koko/p1", "lapset")]) for n in (1, 2)))
    assert told(one, "kind", "number", "key") == [
        ("subject", 2, "koko:p1"), ("service", 2, "id-1"), ("service", 3, "id-2"),
    ]  # fmt: skip


def test_term_without_a_usable_code_is_refused(catalogue, description):
    one = catalogue.look(description(OntologyTerm=[term("koko/" + "x" * 81, "lapset")]))
    assert told(one, "kind", "action")[0] == ("subject", "refused")


def test_organisation_that_is_there_is_left_as_it_is(catalogue, description):
    catalogue.bring_in(description())
    Organisation.objects.update(phone="0")
    catalogue.bring_in(description(1), description(2))
    assert Organisation.objects.get().phone == "0"


def test_services_from_elsewhere_are_left_alone(catalogue, description):
    ServiceFactory(municipality=catalogue.municipality)
    assert actions_of(catalogue.look(description())) == ["added"]


def test_broken_file_changes_nothing_and_says_where(catalogue, description, tmp_path):
    catalogue.bring_in(description(1))
    file = tmp_path / "gd.json"
    file.write_bytes(catalogue.content(shorter(description), description(2))[:-20])
    with pytest.raises(CommandError, match=r"^Nothing has been changed\. The file is broken in line 3\.$"):
        run(file)
    assert (Service.objects.count(), summary(), Import.objects.count()) == (1, "Kort.", 1)


def test_file_without_a_description_withdraws_nothing(catalogue, description):
    catalogue.bring_in(description())
    assert catalogue.look().state == "failed"
    assert Service.objects.get().status == Status.PUBLISHED


def test_the_real_catalogue_comes_in_whole_and_once(lovskar):
    lines = run(GD).splitlines()
    assert Service.objects.visible_in(lovskar).count() == 337
    assert [line for line in lines if "Refused" in line] == ["│ Refused   │    121 │"]
    again = run(GD)
    assert ("│ New       │      0 │" in again, "│ Changed   │      0 │" in again) == (True, True)
