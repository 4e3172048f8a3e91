import pytest
from django.urls import set_script_prefix

from verkstad.core.translated import Text
from verkstad.portal.links import Chip, by_first_letter, chip, crumbs, shorten
from verkstad.services.queries import ServiceName, ServicePage
from verkstad.services.queries.page import LifeEventLink


@pytest.fixture(autouse=True)
def _in_swedish_bjorkhamn():
    set_script_prefix("/bjorkhamn/sv/")
    yield
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("query", "url", "is_on"),
    [
        ("", "?open=1", False),
        ("lat=56&page=3", "?lat=56&open=1", False),
        ("open=1&lat=56", "?lat=56", True),
        ("open=0", "?open=0&open=1", False),
        ("open=2&open=1", "?open=2", True),
        ("theme=eid&theme=forms", "?theme=eid&theme=forms&open=1", False),
        ("open=1", "?", True),
    ],
)
def test_chip_turns_its_filter_on_or_off_and_keeps_the_rest(rf, query, url, is_on):
    assert chip(rf.get(f"/places/?{query}"), "Open now", "open", "1") == Chip("Open now", url, is_on)


@pytest.mark.parametrize(
    ("query", "url", "is_on"),
    [
        ("theme=eid", "?theme=eid&theme=forms", False),
        ("theme=eid&theme=forms", "?theme=eid", True),
    ],
)
def test_chip_stands_beside_others_of_its_kind(rf, query, url, is_on):
    assert chip(rf.get(f"/places/?{query}"), "Forms", "theme", "forms") == Chip("Forms", url, is_on)


def test_value_that_is_too_long_is_cut_wherever_the_address_is_repeated(rf):
    request = rf.get("/", {"q": "å" * 9, "only": ["phone", "visit"]})
    assert shorten(request, "q", 3)
    assert (request.GET.urlencode(), request.META["QUERY_STRING"]) == 2 * (
        "q=%C3%A5%C3%A5%C3%A5&only=phone&only=visit",
    )


def test_value_that_is_short_enough_is_left_as_it_is(rf):
    request = rf.get("/", {"q": "ååå"})
    assert (shorten(request, "q", 3), request.GET["q"]) == (False, "ååå")


def letters(language, *names):
    found = by_first_letter([ServiceName(name, Text(name, language)) for name in names], language)
    return {letter: [one.name for one in services] for letter, services in found.items()}


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        (
            "sv",
            ("Öppen", "bad", "Ål", "Bygg", "Äldre"),
            {"B": ["bad", "Bygg"], "Å": ["Ål"], "Ä": ["Äldre"], "Ö": ["Öppen"]},
        ),
        ("da", ("Åben", "Øre", "Ære", "Bolig"), {"B": ["Bolig"], "Æ": ["Ære"], "Ø": ["Øre"], "Å": ["Åben"]}),
        ("sv", ("1 januari", "Öppen", "Ansök"), {"A": ["Ansök"], "Ö": ["Öppen"], "1": ["1 januari"]}),
        ("sv", (), {}),
    ],
)
def test_services_stand_under_their_letters_in_the_order_of_the_alphabet(language, names, expected):
    found = letters(language, *names)
    assert list(found.items()) == list(expected.items())


def page(*life_events):
    return ServicePage(
        service=None, text=None, channels=[], ways=None, note=Text("", ""), life_events=[*life_events],
        legal_bases=[], subjects=[],
    )  # fmt: skip


def test_service_is_reached_through_its_first_life_event():
    events = [LifeEventLink(code, Text(name, "sv")) for code, name in (("child", "Få barn"), ("move", "Flytta"))]
    assert crumbs(page(*events)) == [{"title": "Få barn", "url": "/bjorkhamn/sv/life-events/child/"}]


def test_service_without_a_life_event_is_reached_through_the_list():
    assert crumbs(page()) == [{"title": "All services from A to Z", "url": "/bjorkhamn/sv/services/"}]
