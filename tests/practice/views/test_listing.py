"""The list of copies."""

from datetime import date

import pytest

from tests.factories.practice import make_copy, make_draft
from tests.factories.search import make_service
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice.actions import copies as actions
from verkstad.practice.models import PracticeCopy
from verkstad.practice.queries.listing import copy_rows

PAGE = "/bjorkhamn/sv/staff/practice/"
LONG_AGO = date(2024, 1, 1)


@pytest.fixture
def several(bjorkhamn):
    """One that is shown, one that is shown and changed, one that waits, one that is old, one in Danish."""
    make_copy(bjorkhamn, key="shown", title="Visad")
    actions.start_draft(make_copy(bjorkhamn, key="changed", title="Ändrad"))
    actions.ask_for_review(make_draft(bjorkhamn, key="waits", title="Väntar"))
    actions.mark_checked(make_copy(bjorkhamn, key="old", title="Gammal").editions.get(), on=LONG_AGO)
    make_draft(bjorkhamn, key="danish", language="da", title="Dansk")


def titles(response):
    return [row.latest.title for row in response.context["page"].object_list]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Dansk", "Gammal", "Visad", "Väntar", "Ändrad"]),
        ({"wanted": "shown"}, ["Gammal", "Visad", "Ändrad"]),
        ({"wanted": "not-shown"}, ["Dansk", "Väntar"]),
        ({"wanted": "draft"}, ["Dansk", "Ändrad"]),
        ({"wanted": "review"}, ["Väntar"]),
        ({"wanted": "old"}, ["Gammal"]),
        ({"language": "da"}, ["Dansk"]),
        ({"language": "xx", "wanted": "odd"}, ["Dansk", "Gammal", "Visad", "Väntar", "Ändrad"]),
    ],
)
def test_list_is_narrowed(client, editor, several, asked, expected):
    assert titles(client.get(PAGE, asked)) == expected


def test_list_tells_of_the_service(client, editor, bjorkhamn):
    copy = make_copy(bjorkhamn)
    actions.change_copy(copy, service=make_service("Flytta hit", municipality=bjorkhamn), owner=None)
    assert [str(row.service) for row in client.get(PAGE).context["page"].object_list] == ["Flytta hit"]


def test_copies_of_other_towns_are_not_listed(client, editor, egesund):
    make_copy(egesund)
    assert titles(client.get(PAGE)) == []


def test_readers_look_and_make_nothing(client, bjorkhamn, several):
    sign_in(client, Role.READER, bjorkhamn)
    page = client.get(PAGE)
    assert (len(titles(page)), page.context["may_make"]) == (5, False)


def test_list_takes_three_queries(bjorkhamn, several, django_assert_num_queries):
    service = make_service("Flytta hit", municipality=bjorkhamn)
    PracticeCopy.objects.update(service=service)
    with django_assert_num_queries(3):
        copy_rows(bjorkhamn, LONG_AGO)
