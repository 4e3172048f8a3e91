from datetime import time

import pytest

from tests.factories.places import (
    PlaceFactory,
    moment,
    place_data,
    span,
    week,
)
from tests.factories.services import ChannelFactory, OrganisationFactory, ServiceFactory, SubjectFactory
from verkstad.places import actions, queries
from verkstad.places.board import board
from verkstad.places.models import OpeningHours, OpeningPeriod, OpeningSpan, Place, PlacePicture
from verkstad.places.opening_hours.model import State
from verkstad.places.position import Position

NOON = moment("2026-11-23 12:00")
HERE = Position(56.0, 12.0)


def slugs(found):
    return [one.place.slug for one in found]


def place(municipality, slug, days=None, **changes):
    """Open 10 to 16 on the days given, every day unless given; NOON is a Monday."""
    return PlaceFactory(
        municipality=municipality, slug=slug, periods=[] if days == [] else [week(span(days or range(7)))], **changes
    )


def at_degrees_north(municipality, slug, degrees, **changes):
    return place(municipality, slug, latitude=56.0 + degrees, longitude=12.0, **changes)


def found_in(municipality, **choices):
    return slugs(queries.places_in(municipality, NOON, **choices)[:])


def helping(municipality, channels=(), **choices):
    return queries.help_with_service(municipality, NOON, channels=[one.pk for one in channels], **choices)


def many_places(municipality, number):
    hours = OpeningHours.objects.bulk_create(OpeningHours(municipality=municipality) for _ in range(number))
    periods = OpeningPeriod.objects.bulk_create(OpeningPeriod(opening_hours=one) for one in hours)
    OpeningSpan.objects.bulk_create(
        OpeningSpan(period=one, days=[*range(7)], opens=time(10), closes=time(16)) for one in periods
    )
    shared = {"municipality": municipality, "organisation": OrganisationFactory(municipality=municipality)}
    Place.objects.bulk_create(
        Place(slug=f"many-{n}", kind="library", name={"sv": "Plats"}, opening_hours=one, **shared)
        for n, one in enumerate(hours)
    )


# The list


def test_soonest_open_comes_first_and_unknown_last(bjorkhamn):
    place(bjorkhamn, "never", [])
    place(bjorkhamn, "wednesday", [2])
    place(bjorkhamn, "now")
    place(bjorkhamn, "tomorrow", [1])
    assert found_in(bjorkhamn) == ["now", "tomorrow", "wednesday", "never"]


def test_nearest_comes_first_with_a_position_then_the_rest_with_a_door_then_those_without(bjorkhamn):
    at_degrees_north(bjorkhamn, "phone", 0, kind="phone_line", phone="0123")
    place(bjorkhamn, "nowhere")
    at_degrees_north(bjorkhamn, "far", 2)
    at_degrees_north(bjorkhamn, "near", -1, days=[])
    assert found_in(bjorkhamn, position=HERE) == ["near", "far", "nowhere", "phone"]


def test_of_equally_near_places_the_soonest_open_comes_first(bjorkhamn):
    at_degrees_north(bjorkhamn, "tomorrow", 1, days=[1])
    at_degrees_north(bjorkhamn, "now", 1)
    assert found_in(bjorkhamn, position=HERE) == ["now", "tomorrow"]


def test_distance_and_opening_are_told(bjorkhamn):
    at_degrees_north(bjorkhamn, "near", 1)
    (found,) = queries.places_in(bjorkhamn, NOON, position=HERE)[:]
    assert (found.kilometres, found.opening.state, found.opening.until) == (
        111.2,
        State.OPEN,
        moment("2026-11-23 16:00"),
    )


def test_all_themes_asked_for_are_helped_with(bjorkhamn):
    place(bjorkhamn, "both", helps_with=["eid", "forms"])
    place(bjorkhamn, "one", helps_with=["eid"])
    assert found_in(bjorkhamn, themes=["eid", "forms"]) == ["both"]


def test_open_now_means_that_a_person_is_there(bjorkhamn):
    place(bjorkhamn, "open")
    place(bjorkhamn, "closed", [1])
    for state in (State.PHONE_ONLY, State.SELF_SERVICE):
        PlaceFactory(municipality=bjorkhamn, slug=state, periods=[week(span(state=state))])
    assert found_in(bjorkhamn, is_open=True) == ["open", "phone_only"]


def test_places_of_others_and_withdrawn_ones_are_not_listed(bjorkhamn, egesund):
    place(bjorkhamn, "withdrawn", is_published=False)
    place(egesund, "other")
    assert found_in(bjorkhamn) == []


def test_list_knows_its_length_and_loads_the_part_asked_for(bjorkhamn):
    for slug in ("a", "b", "c"):
        place(bjorkhamn, slug)
    found = queries.places_in(bjorkhamn, NOON)
    assert (len(found), slugs(found[1:2])) == (3, ["b"])


@pytest.mark.parametrize("number", [1, 3, 1000])
def test_open_places_take_nine_queries_whatever_their_number_and_then_one(bjorkhamn, number, django_assert_num_queries):
    many_places(bjorkhamn, number)
    with django_assert_num_queries(9):
        assert len(queries.places_in(bjorkhamn, NOON, is_open=True)[:number]) == number
    with django_assert_num_queries(1):
        queries.places_in(bjorkhamn, NOON, is_open=True)[:20]


def test_places_asked_for_by_id_come_in_that_order(bjorkhamn, egesund):
    first, second, other = place(bjorkhamn, "a"), place(bjorkhamn, "b"), place(egesund, "c")
    assert slugs(queries.places_by_id(board(bjorkhamn, NOON), NOON, [second.pk, other.pk, first.pk])) == ["b", "a"]


# Help


def test_general_help_is_the_soonest_with_pictures(bjorkhamn, django_assert_num_queries):
    place(bjorkhamn, "tomorrow", [1])
    place(bjorkhamn, "printer", helps_with=["print_scan"])
    pictured = place(bjorkhamn, "now")
    picture = PlacePicture.objects.create(place=pictured, file="a.webp", width=1, height=1)
    found = queries.help_soonest(bjorkhamn, NOON)
    with django_assert_num_queries(0):
        assert [(one.place.slug, [*one.place.pictures.all()]) for one in found] == [
            ("now", [picture]),
            ("tomorrow", []),
        ]


def test_general_help_is_no_more_than_asked_for(bjorkhamn):
    for slug in ("a", "b", "c"):
        place(bjorkhamn, slug)
    assert slugs(queries.help_soonest(bjorkhamn, NOON, limit=2)) == ["a", "b"]


def test_front_doors_are_phone_lines_and_offices(bjorkhamn, egesund):
    place(bjorkhamn, "library")
    place(bjorkhamn, "office", [1], kind="citizens_office")
    place(bjorkhamn, "phone", kind="phone_line", phone="0123")
    place(bjorkhamn, "withdrawn", kind="citizens_office", is_published=False)
    place(egesund, "other", kind="citizens_office")
    assert slugs(queries.contact_ways(board(bjorkhamn, NOON), NOON)) == ["phone", "office"]


def test_places_that_know_the_subject_come_before_general_ones(bjorkhamn):
    place(bjorkhamn, "general")
    place(bjorkhamn, "knows", [1], helps_with=[]).subjects.add(SubjectFactory(scheme="kle", code="28"))
    place(bjorkhamn, "neither", helps_with=["print_scan"])
    assert slugs(helping(bjorkhamn, subjects=iter([("kle", "28.03.04")])).nearby) == ["knows", "general"]


def test_places_that_answer_a_channel_come_before_general_ones(bjorkhamn):
    channel = ChannelFactory(service=ServiceFactory(municipality=bjorkhamn))
    place(bjorkhamn, "general")
    place(bjorkhamn, "answers", [1], helps_with=[]).channels.add(channel)
    found = helping(bjorkhamn, [channel])
    assert ({key: slugs(places) for key, places in found.by_channel.items()}, slugs(found.nearby)) == (
        {channel.pk: ["answers"]},
        ["answers", "general"],
    )


def test_help_is_nearest_first_with_a_position(bjorkhamn):
    at_degrees_north(bjorkhamn, "far", 2)
    at_degrees_north(bjorkhamn, "near", 1, days=[1])
    assert slugs(helping(bjorkhamn, position=HERE).nearby) == ["near", "far"]


def test_every_channel_is_answered_though_fewer_places_are_shown(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn)
    channels = [ChannelFactory(service=service, position=n) for n in range(2)]
    for slug, channel in zip(("a", "b"), channels, strict=True):
        place(bjorkhamn, slug).channels.add(channel)
    found = helping(bjorkhamn, channels, limit=1)
    assert ([slugs(places) for places in found.by_channel.values()], slugs(found.nearby)) == ([["a"], ["b"]], ["a"])


def test_channel_of_a_shared_service_is_answered_by_the_municipality_s_own_places(bjorkhamn, egesund):
    channel = ChannelFactory(service=ServiceFactory(country="SE"))
    for municipality, slug in ((bjorkhamn, "own"), (egesund, "other")):
        place(municipality, slug).channels.add(channel)
    found = helping(bjorkhamn, [channel])
    assert (slugs(found.by_channel[channel.pk]), slugs(found.nearby)) == (["own"], ["own"])


def test_withdrawn_place_answers_no_channel(bjorkhamn):
    channel = ChannelFactory(service=ServiceFactory(municipality=bjorkhamn))
    place(bjorkhamn, "withdrawn", is_published=False).channels.add(channel)
    assert helping(bjorkhamn, [channel]) == queries.ServiceHelp({}, [])


def test_changed_channels_show_at_once(bjorkhamn):
    channel = ChannelFactory(service=ServiceFactory(municipality=bjorkhamn))
    answering = place(bjorkhamn, "biblioteket")
    helping(bjorkhamn, [channel])
    actions.save_place(place_data(), municipality=bjorkhamn, organisation=answering.organisation, channels=[channel])
    assert slugs(helping(bjorkhamn, [channel]).by_channel[channel.pk]) == ["biblioteket"]


@pytest.mark.parametrize("number", [1, 3])
def test_help_takes_nine_queries_whatever_the_number_and_then_one(bjorkhamn, number, django_assert_num_queries):
    service = ServiceFactory(municipality=bjorkhamn)
    channels = [ChannelFactory(service=service, position=n) for n in range(number)]
    for n, channel in enumerate(channels):
        place(bjorkhamn, f"place-{n}").channels.add(channel)
    with django_assert_num_queries(9):
        helping(bjorkhamn, channels, subjects=[("kle", "28")], position=HERE)
    with django_assert_num_queries(1):
        helping(bjorkhamn, channels, subjects=[("kle", "28")], position=HERE)


# One place


def test_opening_of_a_place_is_the_one_on_the_board(bjorkhamn):
    place(bjorkhamn, "a", [])
    assert queries.opening_of(place(bjorkhamn, "b"), NOON).state == State.OPEN


def test_withdrawn_place_has_no_opening(bjorkhamn):
    with pytest.raises(Place.DoesNotExist):
        queries.opening_of(place(bjorkhamn, "withdrawn", is_published=False), NOON)
