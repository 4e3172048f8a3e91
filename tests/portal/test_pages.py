from datetime import date

import pytest

from tests.factories.places import PlaceFactory


def test_contact_page_has_the_ways_in_and_when_the_phone_is_answered(get, bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, kind="phone_line", phone=bjorkhamn.phone, name={"sv": "Växeln"}, periods=())
    PlaceFactory(municipality=bjorkhamn, kind="citizens_office", name={"sv": "Medborgarkontoret"})
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Biblioteket"})
    context = get("contact/", "en").context
    assert sorted(card["name"] for card in context["cards"]) == ["Medborgarkontoret", "Växeln"]
    assert context["line"]["open_text"] == "Closed now."


def test_contact_page_has_the_address_for_letters(get, bjorkhamn):
    bjorkhamn.street, bjorkhamn.postcode, bjorkhamn.city = "Rådhusgatan 4", "999 01", "Björkhamn"
    bjorkhamn.save()
    assert "Rådhusgatan 4<br>999 01 Björkhamn" in get("contact/").text


def test_about_page_says_that_nothing_is_saved_about_the_reader(get):
    assert "You do not sign in here, and we set no cookies." in get("about/", "en").text


@pytest.mark.parametrize(
    ("country", "authority"),
    [
        ("SE", "https://www.digg.se/tdosanmalan"),
        ("DK", "https://www.digst.dk/"),
        ("FI", "the authority that supervises"),
    ],
)
def test_accessibility_statement_names_the_authority_of_the_country(get, bjorkhamn, country, authority):
    bjorkhamn.country = country
    bjorkhamn.save()
    assert authority in get("accessibility/", "en").text


def test_accessibility_statement_tells_what_is_known_not_to_work(get, bjorkhamn):
    assert "We have not assessed it ourselves yet." in get("accessibility/", "en").text
    bjorkhamn.accessibility_conformity = "partly"
    bjorkhamn.accessibility_statement = {"sv": "Kartan."}
    bjorkhamn.accessibility_assessed_on = date(2026, 11, 2)
    bjorkhamn.save()
    text = get("accessibility/", "en").text
    assert '<div lang="sv"><p>Kartan.</p></div>' in text
    assert "The last assessment was made on" in text


def test_accessibility_statement_that_lies_elsewhere_is_led_to(get, bjorkhamn):
    bjorkhamn.accessibility_statement_url = "https://was.digst.dk/egesund"
    bjorkhamn.save()
    for address in ("accessibility/", "was"):
        assert get(address).headers["Location"] == "https://was.digst.dk/egesund"


def test_address_without_its_last_slash_leads_to_the_page(get):
    assert get("about").headers["Location"] == "/bjorkhamn/sv/about/"


def test_accessibility_statement_claims_no_more_than_was_assessed(get, bjorkhamn):
    assert "We know of no shortcomings." not in get("accessibility/", "en").text
    bjorkhamn.accessibility_conformity = "fully"
    bjorkhamn.save()
    assert "We know of no shortcomings." in get("accessibility/", "en").text
