"""Residents take a number on the phone; helpers call them; a wall shows it."""

from uuid import uuid4

import pytest

from tests.appointments.queue.conftest import NOW
from tests.staff import sign_in
from verkstad.appointments.actions import queue as actions
from verkstad.appointments.models import QueueDay, QueueTicket
from verkstad.appointments.queries import queue as queries
from verkstad.identity.models import Role

PUBLIC = "/bjorkhamn/en/queue/biblioteket/"
DESK = "/bjorkhamn/en/staff/appointments/queue/biblioteket/"


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


def press(client, do, **values):
    return client.post(DESK, {"do": do} | values)


def told(response):
    return [str(message) for message in response.context["messages"]]


def page_of(ticket):
    return f"/bjorkhamn/en/queue/ticket/{ticket.key}/"


def test_number_is_taken_on_the_phone_without_cookie_or_token(client_with_csrf, queue):
    button = client_with_csrf.get(PUBLIC)
    taken = client_with_csrf.post(PUBLIC, {"press": button.context["press"]})
    ticket = QueueTicket.objects.get()
    page = client_with_csrf.get(taken.url)
    assert (taken.url, page.context["turn"].ahead) == (page_of(ticket), 0)
    assert [answer.cookies for answer in (button, taken, page)] == [{}] * 3


def test_page_is_not_kept_by_the_browser_so_that_another_press_is_another_number(client, queue):
    shown = [client.get(PUBLIC) for _ in range(2)]
    assert [page.headers["Cache-Control"] for page in shown] == ["no-store"] * 2
    assert shown[0].context["press"] != shown[1].context["press"]


@pytest.mark.parametrize("pressed", ["", "nonsense", "\x00"])
def test_odd_press_takes_no_number(client, queue, pressed):
    assert client.post(PUBLIC, {"press": pressed}).status_code == 200
    assert not QueueTicket.objects.exists()


def test_no_number_is_offered_or_given_while_the_queue_is_closed(client, library):
    assert client.get(PUBLIC).context["is_open"] is False
    assert client.post(PUBLIC, {"press": uuid4()}).context["is_open"] is False
    assert not QueueDay.objects.exists()


def test_who_comes_when_very_many_wait_is_told_to_ask_the_staff(client, queue):
    many = range(1, actions.MOST_WAITING + 1)
    QueueTicket.objects.bulk_create(QueueTicket(queue=queue, number=number, taken_at=NOW) for number in many)
    answer = client.post(PUBLIC, {"press": uuid4()})
    assert (answer.status_code, answer.context["is_full"]) == (409, True)


def test_one_address_takes_only_so_many_numbers(client, queue):
    answers = [client.post(PUBLIC, {"press": uuid4()}).status_code for _ in range(31)]
    assert answers == [302] * 30 + [429]


def test_place_that_residents_do_not_see_has_no_queue_for_them(client, library, queue):
    type(library).objects.update(is_published=False)
    assert [client.get(PUBLIC).status_code, client.post(PUBLIC, {"press": uuid4()}).status_code] == [404, 404]


def test_page_of_a_number_answers_nothing_while_nothing_is_new(client, take, queue):
    (ticket,) = take()
    seen = {"seen": client.get(page_of(ticket)).context["turn"].mark}
    assert client.get(page_of(ticket), seen).status_code == 204
    actions.call_next(queue, by="kim", now=NOW)
    assert client.get(page_of(ticket), seen).context["turn"].ticket.state == "called"


def test_number_is_given_back_without_cookie_or_token(client_with_csrf, take):
    (ticket,) = take()
    assert client_with_csrf.post(f"{page_of(ticket)}leave/").url == page_of(ticket)
    assert client_with_csrf.get(page_of(ticket)).context["turn"].ticket.state == "left"


def test_number_is_kept_by_no_computer_of_a_library(client, take):
    (ticket,) = take()
    assert client.get(page_of(ticket))["Cache-Control"] == "no-store"


def test_number_is_not_given_back_by_looking(client, take):
    (ticket,) = take()
    assert client.get(f"{page_of(ticket)}leave/").status_code == 405


def test_helper_opens_calls_and_closes(client, helper, library):
    press(client, "open")
    for _ in range(3):
        client.post(PUBLIC, {"press": uuid4()})
    for do, number in [("next", ""), ("next", 1), ("again", 2), ("skip", 2), ("left", 3), ("next", ""), ("done", 2)]:
        assert press(client, do, number=number).url == DESK
    press(client, "close")
    queue = QueueDay.objects.get()
    assert (queue.is_open, [ticket.state for ticket in queue.tickets.all()]) == (False, ["done", "done", "left"])


def test_desk_shows_my_number_others_and_who_waits(client, helper, take, queue):
    take(3)
    actions.call_next(queue, by="somebody else", now=NOW)
    press(client, "next")
    context = client.get(DESK).context
    numbers = [ticket.number for ticket in [*context["others"], context["mine"], *context["line"].waiting]]
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("do", "number", "words"),
    [
        ("next", "", ["Nobody is waiting."]),
        ("skip", 1, ["That number has been dealt with meanwhile."]),
        ("nonsense", "", []),
        ("next", "nonsense", []),
    ],
)
def test_helper_is_told_what_could_not_be_done(client, helper, take, queue, do, number, words):
    (ticket,) = take()
    actions.give_back(ticket)
    press(client, do, number=number)
    assert told(client.get(DESK)) == words


def test_helper_is_told_when_nobody_can_go_before(client, helper, take):
    take()
    press(client, "next")
    press(client, "skip", number=1)
    assert told(client.get(DESK)) == ["Nobody else is waiting."]


@pytest.mark.parametrize("do", ["print", "close"])
def test_closed_queue_gives_no_numbers(client, helper, library, do):
    press(client, do)
    assert told(client.get(DESK)) == ["The queue is closed."]


def test_nothing_is_called_in_a_queue_that_was_not_opened(client, helper, library):
    assert press(client, "next").url == DESK
    assert press(client, "done", number=1).url == DESK


def test_number_is_printed_with_a_code_that_leads_to_its_page(client, helper, queue):
    paper = press(client, "print").url
    page = client.get(paper)
    assert (paper, page.context["ticket"], "<svg" in page.text) == (f"{DESK}1/", QueueTicket.objects.get(), True)


def test_each_press_prints_another_number(client, helper, queue):
    assert [press(client, "print").url for _ in range(2)] == [f"{DESK}1/", f"{DESK}2/"]


def test_double_click_prints_one_number(client, helper, queue):
    key = client.get(DESK).context["press"]
    assert [press(client, "print", press=key).url for _ in range(2)] == [f"{DESK}1/"] * 2


def test_sign_for_the_door_names_the_page_where_numbers_are_taken(client, helper, library):
    assert client.get(f"{DESK}sign/").context["address"] == f"http://testserver{PUBLIC}"


@pytest.mark.parametrize("page", ["", "wall/"])
def test_screens_answer_nothing_while_nothing_is_new(client, helper, take, queue, page):
    take()
    context = client.get(DESK + page).context
    seen = {"seen": context.get("mark", context["line"].mark)}
    assert client.get(DESK + page, seen).status_code == 204
    actions.call_next(queue, by="kim", now=NOW)
    assert client.get(DESK + page, seen).status_code == 200


def test_wall_shows_the_latest_first_and_when_no_more_numbers_are_given(client, helper, take, queue, library):
    take(2)
    actions.call_next(queue, by="kim", now=NOW)
    actions.call_next(queue, by="bo", now=NOW.replace(hour=13))
    actions.close_queue(library, by="kim", now=NOW)
    context = client.get(f"{DESK}wall/").context
    assert ([ticket.number for ticket in context["line"].called], context["is_open"]) == ([2, 1], False)


def test_wall_stands_before_anybody_has_opened_the_queue(client, helper, library):
    assert client.get(f"{DESK}wall/").context["line"] == queries.Line([], [])


def test_list_shows_places_with_how_many_wait(client, helper, bjorkhamn, take, queue):
    take(2)
    page = "/bjorkhamn/en/staff/appointments/queue/"
    assert [(row.place.slug, row.waiting) for row in client.get(page).context["rows"]] == [("biblioteket", 2)]


def test_staff_pages_say_it_where_appointments_are_off(client, helper, bjorkhamn, take, queue):
    take(1)
    type(bjorkhamn).objects.update(parts=["places"])
    pages = [client.get(f"/bjorkhamn/en/staff/appointments/queue/{which}") for which in ("", "biblioteket/")]
    pages.append(client.post(DESK, {"do": "print"}))
    assert ["Appointments are switched off" in page.text for page in pages] == [True] * 3
    assert queue.tickets.count() == 1


@pytest.mark.parametrize("count", [1, 5])
def test_pages_ask_the_database_so_many_times(client, helper, take, queue, django_assert_num_queries, count):
    take(count)
    ticket = queue.tickets.get(number=count)
    for page, number in [(PUBLIC, 5), (page_of(ticket), 4), (DESK, 7), (f"{DESK}wall/", 7)]:
        client.get(page)
        with django_assert_num_queries(number):
            client.get(page)
