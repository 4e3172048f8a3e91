"""What can be learnt is found beside the services, and pushes none of them down."""

import pytest

from tests.factories.courses import CourseFactory
from tests.factories.learning import LESSON, module_document, shipped, taught
from tests.factories.practice import make_copy
from tests.factories.search import make_service
from verkstad.learning.models import PackageEdition, State
from verkstad.municipalities.models import Municipality, Part
from verkstad.practice.models import PracticeCopy
from verkstad.search import actions, queries
from verkstad.search.answers import Answer
from verkstad.search.models import Kind


def groups(answer: Answer) -> list[tuple[str, list[tuple[str, str]]]]:
    """Without pages, of which some guess comes with most words."""
    shown = [group for group in answer.groups if group.kind != Kind.PAGE]
    return [(group.kind.value, [(hit.kind.value, str(hit.name)) for hit in group.hits]) for group in shown]


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    """Where moving is a service, a copy and a module, and a dozen other things can be done."""
    for number in range(12):
        make_service(f"Ärende {number} om gator", municipality=bjorkhamn)
    make_service("Anmäl flytt", municipality=bjorkhamn)
    make_copy(bjorkhamn, title="Öva flytt", intro="Här är allt på låtsas.")
    taught(bjorkhamn, shipped(module_document(title="Flytt på nätet", goal="Du kan anmäla flytt.")))
    actions.keep_index()
    return bjorkhamn


def test_learning_stands_after_the_service(town):
    assert groups(queries.search(town, "flytt", "sv")) == [
        ("service", [("service", "Anmäl flytt")]),
        ("learning", [("module", "Flytt på nätet"), ("copy", "Öva flytt")]),
    ]


def test_what_a_copy_is_about_names_its_made_up_person(town):
    copy = make_copy(town, key="bill", title="Öva räkning", intro="Du är {given_name}.")
    actions.keep_index()
    [hit] = queries.search(town, "öva räkning", "sv").groups[0].hits
    assert hit.summary == f"Du är {copy.editions.get().persona.fields['given_name']}."


def test_learning_leads_when_it_is_asked_for(town):
    assert [kind for kind, _hits in groups(queries.search(town, "öva flytt", "sv"))] == ["learning", "service"]


def test_what_is_asked_to_be_learnt_is_an_answer(town):
    taught(town, shipped(module_document(title="Lösenord"), key="more", kind="add-on"))
    actions.keep_index()
    answers = [queries.search(town, words, "sv") for words in ("lära mig lösenord", "lösenord")]
    assert [answer.is_weak for answer in answers] == [False, True]
    assert groups(answers[0]) == [("learning", [("module", "Lösenord")])]


def test_what_is_less_about_the_words_is_left_out(town):
    goal = "Bra vid en flytt. " + "Du kan läsa, skriva och svara på brev. " * 9
    taught(town, shipped(module_document(title="Posten", goal=goal), key="more", kind="add-on"))
    actions.keep_index()
    group = queries.search(town, "flytt", "sv").group(Kind.LEARNING)
    assert "Posten" not in [hit.name for hit in group.hits]


def test_a_module_is_found_by_its_lessons_and_the_words_they_explain_and_not_by_their_running_text(town):
    words = {"kind": "words", "items": [{"word": "Kuvert", "means": "Det som ett brev ligger i."}]}
    lesson = LESSON | {"title": "Frimärken", "body": [words, {"kind": "text", "text": "Det gäller även bastun."}]}
    taught(town, shipped(module_document(title="Posten", lessons=[lesson]), key="more", kind="add-on"))
    actions.keep_index()
    found = [queries.search(town, word, "sv").total(Kind.LEARNING) for word in ("frimärken", "kuvert", "bastun")]
    assert found == [1, 1, 0]


def test_services_rank_as_if_there_were_nothing_to_learn(town):
    def services() -> list[object]:
        group = queries.search(town, "anmäl flytt gata", "sv").group(Kind.SERVICE)
        return [(hit.name, hit.confidence) for hit in group.hits]

    before = services()
    for number in range(20):
        make_copy(town, key=f"copy-{number}", title=f"Anmäl flytt till gata {number}")
    actions.keep_index()
    assert services() == before


def test_a_package_is_found_by_its_name(town):
    assert groups(queries.search(town, "grundpaketet", "sv")) == [("learning", [("package", "Grundpaketet")])]


def test_what_exists_in_two_languages_is_found_once_in_the_readers(town):
    make_copy(town, language="en", title="Try flytt")
    actions.keep_index()
    group = queries.search(town, "flytt", "en").group(Kind.LEARNING)
    assert [hit.name for hit in group.hits if hit.kind == Kind.COPY] == ["Try flytt"]


def test_a_copy_is_found_by_the_service_that_it_is_of(town):
    service = make_service("Hyra bastu", municipality=town)
    PracticeCopy.objects.update(service=service)
    actions.keep_index()
    assert queries.search(town, "bastu", "sv").total(Kind.LEARNING) == 1


def test_what_is_not_taught_any_more_is_not_found(town):
    PackageEdition.objects.update(state=State.RETIRED)
    actions.keep_index()
    assert groups(queries.search(town, "grundpaketet", "sv")) == []


@pytest.mark.parametrize(("part", "left"), [(Part.PRACTICE, ["module"]), (Part.LEARNING, ["copy"])])
def test_a_part_that_is_switched_off_is_not_found(town, part, left):
    town.parts.remove(part)
    group = queries.search(town, "flytt", "sv").group(Kind.LEARNING)
    assert [hit.kind for hit in group.hits] == left


def test_the_next_page_has_only_services(town):
    assert queries.search(town, "flytt", "sv", page=2).total(Kind.LEARNING) == 0


def test_a_rebuild_gives_the_same(town):
    before = groups(queries.search(town, "flytt", "sv"))
    actions.rebuild_index()
    assert groups(queries.search(town, "flytt", "sv")) == before


def test_a_course_is_found_until_it_is_withdrawn(town):
    course = CourseFactory(municipality=town, slug="surfplatta", title={"sv": "Surfplatta"})
    actions.keep_index()
    assert groups(queries.search(town, "surfplatta", "sv")) == [("learning", [("course", "Surfplatta")])]
    course.withdrawn_at = course.updated_at
    course.save()
    actions.keep_index()
    assert groups(queries.search(town, "surfplatta", "sv")) == []
