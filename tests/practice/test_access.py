"""Who sees and changes which copy; what is of another municipality is not there."""

import pytest
from django.http import Http404
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.practice import PersonaFactory, make_copy, make_draft, make_recorded
from verkstad.identity.models import Role
from verkstad.practice import access
from verkstad.practice.actions import copies as actions
from verkstad.practice.models import Offer, PracticeGroup, RecordedFlag
from verkstad.practice.queries.showing import titles_in

NOW = timezone.now


def shown(municipality, *languages):
    edition = access.get_edition_for_resident(municipality, "move", list(languages))
    return edition.copy.language


def test_residents_get_the_first_of_their_languages(bjorkhamn):
    make_copy(bjorkhamn)
    make_copy(bjorkhamn, language="da")
    assert [shown(bjorkhamn, "da", "sv"), shown(bjorkhamn, "en", "sv"), shown(bjorkhamn, "en")] == ["da", "sv", "da"]


def test_residents_see_no_draft_and_nothing_of_another_town(bjorkhamn, egesund):
    make_draft(bjorkhamn)
    make_copy(egesund)
    with pytest.raises(Http404):
        shown(bjorkhamn, "sv")


def test_nobody_practises_where_it_is_switched_off(bjorkhamn):
    make_copy(bjorkhamn)
    bjorkhamn.parts = [part for part in bjorkhamn.parts if part != "practice"]
    with pytest.raises(Http404):
        shown(bjorkhamn, "sv")
    assert titles_in(bjorkhamn, "sv") == {}


def test_staff_get_what_is_theirs(bjorkhamn, egesund):
    mine, theirs = make_draft(bjorkhamn), make_draft(egesund)
    assert access.get_copy_for_staff(bjorkhamn, mine.copy_id) == mine.copy
    with pytest.raises(Http404):
        access.get_copy_for_staff(bjorkhamn, theirs.copy_id)


def test_screen_is_found_in_its_edition(bjorkhamn):
    draft, other = make_draft(bjorkhamn), make_draft(bjorkhamn, key="other")
    screen = access.get_screen_for_staff(draft, "start")
    assert (screen, screen.edition) == (draft.screens.get(), draft)
    other.screens.update(key="elsewhere")
    with pytest.raises(Http404):
        access.get_screen_for_staff(draft, "elsewhere")


def test_person_is_of_the_municipality(bjorkhamn, egesund):
    mine = PersonaFactory(municipality=bjorkhamn)
    PersonaFactory(municipality=egesund, key="theirs")
    assert access.get_persona_for_staff(bjorkhamn, "karin") == mine
    with pytest.raises(Http404):
        access.get_persona_for_staff(bjorkhamn, "theirs")


def test_flags_are_of_the_edition(bjorkhamn, egesund):
    mine, theirs = make_recorded(bjorkhamn), make_recorded(egesund)
    flags = [RecordedFlag.objects.create(recorded=one.screens.get().recorded, why="name") for one in (mine, theirs)]
    asked = [str(flag.pk) for flag in flags] + ["x", "²", "9" * 30]
    assert access.get_flags_for_staff(mine, asked) == flags[:1]
    with pytest.raises(Http404):
        access.get_flags_for_staff(mine, [str(flags[1].pk)])


def test_what_somebody_brought_is_theirs_until_it_is_taken(bjorkhamn, egesund):
    member = MembershipFactory(municipality=bjorkhamn)
    offered = {"municipality": bjorkhamn, "maker": "Egesund", "offered_at": NOW()}
    mine = Offer.objects.create(**offered, offered_by=member.actor)
    assert access.get_offer_for_staff(member, mine.pk) == mine
    for other in (MembershipFactory(municipality=bjorkhamn), MembershipFactory(municipality=egesund, user=member.user)):
        with pytest.raises(Http404):
            access.get_offer_for_staff(other, mine.pk)
    Offer.objects.update(taken_at=NOW())
    with pytest.raises(Http404):
        access.get_offer_for_staff(member, mine.pk)


@pytest.fixture
def group(bjorkhamn):
    tutor = MembershipFactory(municipality=bjorkhamn)
    copy = make_copy(bjorkhamn)
    return PracticeGroup.objects.create(municipality=bjorkhamn, copy=copy, opened_by=tutor.user, opened_at=NOW())


def test_group_is_joined_until_it_is_over(bjorkhamn, egesund, group):
    assert access.get_group(bjorkhamn, group.code.upper()) == group
    with pytest.raises(Http404):
        access.get_group(egesund, group.code)
    PracticeGroup.objects.update(closed_at=NOW())
    with pytest.raises(Http404):
        access.get_group(bjorkhamn, group.code)


def test_group_is_seen_by_who_opened_it(bjorkhamn, group):
    tutor = group.opened_by.memberships.get()
    assert access.get_group_for_tutor(tutor, group.code) == group
    with pytest.raises(Http404):
        access.get_group_for_tutor(MembershipFactory(municipality=bjorkhamn), group.code)


@pytest.mark.parametrize(
    ("role", "owns", "expected"),
    [
        (Role.READER, True, False),
        (Role.HELPER, True, False),
        (Role.SERVICE_OWNER, False, False),
        (Role.SERVICE_OWNER, True, True),
        (Role.EDITOR, False, True),
    ],
)
def test_who_changes_a_copy(bjorkhamn, role, owns, expected):
    member = MembershipFactory(municipality=bjorkhamn, role=role)
    copy = actions.change_copy(make_draft(bjorkhamn).copy, service=None, owner=member.user if owns else None)
    assert access.can_edit_copy(member, copy) == expected


def test_nobody_changes_a_copy_of_another_town(bjorkhamn, egesund):
    member = MembershipFactory(municipality=egesund, role=Role.ADMINISTRATOR)
    assert not access.can_edit_copy(member, make_draft(bjorkhamn).copy)
