import pytest

from tests.factories.places import PlaceFactory
from tests.factories.services import ChannelFactory, LocalServiceFactory, ServiceFactory, ServiceTextFactory
from verkstad.services.models import Status


@pytest.fixture
def service(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn, slug="forskola", texts=())
    ServiceTextFactory(
        service=service,
        name="Förskola",
        cost="Avgiftsfritt",
        processing_time="Fyra månader",
        without_eid="Ring oss.\n\n- Ha barnets nummer till hands",
    )
    return service


def show(get, **query):
    return get("services/forskola/", **query)


def channels(response):
    return [(card["kind"], card["open_text"], card["place_name"]) for card in response.context["channels"]]


def helpers(response):
    return [card["name"] for card in response.context["help_cards"]]


def test_page_tells_cost_time_and_what_to_do_without_eid(get, service):
    text = show(get).text
    for told in ("Avgiftsfritt", "Fyra månader", "<p>Ring oss.</p>", "<li>Ha barnets nummer till hands</li>"):
        assert told in text


@pytest.mark.parametrize(
    ("needs", "answer"),
    [
        ([], "No."),
        (["none"], "No."),
        (["some", "none"], "No."),
        (["some"], "Only if you do it online. There are other ways below."),
        (["high"], "Only if you do it online. There are other ways below."),
    ],
)
def test_page_tells_whether_eid_is_needed(get, service, needs, answer):
    ChannelFactory(service=service, kind="visit", position=9)
    for position, need in enumerate(needs):
        ChannelFactory(service=service, kind="online", url="https://example.org/", eid_need=need, position=position)
    assert get("services/forskola/", "en").context["eid_text"] == answer


def test_eid_without_another_way_is_said_to_be_needed(get, service):
    ChannelFactory(service=service, kind="online", url="https://example.org/", eid_need="some")
    assert get("services/forskola/", "en").context["eid_text"].startswith("Yes. ")


def test_channels_come_in_order_with_the_hours_of_the_place_that_answers(get, service, bjorkhamn):
    ChannelFactory(service=service, kind="phone", number="0123", position=2)
    visit = ChannelFactory(service=service, kind="visit", position=1)
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Kansliet"}, periods=()).channels.add(visit)
    assert channels(show(get)) == [("visit", "Stängt nu.", "Kansliet"), ("phone", "", "")]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({}, ["Norra", "Södra"]),
        ({"lat": "55", "lon": "12"}, ["Södra", "Norra"]),
        ({"district": "Sunnanby"}, ["Södra", "Norra"]),
        ({"district": "Atlantis"}, ["Norra", "Södra"]),
    ],
)
def test_help_is_the_nearest_first_when_the_reader_says_where(get, service, bjorkhamn, where, names):
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Norra"}, latitude=57, longitude=12)
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Södra"}, latitude=55, longitude=12, district="Sunnanby")
    assert helpers(show(get, **where)) == names


def test_text_in_another_language_is_marked_and_said(get, service):
    page = get("services/forskola/", "en")
    assert '<h1><span lang="sv">Förskola</span></h1>' in page.text
    assert "This text is not translated yet. It is shown in Swedish." in page.text


def test_text_in_the_readers_language_is_not_marked(get, service):
    page = show(get)
    assert ("<h1>Förskola</h1>" in page.text, 'lang="sv"><h1' in page.text) == (True, False)


def test_note_of_the_municipality_is_shown(get, bjorkhamn):
    shared = ServiceFactory(country="SE", slug="pass")
    LocalServiceFactory(service=shared, municipality=bjorkhamn, note={"sv": "Boka tid i Hamnhuset."})
    assert "Boka tid i Hamnhuset." in get("services/pass/").text


def test_hidden_service_is_not_found(get, bjorkhamn):
    LocalServiceFactory(service=ServiceFactory(country="SE", slug="pass"), municipality=bjorkhamn, is_hidden=True)
    assert get("services/pass/").status_code == 404


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_service_that_is_not_published_is_not_found(get, service, status):
    service.status = status
    service.save()
    assert show(get).status_code == 404


def test_service_of_another_country_is_not_found(get, bjorkhamn):
    ServiceFactory(country="DK", slug="pas")
    assert get("services/pas/").status_code == 404


def test_all_services_stand_under_their_letters(get, bjorkhamn):
    for name in ("Öppettider", "Avfall", "Avlopp", "Äldreboende"):
        ServiceTextFactory(service=ServiceFactory(municipality=bjorkhamn, texts=()), name=name)
    shown = get("services/").context["shown"]
    assert {letter: [service.name for service in services] for letter, services in shown.items()} == {
        "A": ["Avfall", "Avlopp"],
        "Ä": ["Äldreboende"],
        "Ö": ["Öppettider"],
    }


@pytest.mark.parametrize(("letter", "shown"), [("", ["A"]), ("B", ["B"]), ("X", ["A"])])
def test_many_services_are_split_by_letter(get, bjorkhamn, monkeypatch, letter, shown):
    monkeypatch.setattr("verkstad.portal.views.services.ALL_ON_ONE_PAGE", 1)
    for name in ("Avfall", "Bygglov"):
        ServiceTextFactory(service=ServiceFactory(municipality=bjorkhamn, texts=()), name=name)
    context = get("services/", letter=letter).context
    assert (list(context["shown"]), context["is_split"]) == (shown, True)


def test_life_event_leads_back_from_its_service(get, fill):
    fill(1)
    assert get("services/service-0/").context["crumbs"] == [
        {"title": "Händelse 0", "url": "/bjorkhamn/sv/life-events/event-0/"}
    ]
