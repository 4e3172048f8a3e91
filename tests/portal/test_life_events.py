import pytest

from tests.factories.services import ChannelFactory, LifeEventFactory, ServiceFactory
from verkstad.services.models import Status


@pytest.fixture
def moving(bjorkhamn):
    event = LifeEventFactory(code="moving", name={"sv": "Flytta"}, summary={"sv": "Ny adress"}, position=1)
    service = ServiceFactory(municipality=bjorkhamn, slug="address")
    service.life_events.add(event)
    ChannelFactory(service=service, kind="phone", number="0123")
    return event


def test_list_has_the_life_events_that_services_belong_to(get, moving):
    LifeEventFactory(code="empty")
    assert list(get("life-events/").context["life_events"]) == [moving]


def test_life_event_has_its_services(get, moving):
    [card] = get("life-events/moving/").context["cards"]
    assert (card["url"], card["channel_kinds"]) == ("/bjorkhamn/sv/services/address/", ["phone"])


def test_life_event_without_services_is_not_found(get, moving):
    moving.services.update(status=Status.WITHDRAWN)
    assert [get(f"life-events/{code}/").status_code for code in ("moving", "unknown")] == [404, 404]


def test_texts_in_another_language_are_marked(get, moving):
    assert '<h1><span lang="sv">Flytta</span></h1>' in get("life-events/moving/", "en").text
