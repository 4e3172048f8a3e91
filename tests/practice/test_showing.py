"""What those who practise see: the persona's own words in every text, each copy once, in their language."""

from datetime import timedelta

import pytest

from tests.factories.practice import CHECKED, FIELDS, PersonaFactory, eid_screen, make_copy, make_draft, screen, step
from tests.factories.search import make_service
from verkstad.practice.actions import copies as actions
from verkstad.practice.models import Screen
from verkstad.practice.queries import showing

GREETING = {
    "kind": "radios",
    "key": "who",
    "label": "Hej {given_name}!",
    "options": [{"value": "a", "label": "{town}"}],
}
STEP = step(
    value="{number}", goal="Skriv {town}.", hints=("{phone}",), wrong="Inte {street}.", answers={"send": "{email}"}
)


@pytest.fixture
def draft(bjorkhamn):
    bjorkhamn.main_colour = "#AA0011"
    bjorkhamn.save()
    first = screen(title="{given_name} flyttar", body=[GREETING], steps=(STEP, step("second")))
    return make_draft(bjorkhamn, first, eid_screen())


def test_every_text_holds_what_the_persona_has(draft):
    shown = showing.framed_screen(draft.screens.get(key="start").pk)
    assert (shown.title, shown.language, shown.look) == ("Karin flyttar", "sv", "aa0011")
    assert shown.body == [GREETING | {"label": "Hej Karin!", "options": [{"value": "a", "label": "Sommarby"}]}]
    first = shown.steps[0]
    assert (first.value, first.goal, first.hints) == (FIELDS["number"], "Skriv Sommarby.", (FIELDS["phone"],))
    assert (first.wrong, first.answers) == ("Inte Trädgårdsgränd 7.", {"send": FIELDS["email"]})


def test_player_is_told_what_is_right_and_which_numbers_are_made_up(draft):
    told = showing.framed_screen(draft.screens.get(key="start").pk).for_player
    assert told["steps"][0] == {"target": "send", "expect": "press", "value": FIELDS["number"]}
    assert set(told["numbers"]) == {FIELDS[name] for name in ("number", "street", "postcode", "phone")}


def test_screen_that_is_gone_is_not_shown(db):
    with pytest.raises(Screen.DoesNotExist):
        showing.framed_screen(1)


def test_steps_are_counted_through_the_copy(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        shown = showing.shown_screens(draft)
    assert [[one.number for one in each.steps] for each in shown] == [[1, 2], [3]]
    assert showing.step_keys(draft) == ["send-it", "second", "eid-it"]


def test_fields_that_the_copy_uses(draft):
    assert showing.fields_used(draft) == {"given_name", "town", "number", "phone", "street", "email"}


def test_story_is_told_in_the_readers_language(bjorkhamn):
    PersonaFactory(municipality=bjorkhamn)
    assert showing.story(make_draft(bjorkhamn)) == "Du är 74 år och heter Karin."


def test_copy_may_differ_after_a_year(bjorkhamn):
    edition = make_copy(bjorkhamn).editions.get()
    days = [CHECKED + timedelta(days=365), CHECKED + timedelta(days=366)]
    assert [showing.may_differ(edition, day) for day in days] == [False, True]
    edition.checked_on = None
    assert showing.may_differ(edition, CHECKED)


@pytest.fixture
def several(bjorkhamn, egesund):
    """The same in two languages, one in Danish only, a draft, and one of another town."""
    service = make_service("Flytta", municipality=bjorkhamn)
    for language in ("da", "sv"):
        actions.change_copy(
            make_copy(bjorkhamn, language=language, title=f"Move {language}"), service=service, owner=None
        )
    make_copy(bjorkhamn, key="danish", language="da", title="dansk")
    make_draft(bjorkhamn, key="draft")
    make_copy(egesund)
    return service


def test_residents_see_each_copy_once_in_the_first_of_their_languages(bjorkhamn, several):
    seen = [[one.title for one in showing.copies_for_residents(bjorkhamn, languages)]
            for languages in (["sv", "da"], ["da"], ["en", "sv"])]  # fmt: skip
    assert seen == [["Move sv", "dansk"], ["dansk", "Move da"], ["Move sv", "dansk"]]


def test_service_has_its_copies_where_one_practises(bjorkhamn, several):
    found = [[one.title for one in showing.copies_of_service(several, bjorkhamn, ["sv"])]]
    bjorkhamn.parts = [part for part in bjorkhamn.parts if part != "practice"]
    assert [*found, showing.copies_of_service(several, bjorkhamn, ["sv"])] == [["Move sv"], []]


def test_languages_of_a_copy(bjorkhamn, several):
    assert showing.languages_of(bjorkhamn.practice_copies.get(key="move", language="da")) == ["da", "sv"]
