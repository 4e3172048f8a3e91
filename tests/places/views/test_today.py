"""One step from a phone: closed at three, closed all day, back to normal."""

import pytest

from tests.factories.places import PlaceFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.places import actions, schedules

PAGE = "/bjorkhamn/en/staff/places/library/today/"


@pytest.fixture(autouse=True)
def now(at):
    return at("2026-11-23 12:10")


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


def read(client):
    context = client.get(PAGE).context
    return context["open_text"], context["spans"]


@pytest.mark.parametrize(
    ("said", "sentence", "spans"),
    [
        ({"do": "15:00"}, "Open now until 15:00", ["10:00–15:00"]),
        ({"do": "time", "closes": "14:30"}, "Open now until 14:30", ["10:00–14:30"]),
        ({"do": "closed"}, "Closed now. Opens tomorrow at 10:00", []),
    ],
)
def test_helper_changes_today_and_reads_what_residents_read(client, helper, place, said, sentence, spans):
    assert client.post(PAGE, said).url == PAGE
    assert read(client) == (sentence, spans)


def test_reason_is_kept_in_the_writer_s_language(client, helper, place):
    client.post(PAGE, {"do": "closed", "note": "Illness"})
    (change,) = schedules.load(place.municipality)[place.opening_hours_id].overrides
    assert (change.name, change.is_sudden) == ({"en": "Illness"}, True)


def test_back_to_normal(client, helper, place, now):
    actions.change_today(place, closed=True, by=helper.actor, now=now)
    assert client.get(PAGE).context["change"]
    client.post(PAGE, {"do": "normal"})
    assert (read(client), client.get(PAGE).context["change"]) == (("Open now until 16:00", ["10:00–16:00"]), None)


def test_next_hours_are_offered_with_what_residents_would_read(client, helper, place):
    assert client.get(PAGE).context["closings"] == [
        {"time": "13:00", "words": "Open now until 13:00"},
        {"time": "14:00", "words": "Open now until 14:00"},
        {"time": "15:00", "words": "Open now until 15:00"},
    ]


def test_closed_place_is_offered_no_hours_to_close_at(client, helper, bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, slug="library", periods=[])
    assert client.get(PAGE).context["closings"] == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"do": "time"}, "Write when the place closes, such as 15:00."),
        ({"do": "nonsense"}, "Write when the place closes, such as 15:00."),
        ({"do": "09:00"}, "That is before the place opens today. Choose closed all day instead."),
        ({"do": "time", "closes": "25:00"}, "Enter a valid time."),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(client, helper, place, said, words):
    response = client.post(PAGE, said)
    assert response.context["form"].errors["closes"] == [words]
    assert read(client) == ("Open now until 16:00", ["10:00–16:00"])


def test_place_that_is_closed_today_cannot_close_earlier(client, helper, bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, slug="library", periods=[])
    response = client.post(PAGE, {"do": "15:00"})
    assert response.context["form"].errors["closes"] == ["The place is closed today already."]


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_places(
    client, helper, place, bjorkhamn, number, django_assert_num_queries
):
    for _ in range(number):
        PlaceFactory(municipality=bjorkhamn)
    client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(PAGE)
