"""Screens: in order, and each as a form with its result beside."""

import re

import pytest
from django.urls import resolve

from tests.factories.practice import (
    document,
    eid_screen,
    make_copy,
    make_draft,
    make_recorded,
    screen,
    step,
)
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice.actions import copies as actions
from verkstad.practice.editing import fingerprint
from verkstad.practice.models import PracticeCopy
from verkstad.practice.queries.documents import document_of

PAGES = "/bjorkhamn/en/staff/practice/"
# One block of each kind, with all that it can have.
KINDS = [
    {"kind": "heading", "text": "Anmäl flytt"},
    {"kind": "text", "text": "Hej {given_name}!\n\n- en sak"},
    {"kind": "note", "look": "warning", "title": "Obs", "text": "Läs."},
    {"kind": "line", "key": "day", "type": "date", "label": "Dag", "help": "Hjälp", "value": "2027", "error": "Fel"},
    {"kind": "lines", "key": "more", "label": "Mer"},
    {
        "kind": "radios", "key": "who", "label": "Vem?", "value": "me",
        "options": [{"value": "me", "label": "Bara jag", "help": "En"}, {"value": "2", "label": "Flera"}],
    },
    {"kind": "select", "key": "where", "label": "Var?", "options": [{"value": "a", "label": "A"}]},
    {"kind": "ticks", "key": "what", "label": "Vad?", "options": [{"value": "b", "label": "B"}]},
    {"kind": "tick", "key": "sure", "label": "Jag intygar", "value": "x"},
    {"kind": "upload", "key": "file", "label": "Bifoga", "value": "kontrakt.pdf"},
    {"kind": "button", "key": "send", "look": "secondary", "text": "Skicka"},
    {"kind": "link", "key": "leave", "text": "Avbryt"},
    {"kind": "summary", "title": "Granska", "rows": [{"label": "Namn", "value": "{given_name}"}]},
    {"kind": "receipt", "title": "Klart", "text": "Vi har fått den.", "number": "Ö-1"},
    {"kind": "rows", "title": "Fler", "rows": [{"key": "again", "title": "Igen", "detail": "En till"}]},
    {"kind": "letter", "look": "sms", "from": "Kommunen", "when": "I dag", "title": "Hej", "text": "Läs."},
    {"kind": "errors", "title": "Något fattas", "rows": [{"target": "day", "text": "Skriv en dag."}]},
]  # fmt: skip
STEPS = (
    step("choose", target="who", expect="choose", value="me", hints=("Säg vem.", "Överst."), trains="2.3"),
    step("type", target="day", expect="type", value="2027-01-01", wrong="Skriv dagen.", answers={"leave": "Nej."}),
    step("read", target="", expect="read", hints=("", "Överst.")),
    step("send-it"),
)
ALL = screen(body=KINDS, steps=STEPS)


@pytest.fixture
def copy(bjorkhamn):
    return make_draft(bjorkhamn, ALL, eid_screen()).copy


def draft_of(copy):
    return document_of(copy.editions.latest("number"))


def first(copy):
    return draft_of(copy).screens[0]


def page_of(client, copy, key="start"):
    return client.get(f"{PAGES}{copy.pk}/screens/{key}/")


def typed(client, copy, key="start", **changes):
    """What a browser would send of the form as it is shown."""
    page = page_of(client, copy, key)
    editor = page.context["editor"]
    values = {"do": "save", "based_on": page.context["based_on"]}
    for part in editor.parts:
        values |= {bound.html_name: bound.value() or "" for bound in part}
    values |= {f"{part.prefix}-rows": len(part.rows) for part in (*editor.blocks, *editor.steps)}
    values |= {f"{part.prefix}-kind": part.of_kind for part in editor.blocks}
    values |= {"block": [part.number for part in editor.blocks], "step": [part.number for part in editor.steps]}
    return values | changes


def send(client, copy, key="start", **changes):
    return client.post(f"{PAGES}{copy.pk}/screens/{key}/", typed(client, copy, key, **changes))


def mistakes(page):
    return [(bound.html_name if bound else "", *words) for bound, words in page.context["mistakes"]]


def test_screens_are_added_moved_and_taken_away(client, editor, draft):
    address, seen = f"{PAGES}{draft.copy_id}/screens/", []
    for sent in (
        {"do": "add", "title": "Legitimera dig", "source": "eid"},
        {"do": "add", "title": "Anmäl", "source": "authored"},
        {"do": "up:anmal"},
        {"do": "up:anmal"},
        {"do": "up:anmal"},
        {"do": "down:gone"},
        {"do": "down:start"},
        {"do": "remove:legitimera-dig"},
        {"do": "dance"},
    ):
        client.post(address, sent)
        seen.append([one.key for one in draft_of(draft.copy).screens])
    assert seen == [
        ["start", "legitimera-dig"],
        ["start", "legitimera-dig", "anmal"],
        ["start", "anmal", "legitimera-dig"],
        ["anmal", "start", "legitimera-dig"],
        ["anmal", "start", "legitimera-dig"],
        ["anmal", "start", "legitimera-dig"],
        ["anmal", "legitimera-dig", "start"],
        ["anmal", "start"],
        ["anmal", "start"],
    ]


def test_new_screen_is_opened(client, editor, draft):
    response = client.post(f"{PAGES}{draft.copy_id}/screens/", {"do": "add", "title": "Mer", "source": "authored"})
    assert response.url == f"{PAGES}{draft.copy_id}/screens/mer/"


def test_screen_without_a_name_is_told(client, editor, draft):
    page = client.post(f"{PAGES}{draft.copy_id}/screens/", {"do": "add", "title": "", "source": "authored"})
    assert list(page.context["screen_form"].errors) == ["title"]


def test_screens_wait_while_the_draft_is_reviewed(client, editor, draft):
    actions.ask_for_review(draft)
    page = client.post(f"{PAGES}{draft.copy_id}/screens/", {"do": "remove:start"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "It waits for a second person, so it cannot be changed now."
    ]


@pytest.mark.parametrize("key", ["start", "eid"])
def test_form_of_every_kind_saves_what_it_shows(client, editor, copy, key):
    before = draft_of(copy)
    response = send(client, copy, key)
    assert (response.status_code, draft_of(copy)) == (302, before)


def test_screen_is_changed(client, editor, copy):
    send(client, copy, **{"title": "Nytt", "block-0-text": "Ny rubrik", "step-3-goal": "Tryck på Skicka."})
    now = first(copy)
    assert (now.title, now.body[0]["text"], now.steps[3].goal) == ("Nytt", "Ny rubrik", "Tryck på Skicka.")


def test_e_id_asks_three_things_and_no_more(client, editor, copy):
    send(client, copy, "eid", why="Skriva under", pin="1234", block=["0"], **{"block-0-kind": "line"})
    assert draft_of(copy).screens[1].body == eid_screen().body | {"why": "Skriva under"}


def test_recorded_screen_shows_its_controls_and_keeps_what_was_recorded(client, editor, bjorkhamn):
    draft = make_recorded(bjorkhamn)
    page = page_of(client, draft.copy)
    [part] = page.context["editor"].steps
    assert (page.context["kinds"], part.fields["target"].widget.choices[1:]) == ({}, [("1", "Vidare (button)")])
    send(client, draft.copy, **{"step-0-goal": "Gå vidare.", "step-0-target": "1"})
    now = first(draft.copy)
    assert (now.source, now.steps[0].goal, now.steps[0].target) == ("recorded", "Gå vidare.", "1")


def test_right_choice_is_written_as_its_label(client, editor, copy):
    assert page_of(client, copy).context["editor"].steps[0]["value"].value() == "Bara jag"
    send(client, copy, **{"step-0-value": "flera"})
    assert first(copy).steps[0].value == "2"


def test_choice_that_there_is_not_stays_as_it_was_written(client, editor, copy):
    send(client, copy, **{"step-0-value": "Ingen"})
    assert first(copy).steps[0].value == "Ingen"


def test_rows_are_added_and_emptied(client, editor, copy):
    send(
        client,
        copy,
        **{"block-5-0-label": "", "block-5-0-help": "", "block-5-2-label": "Alla {town}", "block-5-value": ""},
    )
    assert first(copy).body[5]["options"] == [
        {"value": "2", "label": "Flera"},
        {"value": "alla-town", "label": "Alla {town}"},
    ]


def test_new_row_that_is_pressed_has_a_key_of_its_own(client, editor, copy):
    send(client, copy, **{"block-14-1-title": "Igen", "block-14-2-title": "Again"})
    assert [row["key"] for row in first(copy).body[14]["rows"]] == ["again", "igen", "again-2"]


ACTS = {
    "block-up:1": (["text", "heading"], "#block-0"),
    "block-down:0": (["text", "heading"], "#block-1"),
    "block-up:0": (["heading", "text"], "#block-0"),
    "block-remove:0": (["text", "note"], "#blocks"),
    "block-rows:0": (["heading", "text"], "#block-0"),
    "block-remove:99": (["heading", "text"], "#blocks"),
    "dance": (["heading", "text"], ""),
}


@pytest.mark.parametrize("do", ACTS)
def test_blocks_are_moved_and_taken_away(client, editor, copy, do):
    response = send(client, copy, do=do)
    expected, place = ACTS[do]
    assert [block["kind"] for block in first(copy).body[:2]] == expected
    assert response.url == f"{PAGES}{copy.pk}/screens/start/{place}"


def test_steps_are_moved_and_taken_away(client, editor, copy):
    send(client, copy, do="step-up:3")
    send(client, copy, do="step-remove:0")
    assert [one.key for one in first(copy).steps] == ["type", "send-it", "read"]


def test_added_block_waits_for_what_it_must_have(client, editor, copy):
    page = send(client, copy, do="block-add:button", title="Nytt")
    parts = page.context["editor"].blocks
    assert (parts[-1].of_kind, parts[-1]["key"].value(), page.context["is_saved"]) == ("button", "button", False)
    assert (mistakes(page), page.context["editor"].head["title"].value()) == ([], "Nytt")
    assert [part.name for part in parts if part.is_open] == ["Button"]
    assert first(copy) == ALL


def test_added_block_is_saved_when_it_is_filled_in(client, editor, copy):
    values = typed(client, copy) | {"block-17-kind": "button", "block-17-key": "button-2", "block-17-text": "Ja"}
    client.post(f"{PAGES}{copy.pk}/screens/start/", values | {"block": [*values["block"], "17"]})
    assert first(copy).body[-1] == {"kind": "button", "key": "button-2", "look": "primary", "text": "Ja"}


@pytest.mark.parametrize("kind", ["video", "", "heading"])
def test_what_is_of_no_kind_is_left_out(client, editor, copy, kind):
    page = send(client, copy, do=f"block-add:{kind}")
    number = 18 if kind == "heading" else 17
    assert len((page.context["editor"].blocks) if page.context else first(copy).body) == number


def test_second_of_a_kind_has_a_key_of_its_own(client, editor, copy):
    one = send(client, copy, do="block-add:button").context["editor"]
    values = {f"block-17-{name}": value for name, value in (("kind", "button"), ("key", "button"), ("text", ""))}
    again = typed(client, copy, do="block-add:button", **values)
    again["block"].append("17")
    two = client.post(f"{PAGES}{copy.pk}/screens/start/", again).context["editor"]
    assert (one.blocks[-1]["key"].value(), two.blocks[-1]["key"].value()) == ("button", "button-2")


def test_added_step_is_named_by_its_goal(client, editor, copy):
    page = send(client, copy, do="step-add")
    assert len(page.context["editor"].steps) == 5
    values = typed(client, copy)
    values["step"].append("4")
    values |= {"step-4-goal": "Send it", "step-4-target": "send", "step-4-expect": "press"}
    client.post(f"{PAGES}{copy.pk}/screens/start/", values)
    assert first(copy).steps[-1].key == "send-it-2"


def test_there_can_be_so_many_steps(client, editor, bjorkhamn):
    full = make_draft(bjorkhamn, screen(steps=tuple(step(f"step-{number}") for number in range(40))))
    send(client, full.copy, do="step-add")
    assert len(first(full.copy).steps) == 40


WRONG = {
    "no name": ({"title": ""}, [("title", "This field is required.")]),
    "no heading": ({"block-0-text": ""}, [("block-0-text", "This field is required.")]),
    "no choices": (
        {f"block-6-{row}-{name}": "" for row in range(3) for name in ("label", "help")},
        [("", "Write at least one row.")],
    ),
    "half a row": ({"block-12-1-label": "Gata"}, [("block-12-1-value", "This field is required.")]),
    "a long text": (
        {"block-1-text": "x" * 2001},
        [("block-1-text", "Ensure this value has at most 2000 characters (it has 2001).")],
    ),
    "no goal": ({"step-3-goal": ""}, [("step-3-goal", "This field is required.")]),
    "nothing to press": ({"step-3-target": ""}, [("step-3-target", "Choose what on the screen it is about.")]),
    "nothing right": ({"step-1-value": ""}, [("step-1-value", "Write what is to be chosen or typed.")]),
    "half an answer": ({"step-3-0-text": "Nej."}, [("step-3-0-target", "This field is required.")]),
    "an unknown way": (
        {"step-3-expect": "dance"},
        [("step-3-expect", "Select a valid choice. dance is not one of the available choices.")],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(client, editor, copy, wrong):
    said, expected = WRONG[wrong]
    page = send(client, copy, **said | {"block-2-title": "Kvar"})
    assert mistakes(page) == expected
    assert (page.context["editor"].blocks[2]["title"].value(), first(copy)) == ("Kvar", ALL)


def test_what_no_field_tells_is_told_above_the_form(client, editor, copy):
    page = send(client, copy, **{"block-3-key": "not a key"})
    assert page.context["refusal"].startswith("start: key is “not a key”")


def test_second_of_two_is_told_and_may_save_once_more(client, editor, copy):
    mine = typed(client, copy, title="Min")
    send(client, copy, title="Deras")
    page = client.post(f"{PAGES}{copy.pk}/screens/start/", mine)
    assert page.context["refusal"].startswith("Somebody else saved this screen meanwhile.")
    assert (page.context["editor"].head["title"].value(), first(copy).title) == ("Min", "Deras")
    client.post(f"{PAGES}{copy.pk}/screens/start/", mine | {"based_on": page.context["based_on"]})
    assert first(copy).title == "Min"


def test_two_may_change_two_screens_at_once(client, editor, copy):
    mine = typed(client, copy, title="Min")
    send(client, copy, "eid", title="Deras")
    client.post(f"{PAGES}{copy.pk}/screens/start/", mine)
    assert [one.title for one in draft_of(copy).screens] == ["Min", "Deras"]


def preview(client, copy, **changes):
    return client.post(f"{PAGES}{copy.pk}/screens/start/preview/", typed(client, copy, **changes))


def test_form_saves_itself_and_shows_the_result(client, editor, copy):
    page = preview(client, copy, title="Nytt")
    now = first(copy)
    assert (now.title, page.context["based_on"]) == ("Nytt", fingerprint(now))
    assert f'name="based_on" value="{fingerprint(now)}"' in page.text


def test_what_is_not_finished_is_not_saved(client, editor, copy):
    before = fingerprint(first(copy))
    page = preview(client, copy, **{"title": "Nytt", "block-0-text": ""})
    assert (page.context["is_saved"], page.context["based_on"], first(copy)) == (False, before, ALL)


def test_form_that_saves_itself_takes_nobody_elses_place(client, editor, copy):
    page = preview(client, copy, title="Min", based_on="older")
    assert (page.context["based_on"], first(copy).title) == ("older", "Anmäl")
    assert page.context["refusal"].startswith("Somebody else saved this screen meanwhile.")


def test_only_who_may_change_it_saves(client, editor, bjorkhamn, copy):
    values = typed(client, copy, title="Nej")
    sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    address = f"{PAGES}{copy.pk}/screens/start/"
    assert [client.post(f"{address}preview/", values).status_code, client.post(address, values).status_code] == [
        403,
        200,
    ]
    assert first(copy) == ALL


def test_screen_is_shown_in_a_frame_of_another_host(client, editor, copy):
    page = page_of(client, copy)
    [address] = re.findall(r'<iframe class="vk-still" sandbox="" src="([^"]+)"', page.text)
    assert "frame-src http://" in page.headers["Content-Security-Policy"]
    assert resolve("/" + address.split("/", 3)[3]).url_name == "practice-frame"


def test_writers_see_what_the_person_has(client, editor, copy):
    assert page_of(client, copy).context["fields"][:2] == [("{given_name}", "Karin"), ("{family_name}", "Ängström")]


def test_what_is_in_the_way_stands_beside(client, editor, copy):
    page = preview(client, copy, **{"block-1-text": "Hej {name}!"})
    assert page.context["problems"] == ["“{name}” is nothing that Karin has."]


def test_what_is_shown_is_looked_at_and_not_changed(client, editor, bjorkhamn):
    copy = make_copy(bjorkhamn)
    page = page_of(client, copy)
    assert ("editor" in page.context, page.context["screen"]) == (False, screen())
    assert client.post(f"{PAGES}{copy.pk}/screens/start/", {"title": "Nytt"}).status_code == 200
    assert draft_of(copy) == document()


def test_screen_that_is_not_there_is_not_found(client, editor, copy):
    assert page_of(client, copy, "gone").status_code == 404


@pytest.mark.parametrize("odd", ["", "x", "-1", "9" * 50, "²", "٣"])
def test_odd_rows_break_nothing(client, editor, copy, odd):
    values = typed(client, copy) | {"block": odd, "step": odd, "block-0-rows": odd, f"block-{odd}-kind": "select"}
    assert client.post(f"{PAGES}{copy.pk}/screens/start/", values).status_code in (200, 302)
    assert PracticeCopy.objects.count() == 1
