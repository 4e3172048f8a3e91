"""Who looks after services is told once a month how many asked about them, in the letter that they get anyway."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from tests.factories.identity import MembershipFactory
from tests.factories.measurement import EnquiryFactory
from tests.factories.municipalities import DomainFactory
from tests.factories.services import ServiceFactory
from tests.measurement.conftest import BEFORE, NOW
from verkstad.core.models import Letter
from verkstad.identity.models import Role
from verkstad.measurement.owner_news import AT_MOST, asked_last_month
from verkstad.measurement.periods import shifted
from verkstad.services.actions import write_owner_letters

FRONT = "https://town.example/en/"
OLDER = shifted(BEFORE, -1)


@pytest.fixture
def owner(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER, language="en")


@pytest.fixture
def parking(owner):
    return ServiceFactory(municipality=owner.municipality, slug="parking", owner=owner.user)


def ask(service, number, day=BEFORE, **values):
    EnquiryFactory(municipality=service.municipality, service=service, number=number, day=day, **values)


def other(owner, slug, number, **values):
    """Somebody else's service, and as many questions about it."""
    service = ServiceFactory(municipality=owner.municipality, slug=slug)
    ask(service, number, **values)
    return service


def news(owner):
    with override("en"):
        return asked_last_month(owner, day=NOW + timedelta(days=2), front=FRONT)


def lines(owner):
    return news(owner).splitlines()[1:]


def test_it_tells_how_many_asked_and_how_many_the_month_before(owner, parking):
    ask(parking, 12)
    ask(parking, 8, OLDER)
    ask(parking, 99, NOW)
    other(owner, "childcare", 30)
    assert news(owner) == (
        f"So many asked about your services in {BEFORE:%B %Y} (in brackets: the month before):\n"
        "- parking (sv): 12 (8)\n"
        f"  {FRONT}staff/measurement/services/parking/"
    )


def test_it_tells_how_many_could_have_been_avoided_and_the_most_usual_reason(owner, parking):
    ask(parking, 10)
    ask(parking, 8, avoidable_because="no_eid")
    ask(parking, 12, avoidable_because="text_unclear")
    assert lines(owner)[1] == "  67 % could have been avoided, most often: The text was hard to understand"


@pytest.mark.parametrize(("avoidable", "others"), [(4, 20), (20, 4), (4, 4)])
def test_share_is_not_told_where_those_or_the_others_are_few(owner, parking, avoidable, others):
    ask(parking, others)
    ask(parking, avoidable, avoidable_because="no_eid")
    assert "avoided" not in news(owner)


def test_reason_that_few_gave_is_not_told(owner, parking):
    ask(parking, 10)
    for reason in ("no_eid", "text_unclear", "language"):
        ask(parking, 4, avoidable_because=reason)
    assert lines(owner)[1] == "  55 % could have been avoided"


def test_few_are_not_numbers(owner, parking):
    ask(parking, 4)
    ask(parking, 1, OLDER)
    assert lines(owner)[0] == "- parking (sv): <5 (<5)"


def test_number_that_would_tell_another_is_held_back(owner, parking):
    """As on the page of all services: who knows the total could subtract."""
    ask(parking, 9)
    other(owner, "childcare", 3)
    assert lines(owner)[0] == "- parking (sv): ≥5 (0)"


def test_services_of_others_and_of_other_towns_are_not_told(owner, parking, egesund):
    other(owner, "childcare", 30)
    ask(ServiceFactory(municipality=egesund, slug="theirs", owner=owner.user), 30)
    assert news(owner) == ""


def test_services_that_nobody_asked_about_last_month_are_not_told(owner, parking):
    ask(parking, 8, OLDER)
    ask(parking, 8, NOW)
    assert news(owner) == ""


def test_most_asked_come_first_and_the_rest_is_counted(owner):
    for number in range(AT_MOST + 2):
        slug = f"service-{number:02}"
        ask(ServiceFactory(municipality=owner.municipality, slug=slug, owner=owner.user), 10 + number)
    told = lines(owner)
    assert (told[0], told[-2:]) == (
        "- service-11 (sv): 21 (0)",
        ["… and 2 more.", f"{FRONT}staff/measurement/services/"],
    )
    assert len([line for line in told if line.startswith("- ")]) == AT_MOST


@pytest.fixture
def reviewed(parking):
    """Nothing else to tell about it."""
    DomainFactory(municipality=parking.municipality, host="town.example")
    parking.texts.update(reviewed_on=NOW)
    ask(parking, 12)
    return parking


def test_it_is_a_letter_by_itself_when_nothing_is_to_be_read_through_and_comes_once(owner, reviewed):
    for _turn in range(2):
        write_owner_letters(owner.municipality, today=NOW)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (owner.user.email, f"Your services, {NOW:%B %Y}")
    assert f"- parking (sv): 12 (0)\n  http://town.example/en/{'staff/measurement/services/parking/'}" in letter.text


def test_it_stands_in_the_letter_about_what_is_to_be_read_through(owner, reviewed):
    reviewed.texts.update(reviewed_on=None)
    write_owner_letters(owner.municipality, today=NOW)
    letter = Letter.objects.get()
    assert (letter.subject, "never read through" in letter.text, ": 12 (0)" in letter.text) == (
        f"Services to look at in {NOW:%B %Y}", True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Så många frågade om dina tjänster"), ("da", "Så mange spurgte om dine emner")],
)
def test_it_is_in_the_language_of_its_reader(owner, reviewed, language, words):
    owner.language = language
    owner.save()
    write_owner_letters(owner.municipality, today=NOW)
    assert words in Letter.objects.get().text
