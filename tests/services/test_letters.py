from datetime import UTC, date, datetime

import pytest

from tests.factories.identity import MembershipFactory, UserFactory
from tests.factories.municipalities import DomainFactory, MunicipalityFactory
from tests.factories.services import ServiceFactory, ServiceTextFactory
from verkstad.core.models import Letter
from verkstad.identity.models import Role
from verkstad.services import actions, tasks

TODAY = date(2026, 11, 2)


@pytest.fixture
def town(db):
    """A Danish municipality with a host name of its own."""
    made = MunicipalityFactory(
        slug="egesund", name={"da": "Egesund"}, country="DK", languages=["en"], main_language="en",
        time_zone="Europe/Copenhagen",
    )  # fmt: skip
    DomainFactory(municipality=made, host="egesund.example")
    return made


def member(town, role=Role.SERVICE_OWNER, **changes):
    changes = {"user__first_name": "Bo", "user__last_name": "Dahl", "user__email": "bo@example.org"} | changes
    return MembershipFactory(municipality=town, role=role, **changes)


def service(town, slug, owner=None, reviewed_on=None, **changes):
    made = ServiceFactory(municipality=town, slug=slug, texts=(), owner=owner and owner.user, **changes)
    ServiceTextFactory(service=made, language="en", name=slug.title(), reviewed_on=reviewed_on)


def test_letter_says_what_is_due_before_the_month_is_over(town):
    owner = member(town)
    service(town, "passport", owner, date(2025, 11, 30))
    service(town, "school", owner)
    service(town, "next-month", owner, date(2025, 12, 1))
    service(town, "another's")
    actions.write_owner_letters(town, today=TODAY)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.language, letter.kind, letter.municipality, letter.key) == (
        "bo@example.org",
        "Services to look at in November 2026",
        "en",
        "owner",
        "egesund",
        f"owner-2026-11-{owner.pk}",
    )
    assert letter.text == (
        "Hello Bo Dahl,\n\n"
        "2 of your services should be read through before the month is over:\n"
        "- School, never read through\n"
        "- Passport, last found true on 30 November 2025\n\n"
        "Is it all still true? Then it takes one tap each. If not, change what is wrong:\n"
        "http://egesund.example/en/staff/services/review/?whose=mine\n\n"
        "You get this letter because you look after services of Egesund."
    )


def test_letter_is_in_the_language_that_its_reader_chose(town):
    town.languages = ["en", "sv"]
    town.save()
    service(town, "passport", member(town, language="sv"))
    actions.write_owner_letters(town, today=TODAY)
    letter = Letter.objects.get()
    assert (letter.language, letter.subject) == ("sv", "Tjänster att se över i november 2026")
    assert "http://egesund.example/sv/staff/" in letter.text


def test_letter_names_twenty_and_counts_the_others(town):
    owner = member(town)
    for number in range(22):
        service(town, f"entry-{number:02}", owner)
    actions.write_owner_letters(town, today=TODAY)
    text = Letter.objects.get().text
    assert (text.count("\n- "), "… and 2 more." in text) == (20, True)


def test_letter_is_written_once_a_month(town):
    service(town, "a", member(town))
    for day in (2, 3):
        actions.write_owner_letters(town, today=date(2026, 11, day))
    actions.write_owner_letters(town, today=date(2026, 12, 1))
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_coordinators_are_told_how_many_nobody_looks_after(town, role):
    member(town, role)
    MembershipFactory(municipality=town, role=Role.EDITOR)
    service(town, "of-who-has-left", MembershipFactory(municipality=MunicipalityFactory()))
    service(town, "of-nobody", reviewed_on=TODAY)
    actions.write_owner_letters(town, today=TODAY)
    assert Letter.objects.get().text == (
        "Hello Bo Dahl,\n\n"
        "Nobody looks after 2 entries. Hand them over to somebody:\n"
        "http://egesund.example/en/staff/services/review/owners/\n\n"
        "You get this letter because you look after services of Egesund."
    )


def test_who_has_nothing_to_do_gets_no_letter(town):
    service(town, "a", member(town, Role.ADMINISTRATOR), TODAY)
    actions.write_owner_letters(town, today=TODAY)
    assert not Letter.objects.exists()


def test_who_has_left_gets_no_letter(town):
    service(town, "a", member(town, suspended_at="2026-01-01T00:00Z", suspended_by="system"))
    actions.write_owner_letters(town, today=TODAY)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("at", "is_written"),
    [
        # The 1st of November 2026 is a Sunday; at seven in Copenhagen it is six by UTC.
        (datetime(2026, 11, 1, 9, tzinfo=UTC), False),
        (datetime(2026, 11, 2, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 2, 6, tzinfo=UTC), True),
        (datetime(2026, 11, 7, 9, tzinfo=UTC), True),
        (datetime(2026, 11, 8, 9, tzinfo=UTC), False),
        # A Saturday, and a Tuesday.
        (datetime(2026, 8, 1, 9, tzinfo=UTC), False),
        (datetime(2026, 8, 3, 9, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 9, tzinfo=UTC), True),
    ],
)
def test_letters_are_written_on_the_first_weekday_or_as_soon_as_may_be(town, at, is_written):
    service(town, "a", member(town))
    tasks.write_owner_letters(at)
    assert Letter.objects.exists() == is_written


def test_town_without_a_host_name_does_not_keep_the_letters_of_others(town, settings, caplog):
    settings.DEMO = False
    nameless = MunicipalityFactory(slug="a-first-town")
    service(nameless, "b", MembershipFactory(municipality=nameless, user=UserFactory()))
    service(town, "a", member(town))
    tasks.write_owner_letters(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert Letter.objects.get().municipality == "egesund"
    assert "A-First-Town has no host name" in caplog.text
