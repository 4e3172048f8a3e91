"""Two recorded walks become a copy, which somebody else looks through before residents practise with it."""

import pytest
from django.db import IntegrityError

from tests.factories.practice import CHECKED, make_draft, make_recorded
from tests.practice.recorded.trees import FACE_HASH as NAME
from tests.practice.recorded.trees import el, tree
from verkstad.core.models import AuditEntry
from verkstad.practice import access
from verkstad.practice.actions import copies, recordings
from verkstad.practice.actions.copies import NeedsSecondPerson, NotNow
from verkstad.practice.models import Asset, PracticeCopy, Recorded, RecordedFlag
from verkstad.practice.queries.flags import pointed_out
from verkstad.practice.queries.targets import recorded_targets
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.walks import Apart

STEPS = [
    ("Ansök om odlingslott – Odlingslott", "recorded", ["Tryck på ”Vad kostar det?”."]),
    ("Ansök om odlingslott – Odlingslott", "recorded", ["Tryck på ”Logga in och ansök”."]),
    ("Legitimera dig", "eid", ["Läs vem som frågar och varför. Godkänn om du började med det här själv."]),
    ("Välj område – Odlingslott", "recorded", ["Tryck på ”Fortsätt”."]),
    (
        "Fel: Välj område – Odlingslott",
        "recorded",
        ["Välj ”Vid kvarnen”.", "Välj ”Kompost”.", "Tryck på ”Fortsätt”."],
    ),
    (
        "När vill du börja? – Odlingslott",
        "recorded",
        ["Skriv 1 i ”Dag”.", "Skriv 5 i ”Månad”.", "Skriv 2027 i ”År”.", "Tryck på ”Fortsätt”."],
    ),
    (
        "Dina uppgifter – Odlingslott",
        "recorded",
        ["Skriv {phone} i ”Telefonnummer”.", "Skriv {email} i ”E-postadress”.", "Välj ”Mejl”.", "Tryck på ”Fortsätt”."],
    ),
    (
        "Kontrollera din ansökan – Odlingslott",
        "recorded",
        ["Välj ”Uppgifterna stämmer”.", "Tryck på ”Skicka ansökan”."],
    ),
    ("Ansökan är skickad – Odlingslott", "recorded", ["Läs det som står."]),
]


def flags_of(edition):
    return RecordedFlag.objects.filter(recorded__copy=edition.copy).select_related("recorded").order_by("pk")


def settle_all(edition, by="second"):
    for flag in flags_of(edition):
        recordings.settle(flag, take_away=False, edition=edition, by=by)


def test_what_was_done_becomes_steps(bjorkhamn, recorded_copy):
    edition = recorded_copy("plot", bjorkhamn)
    screens = edition.screens.order_by("position")
    assert [
        (screen.title, screen.source, [step.goal for step in screen.steps.order_by("position")]) for screen in screens
    ] == STEPS


def test_what_is_chosen_from_a_list_is_a_step(bjorkhamn, recorded_copy):
    steps = recorded_copy("bin", bjorkhamn).screens.get(title__startswith="Ny placering").steps
    assert steps.values_list("goal", "expect", "value").first() == (
        "Vælg ”Ved vejen” under ”Ny placering”.", "choose", "vej",
    )  # fmt: skip


@pytest.mark.parametrize("service", ["plot", "bin"])
def test_every_step_points_at_what_is_on_its_page(bjorkhamn, recorded_copy, service):
    edition = recorded_copy(service, bjorkhamn)
    for screen in edition.screens.filter(source="recorded").select_related("recorded"):
        there = dict(recorded_targets(screen))
        wanted = [step.target for step in screen.steps.all() if step.target]
        assert [target for target in wanted if target not in there or f'data-at="{target}"' not in screen.page] == []


def test_the_person_of_the_copy_stands_where_whoever_walked_stood(bjorkhamn, recorded_copy):
    page = recorded_copy("plot", bjorkhamn).screens.get(title__startswith="Dina uppgifter").page
    assert "Inloggad: Ingegerd Ekmark" in page
    assert "Torvald" not in page


def test_what_may_be_about_somebody_is_pointed_out(bjorkhamn, recorded_copy):
    found = flags_of(recorded_copy("plot", bjorkhamn)).values_list("why", "excerpt")
    assert set(found) == {("picture", ""), ("differs", "OL-7041")}


def test_pictures_and_fonts_are_kept_once(bjorkhamn, recorded_copy):
    recorded_copy("bin", bjorkhamn)
    before = Asset.objects.count()
    recorded_copy("bin", bjorkhamn, key="again")
    assert (before > 0, Asset.objects.count()) == (True, before)


def test_walks_that_parted_leave_nothing(bjorkhamn, recorded_copy, walks):
    first, second = walks("plot")[0], walks("bin")[1]
    with pytest.raises(Apart):
        recorded_copy("plot", bjorkhamn, walks=(first, second))
    assert [model.objects.count() for model in (PracticeCopy, Recorded, RecordedFlag, Asset)] == [0, 0, 0, 0]


def test_whoever_recorded_does_not_decide(bjorkhamn, recorded_copy):
    edition = recorded_copy("plot", bjorkhamn)
    with pytest.raises(NeedsSecondPerson):
        recordings.settle(flags_of(edition)[0], take_away=False, edition=edition, by="recorder")


def test_all_is_looked_at_by_a_second_person_before_it_is_shown(bjorkhamn, recorded_copy):
    edition = recorded_copy("plot", bjorkhamn)
    with pytest.raises(copies.NotReady):
        copies.publish(edition, checked_on=CHECKED, by="second")
    settle_all(edition)
    with pytest.raises(NeedsSecondPerson):
        copies.publish(edition, checked_on=CHECKED, by="recorder")
    copies.publish(edition, checked_on=CHECKED, by="second")
    assert AuditEntry.objects.filter(action="practice_copy.flag_settled").count() == flags_of(edition).count()


def test_what_is_shown_is_not_decided_about(bjorkhamn, recorded_copy):
    edition = recorded_copy("plot", bjorkhamn)
    settle_all(edition)
    copies.publish(edition, checked_on=CHECKED, by="second")
    with pytest.raises(NotNow):
        recordings.settle(flags_of(edition)[0], take_away=True, edition=edition, by="third")


def take_away(edition, why):
    recordings.settle(flags_of(edition).get(why=why), take_away=True, edition=edition, by="second")


def test_a_text_is_taken_away(bjorkhamn, recorded_copy):
    edition = recorded_copy("plot", bjorkhamn)
    take_away(edition, "differs")
    screen = edition.screens.get(title__startswith="Ansökan är skickad")
    assert "OL-7041" not in screen.page
    assert [node.text for node in stored.read(bytes(screen.recorded.tree)).nodes() if node.number == 57] == [""]


FACE = el("img", src="/face.png", alt="Bo Ek")
INLINE = el("img", src="data:image/png;base64,AAAA", alt="Bo Ek")


def page(*body):
    return tree(*body, base="https://a.example/")


def shown(edition):
    return [screen.page for screen in edition.screens.order_by("position")]


def test_a_picture_is_taken_away_on_every_screen_and_forgotten(screens_copy):
    edition = screens_copy(page(FACE), page(el("p", "Mer"), FACE))
    take_away(edition, "picture")
    assert [f"/practice-asset/{NAME}" in one for one in shown(edition)] == [False, False]
    assert not Asset.objects.exists()


def test_a_picture_that_another_copy_shows_is_kept_there(screens_copy):
    edition, other = screens_copy(page(FACE)), screens_copy(page(FACE), key="other")
    take_away(edition, "picture")
    assert [f"/practice-asset/{NAME}" in shown(one)[0] for one in (edition, other)] == [False, True]
    assert Asset.objects.exists()


def test_a_picture_that_stands_in_the_page_itself_is_taken_away(screens_copy):
    edition = screens_copy(page(INLINE))
    take_away(edition, "picture")
    assert 'src="data:image/png,"' in shown(edition)[0]


def test_all_that_is_taken_away_of_one_screen_is_gone(screens_copy):
    edition = screens_copy(page(el("p", "Bo Ek"), el("p", "Ring 070-123 45 67"), el("p", title="Bo Ek")))
    for flag in list(flags_of(edition)):
        recordings.settle(flag, take_away=True, edition=edition, by="second")
    assert [word for word in ("Bo", "070") if word in shown(edition)[0]] == []


def test_what_was_filled_in_is_pointed_out_on_the_screen_whose_steps_have_it(screens_copy):
    field, button = el("input", id="phone"), el("button", "Vidare")
    typed = el("input", id="phone", value="070-123 45 67")
    edition = screens_copy(page(field, button), (page(typed, button | {"pressed": True}), "pressed"))
    assert edition.screens.get().steps.count() == 2
    flag = flags_of(edition).get()
    assert (flag.why, flag.excerpt, flag.node, flag.recorded) == (
        "phone", "070-123 45 67", None, edition.screens.get().recorded,
    )  # fmt: skip


def test_what_stood_there_before_is_pointed_out_once(screens_copy):
    words, button = el("p", "Ring 070-123 45 67"), el("button", "Vidare")
    edition = screens_copy(page(words, button), (page(words, button | {"pressed": True}), "pressed"))
    assert flags_of(edition).get().node == 6


def test_what_stands_in_no_node_can_only_be_kept(bjorkhamn):
    edition = make_recorded(bjorkhamn)
    there = edition.screens.get().recorded
    flag = RecordedFlag.objects.create(recorded=there, why="differs", excerpt="a style sheet")
    recordings.settle(flag, take_away=True, edition=edition, by="second")
    there.refresh_from_db()
    assert (flag.settled_by, there.tree) == ("second", edition.screens.get().recorded.tree)


def test_a_flag_is_settled_by_somebody_at_some_time(bjorkhamn):
    there = make_recorded(bjorkhamn).screens.get().recorded
    with pytest.raises(IntegrityError):
        RecordedFlag.objects.create(recorded=there, why="name", excerpt="", settled_by="me")


def test_what_says_the_same_is_decided_about_together(bjorkhamn):
    edition = make_recorded(bjorkhamn)
    there = edition.screens.get().recorded
    kinds = [("phone", "070"), ("name", "Bo"), ("phone", "070")]
    made = [RecordedFlag.objects.create(recorded=there, node=n, why=w, excerpt=e) for n, (w, e) in enumerate(kinds)]
    [(screen, found)] = pointed_out(edition)
    assert (screen.key, [(one.why, one.excerpt, one.flags, one.node, one.is_settled) for one in found]) == (
        "start",
        [("name", "Bo", (made[1],), 1, False), ("phone", "070", (made[0], made[2]), 0, False)],
    )
    for flag in (made[0], made[2]):
        recordings.settle(flag, take_away=False, edition=edition, by="second")
    assert [one.is_settled for one in pointed_out(edition)[0][1]] == [False, True]


def test_what_was_written_has_nothing_pointed_out(bjorkhamn):
    assert pointed_out(make_draft(bjorkhamn)) == []


def test_flags_are_found_by_their_edition_only(bjorkhamn, egesund):
    mine, theirs = make_recorded(bjorkhamn), make_recorded(egesund)
    flags = [
        RecordedFlag.objects.create(recorded=edition.screens.get().recorded, why="name", excerpt="Bo")
        for edition in (mine, theirs)
    ]
    numbers = [str(flags[1].pk), "x", "9" * 30, "²", str(flags[0].pk)]
    assert access.get_flags_for_staff(mine, numbers) == [flags[0]]
    with pytest.raises(access.Http404):
        access.get_flags_for_staff(mine, [str(flags[1].pk)])
