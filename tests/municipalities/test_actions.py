"""What holds of regions and municipalities however they are made."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.utils import translation

from tests.factories.municipalities import DomainFactory, MunicipalityFactory
from verkstad.core.models import AuditEntry
from verkstad.municipalities.actions import (
    MunicipalityData,
    UnreadableLook,
    UnusableMunicipality,
    save_municipality,
    save_region,
)
from verkstad.municipalities.look import NotAColour
from verkstad.municipalities.models import Country, Municipality, Part

DATA = MunicipalityData(
    slug="bjorkhamn",
    name={"sv": "Björkhamn"},
    country="SE",
    languages=["sv", "da"],
    time_zone="Europe/Stockholm",
    phone="0123-45 67 89",
    email="kontakt@example.org",
)

pytestmark = pytest.mark.django_db


def test_first_language_is_the_main_one() -> None:
    assert save_municipality(DATA).main_language == "sv"


def test_saving_twice_changes_the_same_municipality() -> None:
    save_municipality(DATA)
    save_municipality(replace(DATA, phone="0123-00 00 00"))
    assert list(Municipality.objects.values_list("slug", "phone")) == [("bjorkhamn", "0123-00 00 00")]


def test_host_names_are_replaced_and_the_first_is_the_main_one() -> None:
    save_municipality(replace(DATA, hosts=["old.example.org"]))
    municipality = save_municipality(replace(DATA, hosts=["New.example.org", "other.example.org"]))
    found = municipality.domains.order_by("pk").values_list("host", "is_main")
    assert list(found) == [("new.example.org", True), ("other.example.org", False)]


def test_region_is_found_by_slug() -> None:
    region = save_region(slug="sund", name={"sv": "Sund"})
    assert save_municipality(replace(DATA, region="sund")).region == region


def test_saving_a_region_twice_renames_it() -> None:
    save_region(slug="sund", name={"sv": "Sund"})
    assert str(save_region(slug="sund", name={"sv": "Sundet"}).name) == "Sundet"


def test_saving_leaves_an_audit_row() -> None:
    save_municipality(DATA, by="somebody")
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "actor", "municipality")) == [
        ("municipality.saved", "somebody", "bjorkhamn")
    ]


def test_colour_too_light_for_white_text_is_refused_with_the_nearest_that_passes() -> None:
    with pytest.raises(
        UnreadableLook, match=r"#ffd700 is hard to read; the nearest colour that passes is #[0-9a-f]{6}"
    ):
        save_municipality(replace(DATA, main_colour="#ffd700"))


def test_colour_that_is_none_is_refused_and_named() -> None:
    with pytest.raises(NotAColour, match="“red” is not a colour"):
        save_municipality(replace(DATA, main_colour="red"))


def test_colour_is_kept_in_one_way_of_writing() -> None:
    assert save_municipality(replace(DATA, main_colour="063")).main_colour == "#006633"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"region": "atlantis"}, "There is no region atlantis."),
        ({"country": "XX"}, "There is no country XX; there are SE, DK, FI, NO, FO."),
        (
            {"parts": ["casino"]},
            "There is no part casino; there are places, appointments, life_events, documents, practice, learning.",
        ),
        ({"languages": []}, "bjorkhamn has no language."),
        ({"languages": ["sv", "svenska"]}, "“svenska” is not the code of a language, such as sv."),
        ({"time_zone": "Europe/Nowhere"}, "There is no time zone Europe/Nowhere."),
        ({"time_zone": "Europe"}, "There is no time zone Europe."),
        ({"hosts": ["https://a.example.org"]}, "“https://a.example.org” is not a host name, such as www.example.org."),
        ({"hosts": ["free.example.org", "Taken.example.org"]}, "taken.example.org belongs to egesund."),
    ],
)
def test_what_cannot_be_right_is_refused_and_named(egesund: Municipality, changes, reason) -> None:
    DomainFactory(municipality=egesund, host="taken.example.org")
    with pytest.raises(UnusableMunicipality) as refusal:
        save_municipality(replace(DATA, **changes))
    assert (str(refusal.value), list(Municipality.objects.all())) == (reason, [egesund])


def test_host_name_that_stands_twice_is_kept_once() -> None:
    municipality = save_municipality(replace(DATA, hosts=["one.example.org", "One.example.org"]))
    assert municipality.domains.get().host == "one.example.org"


def test_all_parts_are_switched_on_at_first() -> None:
    municipality = save_municipality(DATA)
    assert [part for part in Part if municipality.has(part)] == list(Part)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("sv", ["Sverige", "Danmark", "Finland", "Norge", "Färöarna", "Platser med hjälp", "Livshändelser"]),
        ("da", ["Sverige", "Danmark", "Finland", "Norge", "Færøerne", "Steder med hjælp", "Livssituationer"]),
    ],
)
def test_countries_and_parts_are_called_as_people_there_call_them(language, labels) -> None:
    with translation.override(language):
        assert [str(it.label) for it in (*Country, Part.PLACES, Part.LIFE_EVENTS)] == labels


def test_municipality_must_speak_its_main_language() -> None:
    with pytest.raises(IntegrityError, match="municipality_speaks_its_main_language"):
        MunicipalityFactory(languages=["sv"], main_language="da")


def test_municipality_has_one_main_host_name() -> None:
    municipality = DomainFactory(is_main=True).municipality
    with pytest.raises(IntegrityError, match="domain_one_main"):
        DomainFactory(municipality=municipality, is_main=True)


def test_host_name_belongs_to_one_municipality() -> None:
    DomainFactory(host="one.example.org")
    with pytest.raises(IntegrityError, match="host"):
        DomainFactory(host="one.example.org")


def test_host_name_is_kept_in_lower_case() -> None:
    with pytest.raises(IntegrityError, match="domain_host_lower_case"):
        DomainFactory(host="One.example.org")
