"""The pages on which copies leave for other municipalities, and come from them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.practice import PersonaFactory, document, make_copy, make_draft, make_offer, screen, shared_file
from tests.practice.test_taking import recorded_file
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice import keys, sharing
from verkstad.practice.actions import copies
from verkstad.practice.actions import sharing as actions
from verkstad.practice.models import Edition, Offer, PracticeCopy
from verkstad.practice.sharing import Maker

FRONT = "/bjorkhamn/sv/staff/practice"
THEIRS = keys.fingerprint(keys.public_key(keys.key_of("egesund")))
OURS = keys.fingerprint(keys.public_key(keys.key_of("bjorkhamn")))


def bring(client, content=None, **changes):
    file = SimpleUploadedFile("move.sv.verkstad-copy.zip", content or shared_file(**changes))
    return client.post(f"{FRONT}/new/shared/", {"file": file})


@pytest.fixture
def offer(bjorkhamn, editor):
    return make_offer(bjorkhamn, editor.actor)


def address(offer, end=""):
    return f"{FRONT}/offers/{offer.pk}/{end}"


def test_what_is_shown_is_downloaded_as_a_file_of_the_municipality(client, bjorkhamn, editor):
    copy = make_copy(bjorkhamn, licence="CC BY 4.0")
    assert OURS in client.get(f"{FRONT}/{copy.pk}/share/").text
    response = client.post(f"{FRONT}/{copy.pk}/share/file/")
    read, key = sharing.read(BytesIO(response.content))
    assert response["Content-Disposition"] == 'attachment; filename="move.sv.verkstad-copy.zip"'
    assert (read.made_by, keys.fingerprint(key)) == (Maker("Björkhamn", "http://testserver/bjorkhamn/"), OURS)


@pytest.mark.parametrize(("make", "why"), [(make_draft, "Publicera"), (make_copy, "CC BY 4.0")])
def test_without_licence_or_readers_there_is_no_file(client, bjorkhamn, editor, make, why):
    made = make(bjorkhamn)
    copy = made.copy if isinstance(made, Edition) else made
    page = client.get(f"{FRONT}/{copy.pk}/share/")
    assert (why in page.text, "share/file" in page.text) == (True, False)
    assert client.post(f"{FRONT}/{copy.pk}/share/file/").url == f"{FRONT}/{copy.pk}/share/"


def test_what_came_is_shown_before_it_is_taken(client, bjorkhamn, editor):
    response = bring(client, recorded_file())
    page = client.get(response.url)
    assert [
        text
        for text in ("Anmäl flytt", "Egesund", "https://egesund.example/", "CC BY 4.0", "Startsidan", "Karin", THEIRS)
        if text not in page.text
    ] == []
    assert {str(why): number for why, number in page.context["flags"]} == {"A telephone number": 1, "A picture": 1}
    assert not PracticeCopy.objects.exists()


def test_what_is_to_be_put_right_in_it_is_told_before_it_is_taken(client, bjorkhamn, editor):
    asking = screen("start", title="Hej {pet}")
    page = client.get(bring(client, document=document(asking, licence="CC0")).url)
    assert [problem.screen for problem in page.context["problems"]] == ["Hej {pet}"]


@pytest.mark.parametrize(("by", "known"), [("egesund", (1, 0)), ("false", (0, 1))])
def test_a_key_that_is_known_or_not_is_told(client, bjorkhamn, editor, by, known):
    before = actions.offer(shared_file(keys.key_of(by)), municipality=bjorkhamn, by="other")
    actions.take(before, instead_of=None, owner=None, by="other")
    page = client.get(bring(client).url)
    assert (page.context["known"].taken, page.context["known"].others) == known


def test_a_file_that_lies_is_refused_beside_its_field(client, bjorkhamn, editor):
    page = bring(client, b"PK")
    assert "file" in page.context["form"].errors
    assert not Offer.objects.exists()


def test_no_file_is_asked_for(client, bjorkhamn, editor):
    assert "file" in client.post(f"{FRONT}/new/shared/").context["form"].errors


def test_a_file_that_is_too_large_is_refused(client, bjorkhamn, editor, settings):
    settings.LARGEST_UPLOAD = 10
    assert "10" in str(bring(client).context["form"].errors["file"])


def test_it_is_taken_as_a_draft(client, offer):
    response = client.post(address(offer))
    assert response.url == f"{FRONT}/{PracticeCopy.objects.get().pk}/"
    assert client.get(address(offer)).status_code == 404


def test_what_was_recorded_goes_to_review(client, bjorkhamn, editor):
    response = client.post(bring(client, recorded_file()).url)
    assert response.url == f"{FRONT}/{PracticeCopy.objects.get().pk}/review/"


def test_it_becomes_a_draft_of_what_is_here_only_when_chosen(client, bjorkhamn, offer):
    here = make_copy(bjorkhamn)
    assert client.post(address(offer)).context["form"].errors == {"becomes": ["This field is required."]}
    client.post(address(offer), {"becomes": "instead"})
    assert here.editions.count() == 2


def test_somebodys_draft_is_not_written_over(client, bjorkhamn, offer):
    here = make_copy(bjorkhamn)
    copies.start_draft(here)
    response = client.post(address(offer), {"becomes": "instead"})
    assert (response.url, Offer.objects.get().taken_at) == (address(offer), None)


def test_it_is_left(client, offer):
    client.post(address(offer, "leave/"))
    assert not Offer.objects.exists()


def test_only_who_brought_it_sees_it(client, bjorkhamn, editor):
    assert client.get(address(make_offer(bjorkhamn, "other"))).status_code == 404


def test_what_may_no_longer_be_taken_is_told(client, offer):
    Offer.objects.update(content=b"PK")
    assert [client.get(address(offer)).url, client.post(address(offer)).url] == [f"{FRONT}/new/shared/"] * 2


def test_a_person_here_stays_who_they_are(client, bjorkhamn, offer):
    PersonaFactory(municipality=bjorkhamn, story={"sv": "En annan."})
    client.post(address(offer))
    assert set(Edition.objects.values_list("persona__key", flat=True)) == {"karin-2"}


def test_service_owners_share_their_own_and_bring_nothing(client, bjorkhamn):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    copy = make_copy(bjorkhamn)
    assert client.get(f"{FRONT}/{copy.pk}/share/").status_code == 403
    copies.change_copy(copy, service=None, owner=member.user)
    assert [client.get(f"{FRONT}/{end}").status_code for end in (f"{copy.pk}/share/", "new/shared/")] == [200, 403]
