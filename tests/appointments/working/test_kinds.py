"""Pages of what can be booked, and of rooms and equipment."""

import pytest

from tests.factories.appointments import AppointmentKindFactory, HelperFactory, ResourceFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from verkstad.appointments.models import AppointmentKind, Resource
from verkstad.appointments.queries.kinds import places_without_resource

KINDS = "/bjorkhamn/en/staff/appointments/kinds/"
ROOMS = "/bjorkhamn/en/staff/appointments/rooms/"


def typed(**changes):
    said = {"name_sv": "Hjälp med e-legitimation", "minutes": 45, "seats": 1, "ways": ["on_site"]}
    rules = {"notice_minutes": 60, "furthest_days": 56, "change_minutes": 240, "booked_by": "everybody"}
    return said | rules | changes


def errors(response):
    return list(response.context["form"].errors)


def test_new_kind_gets_an_address_from_its_name(client, coordinator, bjorkhamn):
    for number in (1, 2):
        client.post(f"{KINDS}new/", typed(themes=["eid"], languages=["so"], is_sensitive="on", minutes=number * 10))
    rows = AppointmentKind.objects.values_list("slug", "minutes", "themes", "languages", "is_sensitive")
    assert list(rows.order_by("pk")) == [
        ("hjalp-med-e-legitimation", 10, ["eid"], ["so"], True),
        ("hjalp-med-e-legitimation-2", 20, ["eid"], ["so"], True),
    ]


def test_kind_does_not_take_the_address_of_another_page(client, coordinator, bjorkhamn):
    client.post(f"{KINDS}new/", typed(name_sv="New"))
    assert AppointmentKind.objects.get().slug == "new-2"


def test_kind_without_letters_in_its_name_gets_an_address_too(client, coordinator, bjorkhamn):
    client.post(f"{KINDS}new/", typed(name_sv="???"))
    assert AppointmentKind.objects.get().slug == "kind"


def test_kind_is_changed_where_it_is(client, coordinator, kind):
    client.post(f"{KINDS}{kind.slug}/", typed(name_en="Help with e-ID", ways=["phone", "video"]))
    kind.refresh_from_db()
    assert (kind.slug, kind.name["en"], kind.ways) == ("e-legitimation", "Help with e-ID", ["phone", "video"])


def test_form_shows_what_there_is_also_unusual_rules(client, coordinator, bjorkhamn):
    AppointmentKindFactory(municipality=bjorkhamn, slug="odd", notice_minutes=95, furthest_days=10, languages=["sq"])
    form = client.get(f"{KINDS}odd/").context["form"]
    chosen = [dict(form.fields[name].choices)[form.initial[name]] for name in ("notice_minutes", "furthest_days")]
    assert (chosen, form.initial["languages"]) == (["95 minutes before", "10 days ahead"], ["sq"])


def test_services_are_written_by_name(client, coordinator, kind, bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn, slug="e-leg")
    client.post(f"{KINDS}{kind.slug}/", typed(service_0="E-LEG (SV)"))
    assert [*kind.services.all()] == [service]
    form = client.get(f"{KINDS}{kind.slug}/").context["form"]
    assert [bound.initial for bound in form.services] == ["e-leg (sv)", "", "", ""]


def test_service_out_of_sight_stays_with_the_kind(client, coordinator, kind, bjorkhamn):
    hidden = ServiceFactory(municipality=bjorkhamn, status="withdrawn")
    kind.services.add(hidden)
    client.post(f"{KINDS}{kind.slug}/", typed())
    assert [*kind.services.all()] == [hidden]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name_sv": ""}, "name_sv"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": "x"}, "minutes"),
        ({"seats": 0}, "seats"),
        ({"ways": []}, "ways"),
        ({"ways": ["pigeon"]}, "ways"),
        ({"notice_minutes": 61}, "notice_minutes"),
        ({"booked_by": "nobody"}, "booked_by"),
        ({"service_0": "Something else"}, "service_0"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_changes_nothing(client, coordinator, kind, said, wrong):
    assert errors(client.post(f"{KINDS}{kind.slug}/", typed(**said))) == [wrong]
    assert AppointmentKind.objects.get().name == {"sv": "e-legitimation"}


def test_room_of_another_town_is_refused(client, coordinator, kind, egesund):
    room = ResourceFactory(place=PlaceFactory(municipality=egesund))
    assert errors(client.post(f"{KINDS}{kind.slug}/", typed(resources=[room.pk]))) == ["resources"]


def test_rooms_are_chosen_also_retired_ones_that_are_already(client, coordinator, kind, library):
    mine, other, retired = (ResourceFactory(place=library, is_active=active) for active in (False, True, False))
    kind.resources.add(mine)
    assert errors(client.post(f"{KINDS}{kind.slug}/", typed(resources=[retired.pk]))) == ["resources"]
    client.post(f"{KINDS}{kind.slug}/", typed(resources=[mine.pk, other.pk]))
    assert {*kind.resources.all()} == {mine, other}


def test_kinds_tell_how_many_help_and_the_retired_come_last(client, coordinator, kind, kim, weekdays, bjorkhamn):
    AppointmentKindFactory(municipality=bjorkhamn, slug="a", is_active=False)
    AppointmentKindFactory(municipality=bjorkhamn, slug="b")
    rows = client.get(KINDS).context["kinds"]
    assert [(row.slug, row.helpers) for row in rows] == [("b", 0), ("e-legitimation", 1), ("a", 0)]


def test_kind_is_retired_and_brought_back(client, coordinator, kind):
    seen = []
    for act in ("retire", "bring-back"):
        client.post(f"{KINDS}{kind.slug}/{act}/")
        kind.refresh_from_db()
        seen.append(kind.is_active)
    assert seen == [False, True]


def test_place_where_nothing_of_what_the_kind_takes_is_is_told(client, coordinator, kind, kim, weekdays, bjorkhamn):
    assert places_without_resource(kind) == []
    room = ResourceFactory(place=PlaceFactory(municipality=bjorkhamn))
    kind.resources.add(room)
    assert client.get(f"{KINDS}{kind.slug}/").context["roomless"] == [weekdays.place]
    kind.resources.add(ResourceFactory(place=weekdays.place))
    assert places_without_resource(kind) == []


def test_room_is_added(client, coordinator, library):
    client.post(ROOMS, {"place": library.pk, "name_sv": "Tysta rummet"})
    assert list(Resource.objects.values_list("place", "name__sv")) == [(library.pk, "Tysta rummet")]
    assert client.get(ROOMS).context["resources"] == [Resource.objects.get()]


def test_room_is_not_added_in_another_town(client, coordinator, egesund):
    place = PlaceFactory(municipality=egesund)
    assert errors(client.post(ROOMS, {"place": place.pk, "name_sv": "Rummet"})) == ["place"]


def test_room_is_renamed_retired_and_brought_back(client, coordinator, library):
    room = ResourceFactory(place=library)
    assert client.get(f"{ROOMS}{room.pk}/").context["resource"] == room
    client.post(f"{ROOMS}{room.pk}/", {"name_sv": "Stora rummet"})
    states = []
    for act in ("retire", "bring-back"):
        client.post(f"{ROOMS}{room.pk}/{act}/")
        room.refresh_from_db()
        states.append(room.is_active)
    assert (room.name, states) == ({"sv": "Stora rummet"}, [False, True])


@pytest.mark.parametrize("number", [1, 3])
def test_form_takes_the_same_queries_whatever_the_number(
    client, coordinator, kind, library, bjorkhamn, number, django_assert_num_queries
):
    for _ in range(number):
        kind.services.add(ServiceFactory(municipality=bjorkhamn))
        kind.resources.add(ResourceFactory(place=PlaceFactory(municipality=bjorkhamn)))
        WorkingPatternFactory(
            helper=HelperFactory(municipality=bjorkhamn), place=PlaceFactory(municipality=bjorkhamn), kinds=[kind]
        )
    client.get(f"{KINDS}{kind.slug}/")
    with django_assert_num_queries(12):
        client.get(f"{KINDS}{kind.slug}/")
