"""Giving copies away and taking them: signed, at most one file looked at by each, and nothing half-taken."""

import hashlib
from io import BytesIO

import pytest
from django.db import IntegrityError

from tests.factories.identity import MembershipFactory
from tests.factories.practice import (
    CHECKED,
    FIELDS,
    PersonaFactory,
    document,
    make_copy,
    make_draft,
    make_offer,
    persona_document,
    recorded_screen,
    shared_file,
    step,
)
from tests.practice.recorded.trees import el, tree
from verkstad.core.models import AuditEntry
from verkstad.practice import access, keys, sharing
from verkstad.practice.actions import copies
from verkstad.practice.actions import sharing as actions
from verkstad.practice.actions.copies import NotNow
from verkstad.practice.actions.screens import write_pages
from verkstad.practice.documents import Refused
from verkstad.practice.models import Asset, Offer, Persona, PracticeCopy, Recorded, RecordedFlag, Screen, State
from verkstad.practice.queries.documents import document_of
from verkstad.practice.queries.documents import persona_document as persona_of
from verkstad.practice.queries.sharing import KnownKey, known_key
from verkstad.practice.recorded import archive, stored
from verkstad.practice.recorded.pages import PageRefused
from verkstad.practice.sharing import Maker, RecordedScreen

MAKER = Maker("Björkhamn", "https://bjorkhamn.example/")
SHOWN, HIDDEN = (hashlib.sha256(content).hexdigest() for content in (b"shown", b"hidden"))
TREE = stored.dump(
    tree(el("img", src="/a.png", alt="Logga"), el("button", "Ring 070-123 45 67"), base="https://a.example/")
)
ADDRESSES = {"https://a.example/a.png": SHOWN, "https://a.example/b.png": HIDDEN}


def last_act():
    return AuditEntry.objects.latest("pk").action


def recorded_file(**changes):
    """With a screen that was recorded, which has a picture and a telephone number on it."""
    written = recorded_screen("start", title="Startsidan", steps=(step("start-it", target="6"),))
    return shared_file(
        document=document(written, licence="CC BY 4.0"),
        screens={"start": RecordedScreen(TREE, {"https://a.example/a.png": SHOWN})},
        assets={SHOWN: archive.Asset("image/png", b"shown")},
        **changes,
    )


def offered(municipality, content, by="me"):
    return actions.offer(content, municipality=municipality, by=by)


def taken(offer, instead_of=None, by="me"):
    return actions.take(offer, instead_of=instead_of, owner=None, by=by)


@pytest.fixture
def published(bjorkhamn):
    return make_copy(bjorkhamn, licence="CC BY 4.0").editions.get()


def test_what_residents_see_is_shared_under_the_towns_own_key(published):
    content = actions.share(published, made_by=MAKER, by="me")
    read, key = sharing.read(BytesIO(content))
    assert (read.document, read.persona) == (document_of(published), persona_of(published.persona))
    assert (read.made_by, key) == (MAKER, keys.public_key(keys.key_of("bjorkhamn")))
    assert last_act() == "practice_copy.shared"


def test_what_nobody_may_use_is_not_shared(bjorkhamn):
    with pytest.raises(actions.NoLicence):
        actions.share(make_copy(bjorkhamn).editions.get(), made_by=MAKER)


def test_what_residents_do_not_see_is_not_shared(bjorkhamn):
    with pytest.raises(NotNow):
        actions.share(make_draft(bjorkhamn, licence="CC0"), made_by=MAKER)


def test_only_pictures_that_are_still_shown_are_shared(bjorkhamn, published):
    Asset.objects.create(sha256=SHOWN, kind="image/png", content=b"shown")
    Asset.objects.create(sha256=HIDDEN, kind="image/png", content=b"hidden")
    there = Recorded.objects.create(copy=published.copy, tree=TREE, assets=ADDRESSES)
    published.screens.update(source="recorded", recorded=there, body=[])
    published.screens.get().steps.update(target="6")
    write_pages(Screen.objects.filter(edition=published))
    read, _key = sharing.read(BytesIO(actions.share(published, made_by=MAKER)))
    assert read.assets == {SHOWN: archive.Asset("image/png", b"shown")}
    assert read.screens == {"start": RecordedScreen(TREE, {"https://a.example/a.png": SHOWN})}


def test_a_file_is_kept_until_it_is_looked_at(bjorkhamn):
    offer = offered(bjorkhamn, shared_file())
    assert (bytes(offer.content), offer.public_key) == (shared_file(), keys.public_key(keys.key_of("egesund")))
    assert (offer.maker, str(offer), last_act()) == (
        "Egesund, https://egesund.example/", "Egesund, https://egesund.example/", "practice_offer.brought",
    )  # fmt: skip


def test_the_next_file_takes_the_place_of_what_the_same_person_left(bjorkhamn):
    other, _first, second = offered(bjorkhamn, shared_file(), "other"), *[offered(bjorkhamn, shared_file())] * 2
    assert set(Offer.objects.all()) == {other, second}


def test_database_holds_one_file_for_each_who_looks(bjorkhamn):
    offer = offered(bjorkhamn, shared_file())
    offer.pk = None
    with pytest.raises(IntegrityError):
        offer.save(force_insert=True)


def test_a_file_that_lies_is_not_kept(bjorkhamn):
    with pytest.raises(Refused):
        offered(bjorkhamn, b"PK")
    assert not Offer.objects.exists()


def test_a_file_can_be_left(bjorkhamn):
    actions.leave(offered(bjorkhamn, shared_file()), by="me")
    assert (Offer.objects.count(), last_act()) == (0, "practice_offer.left")


def test_what_is_taken_is_a_draft_with_its_person(bjorkhamn):
    offer = offered(bjorkhamn, shared_file())
    edition = taken(offer)
    assert (edition.state, edition.made_by, edition.copy.municipality) == (State.DRAFT, "me", bjorkhamn)
    assert document_of(edition) == document(licence="CC BY 4.0", origin="Egesund, https://egesund.example/")
    assert (persona_of(edition.persona), last_act()) == (persona_document(), "practice_offer.taken")
    offer.refresh_from_db()
    assert (bytes(offer.content), offer.taken_at is not None) == (b"", True)


def test_who_made_it_first_stays_known(bjorkhamn):
    edition = taken(offered(bjorkhamn, shared_file(document=document(licence="CC0", origin="Nordby"))))
    assert edition.origin == "Nordby → Egesund, https://egesund.example/"


def test_a_file_is_taken_once(bjorkhamn):
    offer = offered(bjorkhamn, shared_file())
    taken(offer)
    with pytest.raises(NotNow):
        taken(offer)


def test_the_same_person_is_not_made_twice(bjorkhamn):
    assert taken(offered(bjorkhamn, shared_file())).persona == taken(offered(bjorkhamn, shared_file())).persona


def test_another_person_of_the_same_key_gets_a_free_one_once(bjorkhamn):
    PersonaFactory(municipality=bjorkhamn, fields=FIELDS | {"given_name": "Kajsa"})
    drafts = [taken(offered(bjorkhamn, shared_file())) for _ in range(2)]
    assert [edition.persona.key for edition in drafts] == ["karin-2", "karin-2"]
    assert Persona.objects.get(key="karin").fields["given_name"] == "Kajsa"


def test_a_long_key_of_a_person_has_room_for_a_number(bjorkhamn):
    key = "k" * 40
    PersonaFactory(municipality=bjorkhamn, key=key)
    file = shared_file(persona=persona_document(key=key), document=document(persona=key, licence="CC0"))
    assert taken(offered(bjorkhamn, file)).persona.key == "k" * 35


def test_a_copy_of_the_same_key_and_language_stays_as_it_is(bjorkhamn, published):
    edition = taken(offered(bjorkhamn, shared_file()))
    assert (edition.copy.key, published.copy.editions.count()) == ("move-2", 1)


def test_the_same_copy_in_another_language_belongs_to_it(bjorkhamn, published):
    edition = taken(offered(bjorkhamn, shared_file(document=document(language="da", licence="CC0"))))
    assert edition.copy.key == "move"


def test_it_becomes_a_draft_of_what_is_here_when_that_is_chosen(bjorkhamn, published):
    file = shared_file(document=document(title="Nytt", licence="CC0"))
    edition = taken(offered(bjorkhamn, file), instead_of=published.copy)
    assert (edition.copy, edition.number, edition.title) == (published.copy, 2, "Nytt")


def test_nobodys_draft_is_written_over(bjorkhamn, published):
    copies.start_draft(published.copy, by="other")
    offer = offered(bjorkhamn, shared_file())
    with pytest.raises(NotNow):
        taken(offer, instead_of=published.copy)
    offer.refresh_from_db()
    assert (offer.taken_at, bytes(offer.content)) == (None, shared_file())


def test_what_was_recorded_is_pointed_out_anew_for_a_second_person(bjorkhamn):
    edition = taken(offered(bjorkhamn, recorded_file()))
    assert list(RecordedFlag.objects.values_list("why", "excerpt", "recorded__screens__key")) == [
        ("picture", "Logga", "start"),
        ("phone", "070-123 45 67", "start"),
    ]
    with pytest.raises(copies.NotReady, match="2"):
        copies.publish(edition, checked_on=CHECKED, by="second")
    RecordedFlag.objects.update(settled_by="second", settled_at="2026-11-01T12:00Z")
    with pytest.raises(copies.NeedsSecondPerson):
        copies.publish(edition, checked_on=CHECKED, by="me")
    copies.publish(edition, checked_on=CHECKED, by="second")


def test_what_was_recorded_looks_as_it_did(bjorkhamn):
    edition = taken(offered(bjorkhamn, recorded_file()))
    screen = edition.screens.get()
    assert bytes(screen.recorded.tree) == TREE
    assert f'<img src="/practice-asset/{SHOWN}" alt="Logga">' in screen.page
    assert bytes(Asset.objects.get().content) == b"shown"


def test_nothing_is_half_taken(bjorkhamn, monkeypatch):
    """What is allowed on a page may change between the look at the file and its taking."""
    offer = offered(bjorkhamn, recorded_file())
    monkeypatch.setattr("verkstad.practice.actions.screens.page_of", refuse)
    with pytest.raises(PageRefused):
        taken(offer)
    kept = [PracticeCopy, Persona, Recorded, RecordedFlag, Asset, Offer]
    assert [model.objects.count() for model in kept] == [0, 0, 0, 0, 0, 1]
    offer.refresh_from_db()
    assert offer.taken_at is None


def refuse(*_arguments):
    raise PageRefused("Startsidan", "is refused")


def test_a_key_is_known_by_what_was_taken_before(bjorkhamn, egesund):
    taken(offered(bjorkhamn, shared_file()))
    taken(offered(bjorkhamn, shared_file(keys.key_of("false"))))
    taken(offered(egesund, shared_file()))
    offer = offered(bjorkhamn, shared_file())
    assert known_key(bjorkhamn, offer.public_key, offer.maker) == KnownKey(taken=1, others=1)
    assert known_key(egesund, "new", offer.maker) == KnownKey(taken=0, others=1)


def test_who_brought_a_file_gets_it_until_it_is_taken(bjorkhamn, egesund):
    member = MembershipFactory(municipality=bjorkhamn)
    offer = make_offer(bjorkhamn, member.actor)
    assert access.get_offer_for_staff(member, offer.pk) == offer
    for other in (make_offer(bjorkhamn, "other"), make_offer(egesund, member.actor)):
        with pytest.raises(access.Http404):
            access.get_offer_for_staff(member, other.pk)
