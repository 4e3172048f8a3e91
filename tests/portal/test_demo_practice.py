"""The demo's practice copies: all that come with the program, each of a service that its municipality has."""

import pytest
from django.conf import settings

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import ServiceFactory
from verkstad.core.entries import read_entries
from verkstad.municipalities.models import Municipality
from verkstad.portal.demo_practice import save_practice
from verkstad.practice.models import Edition, PracticeCopy, State
from verkstad.practice.queries.shipped import shipped_copies

DEMO = settings.REPOSITORY / "demo"


@pytest.fixture
def shown(bjorkhamn):
    MunicipalityFactory(slug="egesund", country="DK", languages=["da", "sv", "en"], main_language="da")
    for municipality in Municipality.objects.filter(slug__in=["bjorkhamn", "egesund"]):
        entries = read_entries(DEMO / municipality.slug / "practice.yaml", named_by="copy")
        for slug in {entry.text("service") for entry in entries}:
            ServiceFactory(municipality=municipality, slug=slug)
    save_practice(DEMO)
    return Edition.objects.filter(state=State.PUBLISHED)


def test_all_that_comes_with_the_program_is_shown_by_somebody(shown):
    keys = set(shown.values_list("copy__key", "copy__language"))
    assert keys == {(one.document.key, one.document.language) for one in shipped_copies()}


def test_each_is_of_a_service(shown):
    assert list(PracticeCopy.objects.filter(service=None)) == []


def test_loading_again_changes_nothing(shown):
    before = list(shown.order_by("pk").values())
    save_practice(DEMO)
    assert list(shown.order_by("pk").values()) == before


@pytest.mark.parametrize("town", ["bjorkhamn", "egesund"])
def test_the_services_named_are_in_the_catalogue(town):
    named = {entry.text("service") for entry in read_entries(DEMO / town / "practice.yaml", named_by="copy")}
    files = [*(DEMO / town).glob("services-*.yaml"), *DEMO.glob("*/services.yaml")]
    assert named <= {entry.text("slug") for file in files for entry in read_entries(file)}
