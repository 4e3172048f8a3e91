"""One copy: drafts, publishing, and what may be changed of it."""

import pytest

from tests.factories.practice import document, make_copy, make_draft, make_recorded, screen, step
from tests.factories.search import make_service
from tests.factories.services import LocalServiceFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice.actions import copies as actions
from verkstad.practice.documents import dump_copy
from verkstad.practice.models import PracticeCopy, State
from verkstad.practice.queries.documents import document_of

PAGES = "/bjorkhamn/en/staff/practice/"


def states(copy):
    return list(copy.editions.order_by("number").values_list("state", flat=True))


def told(response):
    return [str(message) for message in response.context["messages"]]


def act(client, copy, do):
    return client.post(f"{PAGES}{copy.pk}/act/", {"do": do}, follow=True)


def test_draft_is_begun_reviewed_sent_back_and_dropped(client, editor, shown):
    seen = []
    for do in ("start", "review", "back", "drop"):
        act(client, shown, do)
        seen.append(states(shown)[1:])
    assert seen == [[State.DRAFT], [State.REVIEW], [State.DRAFT], []]


def test_copy_is_withdrawn_and_compared(client, editor, shown):
    before = shown.editions.get().checked_on
    act(client, shown, "checked")
    act(client, shown, "withdraw")
    assert (shown.editions.get().checked_on > before, states(shown)) == (True, [State.RETIRED])


def test_copy_that_was_never_shown_goes_with_its_draft(client, editor, draft):
    response = act(client, draft.copy, "drop")
    assert (response.request["PATH_INFO"], PracticeCopy.objects.exists()) == (PAGES, False)


@pytest.mark.parametrize("do", ["drop", "review", "back", "withdraw", "checked"])
def test_second_of_two_at_once_is_told(client, editor, bjorkhamn, do):
    copy = make_copy(bjorkhamn) if do in ("drop", "review", "back") else make_draft(bjorkhamn).copy
    assert told(act(client, copy, do)) == ["Somebody else was quicker. This is how it is now."]


def test_what_is_not_ready_is_told(client, editor, bjorkhamn):
    copy = make_draft(bjorkhamn, screen(steps=())).copy
    page = act(client, copy, "review")
    assert (told(page), [one.reason for one in page.context["problems"]]) == (
        ["First put right what stands under “To put right”."],
        ["There are no steps."],
    )


def test_draft_is_published(client, editor, draft):
    client.post(f"{PAGES}{draft.copy_id}/publish/", {"checked_on": "2026-11-01"})
    draft.refresh_from_db()
    assert (draft.state, str(draft.checked_on), draft.reviewed_by) == (State.PUBLISHED, "2026-11-01", editor.actor)


def test_it_cannot_have_been_compared_tomorrow(client, editor, draft):
    page = client.post(f"{PAGES}{draft.copy_id}/publish/", {"checked_on": "2999-01-01"})
    assert page.context["checked_form"].errors == {"checked_on": ["This day has not come yet."]}


def test_what_is_published_already_is_told(client, editor, shown):
    page = client.post(f"{PAGES}{shown.pk}/publish/", {"checked_on": "2026-11-01"}, follow=True)
    assert told(page) == ["Somebody else was quicker. This is how it is now."]


def test_who_recorded_it_does_not_publish_it(client, editor, bjorkhamn):
    draft = make_recorded(bjorkhamn, made_by=editor.actor)
    address = f"{PAGES}{draft.copy_id}/publish/"
    page = client.post(address, {"checked_on": "2026-11-01"}, follow=True)
    assert told(page) == ["It was recorded, so somebody else than you has to publish it."]
    sign_in(client, Role.EDITOR, bjorkhamn)
    client.post(address, {"checked_on": "2026-11-01"})
    assert states(draft.copy) == [State.PUBLISHED]


def test_service_and_owner_are_changed(client, editor, bjorkhamn, draft):
    service = make_service("Flytta hit", municipality=bjorkhamn)
    client.post(f"{PAGES}{draft.copy_id}/facts/", {"service": "Flytta hit", "owner": editor.actor})
    copy = PracticeCopy.objects.get()
    assert (copy.service, copy.owner) == (service, editor.user)
    client.post(f"{PAGES}{copy.pk}/facts/", {"service": "", "owner": ""})
    copy = PracticeCopy.objects.get()
    assert (copy.service, copy.owner) == (None, None)


def test_unknown_service_is_told_at_its_field(client, editor, draft):
    page = client.post(f"{PAGES}{draft.copy_id}/facts/", {"service": "Gone"})
    assert page.context["facts_form"].errors == {
        "service": ["There is no service of this name. Choose one of the list."]
    }


def test_service_that_is_out_of_sight_stays(client, editor, bjorkhamn, draft):
    service = make_service("Flytta hit", municipality=bjorkhamn)
    actions.change_copy(draft.copy, service=service, owner=None)
    LocalServiceFactory(municipality=bjorkhamn, service=service, is_hidden=True)
    client.post(f"{PAGES}{draft.copy_id}/facts/", {"service": "Flytta hit"})
    assert PracticeCopy.objects.get().service == service


def test_service_owner_changes_what_is_theirs(client, bjorkhamn, draft):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    address = f"{PAGES}{draft.copy_id}/facts/"
    refused = client.post(address, {"service": ""}).status_code
    actions.change_copy(draft.copy, service=None, owner=member.user)
    allowed = client.post(address, {"service": "", "owner": ""}).status_code
    assert (refused, allowed, PracticeCopy.objects.get().owner) == (403, 302, member.user)


WORDS = {"title": "Ny titel", "intro": "Nytt.", "persona": "karin", "licence": "CC0"}


def test_words_around_the_screens_are_changed_in_a_draft(client, editor, shown):
    client.post(f"{PAGES}{shown.pk}/words/", WORDS)
    assert [(one.state, one.title) for one in shown.editions.order_by("number")] == [
        (State.PUBLISHED, "Visad"),
        (State.DRAFT, "Ny titel"),
    ]


def test_words_are_kept_when_one_is_wrong(client, editor, draft):
    form = client.post(f"{PAGES}{draft.copy_id}/words/", WORDS | {"title": ""}).context["form"]
    assert (list(form.errors), form["intro"].value()) == (["title"], "Nytt.")


def test_form_of_words_shows_what_there_is(client, editor, draft):
    form = client.get(f"{PAGES}{draft.copy_id}/words/").context["form"]
    assert {bound.name: bound.value() for bound in form} == {
        "title": "Anmäl flytt", "intro": "Öva.", "persona": "karin", "licence": "",
    }  # fmt: skip


def test_words_wait_while_it_is_reviewed(client, editor, draft):
    actions.ask_for_review(draft)
    page = client.post(f"{PAGES}{draft.copy_id}/words/", WORDS, follow=True)
    assert told(page) == ["It waits for a second person, so it cannot be changed now."]


def test_copy_is_removed_after_one_has_been_asked(client, editor, shown):
    asked = client.get(f"{PAGES}{shown.pk}/remove/").status_code
    client.post(f"{PAGES}{shown.pk}/remove/")
    assert (asked, PracticeCopy.objects.exists()) == (200, False)


def test_document_goes_out_and_in_again(client, editor, draft):
    file = client.get(f"{PAGES}{draft.copy_id}/document/file/")
    assert (file["Content-Disposition"], file.text) == ('attachment; filename="move.sv.yaml"', dump_copy(document()))
    client.post(f"{PAGES}{draft.copy_id}/document/", {"text": file.text.replace("Öva.", "Träna.")})
    assert document_of(draft.copy.editions.get()).intro == "Träna."


REFUSED = {
    "another language": (document(language="da"), "It is in another language than this copy."),
    "nobody": (document(persona="bo"), "There is no practice person with the key bo here."),
    "recorded": (
        document(screen(source="recorded", body=[])),
        "start: was recorded, and what was recorded is not here.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_document_is_refused(client, editor, draft, what):
    sent, reason = REFUSED[what]
    page = client.post(f"{PAGES}{draft.copy_id}/document/", {"text": dump_copy(sent)})
    assert page.context["form"].errors == {"text": [reason]}
    assert document_of(draft.copy.editions.get()) == document()


def test_document_waits_while_it_is_reviewed(client, editor, draft):
    actions.ask_for_review(draft)
    page = client.post(f"{PAGES}{draft.copy_id}/document/", {"text": dump_copy(document())})
    assert page.context["form"].errors == {"text": ["It waits for a second person, so it cannot be changed now."]}


def test_readers_look_at_all_and_change_nothing(client, bjorkhamn, draft, shown):
    sign_in(client, Role.READER, bjorkhamn)
    looked = [client.get(f"{PAGES}{one}/{page}").status_code
              for one in (draft.copy_id, shown.pk) for page in ("", "screens/start/", "document/file/")]  # fmt: skip
    assert looked == [200] * 6
    assert client.post(f"{PAGES}{draft.copy_id}/screens/start/", {"title": "Nej"}).status_code == 200
    assert document_of(draft) == document()


def test_problems_are_told_in_the_readers_language(client, editor, bjorkhamn):
    copy = make_draft(bjorkhamn, screen(steps=(step(target="gone"),))).copy
    page = client.get(f"/bjorkhamn/sv/staff/practice/{copy.pk}/")
    assert [one.reason for one in page.context["problems"]] == [
        "Steget ”Skicka anmälan.” pekar på gone, som inte finns."
    ]
