import csv
import io

import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.services import ChannelFactory, ServiceFactory, ServiceTextFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.services import actions
from verkstad.services.models import Service, Status

LIST = "/bjorkhamn/sv/staff/services/"
BULK = f"{LIST}bulk/"


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


def named(municipality, name, **values):
    service = ServiceFactory(municipality=municipality, texts=(), **values)
    ServiceTextFactory(service=service, name=name)
    return service


def names(client, **query):
    return [row.name for row in client.get(LIST, query).context["page"].object_list]


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_services_stand_in_the_order_of_the_alphabet(client, editor, bjorkhamn):
    for name in ("Översikt", "avlopp", "Ärende", "Bygglov", "Återbruk"):
        named(bjorkhamn, name)
    assert names(client) == ["avlopp", "Bygglov", "Återbruk", "Ärende", "Översikt"]


def test_services_last_changed_come_first_when_asked_for(client, editor, bjorkhamn):
    for name in ("A", "B"):
        named(bjorkhamn, name)
    assert names(client, sort="changed") == ["B", "A"]


def test_services_stand_by_owner_when_asked_for(client, editor, bjorkhamn):
    named(bjorkhamn, "A", owner=editor.user)
    named(bjorkhamn, "B")
    assert names(client, sort="owner") == ["B", "A"]


def test_list_shows_only_the_municipalitys_own_or_only_the_shared(client, editor, bjorkhamn, egesund):
    named(bjorkhamn, "Egen")
    named(egesund, "Annans")
    shared = ServiceFactory(country="SE", texts=())
    ServiceTextFactory(service=shared, name="Statens")
    assert (names(client), names(client, shared="on")) == (["Egen"], ["Statens"])
    actions.hide_service(shared, bjorkhamn)
    assert "Dold här" in client.get(LIST, {"shared": "on"}).text


def test_list_is_narrowed(client, editor, bjorkhamn):
    mine = named(bjorkhamn, "Mitt", owner=editor.user, status=Status.DRAFT, source="ptv")
    ServiceTextFactory(service=mine, language="en", name="Mine", everyday_words=["stuff"])
    named(bjorkhamn, "Annat")
    for query in (
        {"words": "itt"}, {"words": "stuff"}, {"owner": "mine"}, {"owner": editor.actor}, {"status": "draft"},
        {"source": "ptv"},
    ):  # fmt: skip
        assert names(client, **query) == ["Mitt"]
    for query in ({"owner": "nobody"}, {"missing": "en"}, {"status": "published"}):
        assert names(client, **query) == ["Annat"]


def test_what_nobody_can_choose_counts_as_all(client, editor, bjorkhamn):
    named(bjorkhamn, "Ett")
    assert names(client, status="odd", owner="x", sort="y", page="z") == ["Ett"]


def test_nothing_found_says_so(client, editor):
    assert "Ingen tjänst är sådan." in client.get(LIST, {"words": "zzz"}).text


def test_reader_sees_the_list_and_chooses_nothing(client, bjorkhamn):
    named(bjorkhamn, "Ett")
    sign_in(client, Role.READER, bjorkhamn)
    page = client.get(LIST).text
    assert "Ett" in page
    assert 'name="chosen"' not in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_for_few_and_many(client, editor, bjorkhamn, number, django_assert_num_queries):
    for n in range(number):
        named(bjorkhamn, f"S{n}", owner=editor.user)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_export_has_what_the_filters_leave_and_no_formulas(client, editor, bjorkhamn):
    named(bjorkhamn, '=HYPERLINK("https://example.org")', slug="elak", owner=editor.user)
    named(bjorkhamn, "Utkast", status=Status.DRAFT)
    response = client.get(f"{LIST}export.csv", {"status": "published"})
    _head, row = csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";")
    assert row[:4] == ['\'=HYPERLINK("https://example.org")', "elak", "Publicerad", editor.user.name]


def test_nothing_is_done_before_it_is_confirmed(client, editor, bjorkhamn):
    service = named(bjorkhamn, "Ett", status=Status.DRAFT)
    response = client.post(BULK, {"act": "publish", "chosen": service.slug})
    assert "Publicera: 1 tjänst" in response.text
    assert Service.objects.get().status == Status.DRAFT


def test_those_that_can_are_published_and_the_others_told_of(client, editor, bjorkhamn):
    good, bad = (named(bjorkhamn, name, status=Status.DRAFT) for name in ("Bra", "Ofärdig"))
    ChannelFactory(service=bad, kind="online", url="https://example.org/", eid_need="some")
    sent = {"act": "publish", "chosen": [good.slug, bad.slug], "sure": "yes"}
    response = client.post(BULK, sent, follow=True)
    assert told(response) == [
        "1 tjänst är publicerad.",
        "1 gick inte. Ofärdig: Den kräver e-legitimation och säger inte hur man gör utan.",
    ]
    assert list(Service.objects.order_by("pk").values_list("status", flat=True)) == ["published", "draft"]


def test_many_are_withdrawn_and_get_an_owner(client, editor, bjorkhamn):
    slugs = [named(bjorkhamn, name).slug for name in ("A", "B")]
    other = MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    client.post(BULK, {"act": "withdraw", "chosen": slugs, "sure": "yes"})
    response = client.post(BULK, {"act": "owner", "owner": other.actor, "chosen": slugs, "sure": "yes"}, follow=True)
    assert told(response)[-1] == "2 tjänster har en ny ansvarig."
    assert list(Service.objects.values_list("status", "owner")) == [("withdrawn", other.user.pk)] * 2


def test_service_owner_does_it_with_what_is_theirs_only(client, bjorkhamn):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    mine, others = named(bjorkhamn, "Min", owner=member.user), named(bjorkhamn, "Annans")
    sent = {"act": "withdraw", "chosen": [mine.slug, others.slug], "sure": "yes"}
    response = client.post(BULK, sent, follow=True)
    assert told(response) == ["1 tjänst är tillbakadragen.", "1 gick inte. Annans: Du får inte ändra den."]
    assert client.post(BULK, sent | {"act": "owner"}).status_code == 400


def test_others_services_cannot_be_chosen(client, editor, egesund):
    theirs = named(egesund, "Deres")
    response = client.post(BULK, {"act": "withdraw", "chosen": theirs.slug, "sure": "yes"}, follow=True)
    assert told(response) == ["Välj först tjänster i listan."]
    assert Service.objects.get().status == Status.PUBLISHED


def test_strange_acts_are_refused(client, editor, bjorkhamn):
    service = named(bjorkhamn, "Ett")
    assert client.post(BULK, {"act": "burn", "chosen": service.slug}).status_code == 400


def test_what_is_no_name_in_addresses_chooses_nothing(client, editor, bjorkhamn):
    assert told(client.post(BULK, {"act": "publish", "chosen": "\x00"}, follow=True)) == [
        "Välj först tjänster i listan."
    ]
