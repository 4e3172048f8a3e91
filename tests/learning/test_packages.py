import pytest

from tests.factories.learning import module_document, shipped, taught
from verkstad.core.models import AuditEntry
from verkstad.learning.actions.packages import Taken, publish, take_shipped
from verkstad.learning.models import ModuleText, PackageEdition, State
from verkstad.learning.queries.shipped import shipped_for, shipped_packages


def test_municipality_takes_a_package_in_its_own_languages(bjorkhamn):
    bjorkhamn.languages = ["sv"]
    both = shipped(module_document(), module_document(language="fi", title="Selain"))
    edition = take_shipped(both, municipality=bjorkhamn)
    texts = ModuleText.objects.filter(module__edition=edition)
    assert [(text.language, text.title) for text in texts] == [("sv", "Webbläsaren")]
    assert edition.state == State.DRAFT


def test_modules_keep_their_order_and_pictures_come_too(bjorkhamn, tmp_path):
    file = tmp_path / "window.svg"
    file.write_text("<svg/>")
    edition = take_shipped(shipped(pictures={"window": file}), municipality=bjorkhamn)
    assert [module.key for module in edition.modules.order_by("position")] == ["browser", "post"]
    assert [bytes(picture.content) for picture in edition.package.pictures.all()] == [b"<svg/>"]


def test_package_is_taken_once(bjorkhamn):
    take_shipped(shipped(), municipality=bjorkhamn)
    with pytest.raises(Taken):
        take_shipped(shipped(), municipality=bjorkhamn)


def test_what_has_been_taken_is_not_offered_again(bjorkhamn):
    take_shipped(shipped(), municipality=bjorkhamn)
    assert shipped_for(bjorkhamn) == [one for one in shipped_packages() if one.package.key != "base"]


def test_edition_that_is_published_takes_the_place_of_the_one_before(bjorkhamn):
    first = taught(bjorkhamn)
    second = PackageEdition.objects.create(
        package=first.package, number=2, proved_by=["test"], hints_allowed=0, pass_mark="0.5"
    )
    publish(second, by="maja")
    states = PackageEdition.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, State.RETIRED), (2, State.PUBLISHED)]


def test_what_is_done_with_a_package_is_written_down(bjorkhamn):
    taught(bjorkhamn)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "package.taken",
        "package.published",
    ]
