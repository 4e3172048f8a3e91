import pytest

from tests.factories.learning import module_document, shipped, taught
from verkstad.core.models import AuditEntry
from verkstad.learning.actions.packages import Taken, publish, start_draft, take
from verkstad.learning.models import ModuleText, PackageEdition, State
from verkstad.learning.queries.shipped import shipped_for, shipped_packages


def test_municipality_takes_a_package_in_its_own_languages(bjorkhamn):
    bjorkhamn.languages = ["sv"]
    both = shipped(module_document(), module_document(language="fi", title="Selain"))
    edition = take(both, municipality=bjorkhamn)
    texts = ModuleText.objects.filter(module__edition=edition)
    assert [(text.language, text.title) for text in texts] == [("sv", "Webbläsaren")]
    assert edition.state == State.DRAFT


def test_modules_keep_their_order_and_pictures_come_too(bjorkhamn):
    edition = take(shipped(pictures={"window": b"<svg/>"}), municipality=bjorkhamn)
    assert [module.key for module in edition.modules.order_by("position")] == ["browser", "post"]
    assert [bytes(picture.content) for picture in edition.package.pictures.all()] == [b"<svg/>"]


def test_package_is_taken_once(bjorkhamn):
    take(shipped(), municipality=bjorkhamn)
    with pytest.raises(Taken):
        take(shipped(), municipality=bjorkhamn)


def test_what_has_been_taken_is_not_offered_again(bjorkhamn):
    take(shipped(), municipality=bjorkhamn)
    assert shipped_for(bjorkhamn) == [one for one in shipped_packages() if one.package.key != "base"]


def test_edition_that_is_published_takes_the_place_of_the_one_before(bjorkhamn):
    first = taught(bjorkhamn)
    publish(start_draft(first.package, by="maja"), by="maja")
    states = PackageEdition.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, State.RETIRED), (2, State.PUBLISHED)]


def test_what_is_done_with_a_package_is_written_down(bjorkhamn):
    taught(bjorkhamn)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "package.taken",
        "package.published",
    ]
