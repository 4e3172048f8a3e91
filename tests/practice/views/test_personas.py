"""Made-up people: who they are, and that they could be nobody."""

import pytest

from tests.factories.practice import FIELDS, PersonaFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice.models import Persona

PAGES = "/bjorkhamn/en/staff/practice/personas/"
TYPED = FIELDS | {"story_sv": "Du är 74 år.", "more": "child_name: Alma\n\n  school :Fyrskolan: röda huset "}


@pytest.fixture
def karin(bjorkhamn):
    return PersonaFactory(
        municipality=bjorkhamn, fields=FIELDS | {"child_name": "Alma"}, story={"sv": "Hej.", "fi": "Hei."}
    )


def errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}


def test_new_person_is_of_the_country(client, editor, bjorkhamn):
    response = client.post(f"{PAGES}new/", TYPED)
    made = Persona.objects.get()
    assert (response.url, made.key, made.country, made.story) == (PAGES, "karin", "SE", {"sv": "Du är 74 år."})
    assert made.fields == FIELDS | {"child_name": "Alma", "school": "Fyrskolan: röda huset"}


@pytest.mark.parametrize(("name", "key"), [("Karin", "karin-2"), ("New", "new-2"), ("!", "person")])
def test_second_of_a_name_has_a_key_of_its_own(client, editor, karin, name, key):
    client.post(f"{PAGES}new/", TYPED | {"given_name": name})
    assert Persona.objects.exclude(pk=karin.pk).get().key == key


def test_form_shows_what_there_is(client, editor, karin):
    form = client.get(f"{PAGES}karin/").context["form"]
    assert (form["town"].value(), form["more"].value(), form["story_sv"].value()) == (
        "Sommarby",
        "child_name: Alma",
        "Hej.",
    )


def test_person_is_changed_and_keeps_what_the_form_does_not_ask(client, editor, karin):
    client.post(f"{PAGES}karin/", TYPED | {"town": "Egesund", "more": ""})
    karin.refresh_from_db()
    assert (karin.key, karin.fields) == ("karin", FIELDS | {"town": "Egesund"})
    assert karin.story == {"sv": "Du är 74 år.", "fi": "Hei."}


WRONG = {
    "number": ("19520229-1234", "This could be somebody's. Take a date that no calendar has, such as 30 February."),
    "phone": ("070-123 45 67", "This could be somebody's. Take one that nobody can have."),
    "postcode": ("111 22", "This one is in use somewhere."),
    "email": ("karin@gmail.com", "This could be somebody's. Let it end with @example.org."),
    "town": ("19800101-1234", "“19800101-1234” could be somebody's."),
    "story_sv": ("Du är 19800101-1234.", "“19800101-1234” could be somebody's."),
    "given_name": ("", "This field is required."),
    "more": ("no colon", "“no colon” cannot be read. Write as in child_name: Alma."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_could_be_somebodys_is_told_at_its_field(client, editor, name):
    value, reason = WRONG[name]
    response = client.post(f"{PAGES}new/", TYPED | {name: value})
    assert (errors(response)[name][0], Persona.objects.exists()) == (reason, False)
    assert response.context["form"][name].value() == value


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("town: x", "“town: x” cannot be read. Write as in child_name: Alma."),
        ("a: 1\na: 2", "“a: 2” cannot be read. Write as in child_name: Alma."),
        ("Name: x", "“Name: x” cannot be read. Write as in child_name: Alma."),
        (f"a: {'x' * 201}", "What stands after a is too long."),
        ("a: 19800101-1234", "“19800101-1234” could be somebody's."),
    ],
)
def test_other_fields_are_told_by_line(client, editor, line, reason):
    assert errors(client.post(f"{PAGES}new/", TYPED | {"more": line})) == {"more": [reason]}


@pytest.mark.parametrize("country", ["SE", "DK", "NO", "FI", "FO"])
def test_examples_are_nobodys(client, editor, bjorkhamn, country):
    bjorkhamn.country = country
    bjorkhamn.save()
    such_as = client.get(f"{PAGES}new/").context["form"].such_as
    client.post(f"{PAGES}new/", TYPED | such_as)
    assert Persona.objects.get().fields == Persona.objects.get().fields | such_as


def test_list_tells_each_story(client, bjorkhamn, karin):
    sign_in(client, Role.READER, bjorkhamn)
    karin.story = {"sv": "Du heter {given_name}."}
    karin.save()
    page = client.get(PAGES)
    assert page.context["people"] == [(karin, "Du heter Karin.")]
    assert client.get(f"{PAGES}karin/").status_code == 403


def test_person_of_another_town_is_not_found(client, editor, egesund):
    PersonaFactory(municipality=egesund, key="theirs")
    assert client.get(f"{PAGES}theirs/").status_code == 404
