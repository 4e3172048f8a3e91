"""Making and changing places."""

import pytest

from tests.factories.places import PlaceFactory
from tests.factories.services import ChannelFactory, OrganisationFactory, ServiceFactory, SubjectFactory
from verkstad.places import actions
from verkstad.places.models import Place

PAGES = "/bjorkhamn/en/staff/places/"


def typed(place=None, **changes):
    said = {"do": "save", "name_sv": "Mötesplatsen", "kind": "drop_in"}
    said |= {"organisation": place.organisation_id} if place else {}
    return said | {"based_on": place.version if place else 0} | changes


def errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}


@pytest.fixture
def organisation(bjorkhamn):
    return OrganisationFactory(municipality=bjorkhamn)


def test_new_place_is_hidden_until_it_is_shown(client, editor, bjorkhamn, organisation):
    response = client.post(f"{PAGES}new/", typed(organisation=organisation.pk, where="56.9, 12.5", languages=["sv"]))
    place = Place.objects.get()
    assert response.url == f"{PAGES}motesplatsen/hours/"
    assert (place.slug, place.position, place.languages, place.is_published, place.changed_by) == (
        "motesplatsen",
        (56.9, 12.5),
        ["sv"],
        False,
        editor.actor,
    )


def test_second_place_of_a_name_gets_an_address_of_its_own(client, editor, bjorkhamn, organisation):
    PlaceFactory(municipality=bjorkhamn, slug="motesplatsen")
    client.post(f"{PAGES}new/", typed(organisation=organisation.pk))
    assert Place.objects.filter(slug="motesplatsen-2").exists()


@pytest.mark.parametrize("name", ["New", "Holidays"])
def test_place_does_not_take_the_address_of_another_page(client, editor, organisation, name):
    client.post(f"{PAGES}new/", typed(organisation=organisation.pk, name_sv=name))
    assert Place.objects.get().slug == f"{name.lower()}-2"


def test_changed_place_keeps_its_address_subjects_and_channels(client, editor, place, bjorkhamn):
    subject, channel = SubjectFactory(), ChannelFactory(service=ServiceFactory(municipality=bjorkhamn))
    place.subjects.add(subject)
    place.channels.add(channel)
    client.post(f"{PAGES}library/", typed(place, name_en="The meeting place"))
    place.refresh_from_db()
    assert (place.slug, place.name, place.is_published) == (
        "library",
        {"sv": "Mötesplatsen", "en": "The meeting place"},
        True,
    )
    assert ([*place.subjects.all()], [*place.channels.all()]) == ([subject], [channel])


def test_form_shows_what_there_is(client, editor, place):
    client.post(f"{PAGES}library/", typed(place, where="56.9, 12.5", street="Storgatan 1", helps_with=["eid"]))
    initial = client.get(f"{PAGES}library/").context["form"].initial
    assert [initial[name] for name in ("name_sv", "where", "street", "helps_with", "based_on")] == [
        "Mötesplatsen",
        "56.9, 12.5",
        "Storgatan 1",
        ["eid"],
        1,
    ]


def test_words_lead_to_where_other_places_are(client, editor, place, bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, district="Sunnanby", latitude=56.1, longitude=12.2)
    client.post(f"{PAGES}library/", typed(place, where="sunnanby"))
    place.refresh_from_db()
    assert place.position == (56.1, 12.2)


def test_map_is_shown_without_saving(client, editor, place, bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, latitude=56.1, longitude=12.2)
    response = client.post(f"{PAGES}library/", typed(place, where="56.2, 12.3", do="map"))
    place.refresh_from_db()
    assert (len(response.context["sketch"].pins), place.position) == (1, None)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name_sv": ""}, "name_sv"),
        ({"name_sv": "x" * 50_000}, "name_sv"),
        ({"kind": "castle"}, "kind"),
        ({"kind": "phone_line"}, "phone"),
        ({"where": "nowhere"}, "where"),
        ({"where": "99, 12"}, "where"),
        ({"where": "56, 190"}, "where"),
        ({"email": "me"}, "email"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"languages": ["xx"]}, "languages"),
        ({"organisation": "0"}, "organisation"),
        ({"based_on": "x"}, "based_on"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_changes_nothing(client, editor, place, said, wrong):
    assert list(errors(client.post(f"{PAGES}library/", typed(place, **said)))) == [wrong]
    place.refresh_from_db()
    assert (place.name, place.version) == ({"sv": "Biblioteket"}, 0)


def test_organisation_of_another_town_is_refused(client, editor, place, egesund):
    other = OrganisationFactory(municipality=egesund)
    assert list(errors(client.post(f"{PAGES}library/", typed(place, organisation=other.pk)))) == ["organisation"]


def test_second_of_two_editors_is_told_and_may_save_once_more(client, editor, place, bjorkhamn):
    data = typed(place)
    actions.save_place(
        actions.PlaceData(slug="library", kind="library", name={"sv": "Först"}),
        municipality=bjorkhamn,
        organisation=place.organisation,
        by=editor.actor,
    )
    response = client.post(f"{PAGES}library/", data)
    place.refresh_from_db()
    assert (response.context["meanwhile"]["who"], place.name) == (editor.user.name, {"sv": "Först"})
    client.post(f"{PAGES}library/", data | {"based_on": response.context["form"]["based_on"].value()})
    place.refresh_from_db()
    assert place.name == {"sv": "Mötesplatsen"}


def test_place_is_hidden_and_shown_again(client, editor, place):
    seen = []
    for act in ("withdraw", "publish"):
        client.post(f"{PAGES}library/{act}/")
        place.refresh_from_db()
        seen.append(place.is_published)
    assert seen == [False, True]


def test_place_of_another_town_is_not_found(client, editor, egesund):
    PlaceFactory(municipality=egesund, slug="theirs")
    for page in ("", "today/", "hours/", "hours/0/", "hours/copy/", "year/", "pictures/"):
        assert client.get(f"{PAGES}theirs/{page}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_places(
    client, editor, place, bjorkhamn, number, django_assert_num_queries
):
    for _ in range(number):
        PlaceFactory(municipality=bjorkhamn, latitude=56, longitude=12)
    client.get(f"{PAGES}library/")
    with django_assert_num_queries(7):
        client.get(f"{PAGES}library/")
