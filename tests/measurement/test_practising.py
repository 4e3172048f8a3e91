"""How practising went is told to whoever looks after the service, without numbers that are few."""

import csv

import pytest
from django.utils.translation import override

from tests.factories.measurement import EnquiryFactory
from tests.factories.practice import make_copy, make_draft, screen, step
from tests.factories.services import ServiceFactory
from tests.measurement.conftest import BEFORE, NOW
from tests.measurement.test_pages import table
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.measurement.owner_news import AT_MOST, practised_last_month
from verkstad.practice.models import Counted, PracticeCopy, PracticeCount

FRONT = "/bjorkhamn/en/staff/measurement/"
LETTER = "https://town.example/en/"


@pytest.fixture
def member(client, bjorkhamn):
    return sign_in(client, Role.READER, bjorkhamn)


def copy_of(service, **values):
    """With four steps."""
    steps = tuple(step(key, goal=f"Gör {key}.") for key in "abcd")
    copy = make_copy(service.municipality, screen(steps=steps), **values)
    PracticeCopy.objects.filter(pk=copy.pk).update(service=service)
    return copy


@pytest.fixture
def copy(bjorkhamn):
    return copy_of(ServiceFactory(municipality=bjorkhamn, slug="move"))


def practise(copy, *numbers, day=NOW):
    """So many began, came to each further step, and to the end."""
    kinds = [(Counted.STARTED, ""), *((Counted.REACHED, key) for key in "bcd"), (Counted.FINISHED, "")]
    for (what, key), number in zip(kinds, numbers, strict=True):
        PracticeCount.objects.create(copy=copy, day=day, step=key, what=what, number=number)


def page(client, copy, **query):
    return client.get(f"{FRONT}practice/{copy.pk}/", {"period": f"{NOW:%Y-%m}.1"} | query)


def steps(response):
    return list(table(response, "Practice: Anmäl flytt").values())


def lines(response):
    """Of a file."""
    return list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))


def test_steps_of_a_copy_that_many_practise(client, member, copy):
    practise(copy, 50, 42, 30, 30, 20)
    PracticeCount.objects.create(copy=copy, day=NOW, step="b", what="hint", number=7)
    PracticeCount.objects.create(copy=copy, day=NOW, step="b", what="wrong", number=2)
    shown = page(client, copy)
    assert steps(shown) == [
        ["50", "8", "0", "0"],
        ["42", "12", "7", "<5"],
        ["30", "0", "0", "0"],
        ["30", "10", "0", "0"],
        ["20", "–", "–", "–"],
    ]
    said = shown.context
    assert (said["began"].text, said["finished"].text, said["most_stop_at"].goal) == ("50", "20", "Gör b.")
    assert [bar.height for bar in said["chart"].bars] == [120.0, 100.8, 72.0, 72.0]


def test_few_are_hidden(client, member, copy):
    practise(copy, 30, 28, 25, 18, 4)
    assert [row[:2] for row in steps(page(client, copy))] == [
        ["30", "<5"],
        ["28", "<5"],
        ["25", "7"],
        ["18", "14"],
        ["<5", "–"],
    ]


def test_helpers_may_see_exact_numbers_on_the_screen_but_not_in_a_file(client, bjorkhamn, copy):
    sign_in(client, Role.HELPER, bjorkhamn)
    practise(copy, 6, 4, 4, 4, 3)
    shown = page(client, copy, exact="on")
    assert [row[:2] for row in steps(shown)][:2] == [["6", "2"], ["4", "0"]]
    assert shown.context["most_stop_at"].number == 1
    assert lines(page(client, copy, exact="on", export="csv"))[1][1:4] == ["1. Gör a.", "6", "<5"]


def test_file_has_what_the_page_shows(client, member, copy):
    practise(copy, 50, 42, 30, 30, 20)
    found = lines(page(client, copy, export="csv"))
    assert [row[1:4] for row in found[1:3]] == [["1. Gör a.", "50", "8"], ["2. Gör b.", "42", "12"]]


def test_nobody_practised_in_the_period(client, member, copy):
    practise(copy, 50, 42, 30, 30, 20, day=BEFORE)
    assert "Nobody practised with it in this time." in page(client, copy).text


def test_copy_that_was_never_shown_has_no_page(client, member, bjorkhamn):
    assert page(client, make_draft(bjorkhamn).copy).status_code == 404


def test_list_tells_of_each_copy_where_most_stop(client, member, copy):
    few = make_copy(copy.municipality, key="few", title="Boka")
    practise(copy, 50, 42, 30, 30, 20)
    PracticeCount.objects.create(copy=few, day=NOW, what="started", number=4)
    shown = client.get(f"{FRONT}practice/", {"period": f"{NOW:%Y-%m}.1"})
    assert table(shown, "All copies") == {"Anmäl flytt": ["50", "20", "2. Gör b."], "Boka": ["<5", "0", "–"]}


def test_list_is_empty_where_there_are_no_copies(client, member):
    assert "No copy is shown to residents" in client.get(f"{FRONT}practice/").text


def test_services_page_has_a_table_of_each_copy_that_was_practised(client, member, copy):
    practise(copy, 50, 42, 30, 30, 20)
    PracticeCopy.objects.filter(pk=make_copy(copy.municipality, key="other", title="Boka").pk).update(
        service=copy.service
    )
    service = PracticeCopy.objects.get(pk=copy.pk).service
    EnquiryFactory(municipality=copy.municipality, service=service, day=NOW)
    shown = client.get(f"{FRONT}services/move/")
    assert [one.caption for one in shown.context["tables"] if one.caption.startswith("Practice")] == [
        "Practice: Anmäl flytt"
    ]


@pytest.fixture
def owned(member, copy):
    service = PracticeCopy.objects.get(pk=copy.pk).service
    service.owner = member.user
    service.save()
    return copy


def news(member):
    with override("en"):
        return practised_last_month(member, day=NOW, front=LETTER)


def test_owners_letter_tells_where_most_stopped(member, owned):
    practise(owned, 50, 42, 30, 30, 20, day=BEFORE)
    assert news(member) == (
        f"So many practised with copies of your services in {BEFORE:%B %Y}:\n"
        "- Anmäl flytt: 50 began, 20 came to the end\n"
        "  Most stopped at step 2: Gör b.\n"
        f"  {LETTER}staff/measurement/practice/{owned.pk}/"
    )


def test_owners_letter_hides_few(member, owned):
    practise(owned, 6, 6, 4, 4, 3, day=BEFORE)
    assert news(member).splitlines()[1:-1] == ["- Anmäl flytt: 6 began, <5 came to the end"]


def test_owners_letter_tells_nothing_of_others_copies_and_of_other_months(member, owned, copy):
    practise(owned, 6, 6, 6, 6, 6)
    practise(copy_of(ServiceFactory(municipality=member.municipality), key="other"), 6, 6, 6, 6, 6, day=BEFORE)
    assert news(member) == ""


def test_owner_of_a_copy_without_a_service_is_told_too_and_not_of_more_than_is_read(member, bjorkhamn):
    for number in range(AT_MOST + 2):
        copy = make_copy(bjorkhamn, key=f"copy-{number}", title=f"Kopia {number:02}")
        PracticeCopy.objects.filter(pk=copy.pk).update(owner=member.user)
        PracticeCount.objects.create(copy=copy, day=BEFORE, what="started", number=9)
    lines = news(member).splitlines()
    assert (lines[1], lines[-2:]) == (
        "- Kopia 00: 9 began, 0 came to the end",
        ["… and 2 more.", f"{LETTER}staff/measurement/practice/"],
    )
