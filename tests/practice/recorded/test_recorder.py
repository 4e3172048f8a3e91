"""What a person does in a service becomes screens; the e-ID, other hosts and the banner do not."""

import pytest
from django.core.management import call_command

from tests.practice.services import bin_move, plot, server
from verkstad.practice.recorded import recorder, recording
from verkstad.practice.recorded.anchors import anchors, text_of
from verkstad.practice.recorded.recorder import by_hand
from verkstad.practice.recorded.tree import Element, Refused, Text
from verkstad.practice.recorded.walks import merged

FIELDS = ("given_name", "family_name", "number", "street", "postcode", "town", "phone", "email")


def shape(recording_):
    """Of each screen: when it was taken, what it is called, what was pressed."""
    return [
        (
            screen.moment or screen.eid,
            recording.title(screen.tree, number),
            screen.tree.pressed and anchors(screen.tree)[screen.tree.pressed.number].name if screen.tree else None,
        )
        for number, screen in enumerate(recording_.screens)
    ]


def values(tree, *ids):
    elements = [node for node in tree.nodes() if isinstance(node, Element)]
    return [next(one for one in elements if one.attributes.get("id") == id_).attributes.get("value") for id_ in ids]


def words(tree):
    return "".join(node.text for node in tree.nodes() if isinstance(node, Text))


def test_a_walk_is_taken_screen_by_screen_and_the_mistake_on_the_way_too(walks):
    name = "– Odlingslott"
    assert shape(walks("plot")[0]) == [
        ("pressed", f"Ansök om odlingslott {name}", "Vad kostar det?"),
        ("pressed", f"Ansök om odlingslott {name}", "Logga in och ansök"),
        ("eid.localhost", "3", None),
        ("pressed", f"Välj område {name}", "Fortsätt"),
        ("arrived", f"Fel: Välj område {name}", None),
        ("pressed", f"Fel: Välj område {name}", "Fortsätt"),
        ("arrived", f"När vill du börja? {name}", None),
        ("pressed", f"När vill du börja? {name}", "Fortsätt"),
        ("arrived", f"Dina uppgifter {name}", None),
        ("pressed", f"Dina uppgifter {name}", "Fortsätt"),
        ("arrived", f"Kontrollera din ansökan {name}", None),
        ("pressed", f"Kontrollera din ansökan {name}", "Skicka ansökan"),
        ("arrived", f"Ansökan är skickad {name}", None),
    ]


def test_dialogs_shadows_and_what_is_fetched_are_taken(walks):
    screens = [screen.tree for screen in walks("bin")[0].screens]
    chosen, dialog = screens[4], screens[9]
    shadow = next(node.shadow for node in chosen.nodes() if isinstance(node, Element) and node.shadow)
    assert shadow.mode == "closed"
    assert [text_of(node) for node in chosen.nodes() if isinstance(node, Element) and "checked" in node.attributes] == [
        ""
    ]
    assert "Birthe, du har 3 spande på Tjørnehegnet 7" in words(chosen)
    assert anchors(dialog)[dialog.pressed.number].heading == "Vil du sende?"


def test_a_screen_is_taken_before_and_after_it_is_filled_in(walks):
    screens = [screen.tree for screen in walks("plot")[0].screens]
    assert values(screens[8], "phone", "email") == [None, None]
    assert values(screens[9], "phone", "email") == ["070-174 06 10", "ingegerd@example.org"]


@pytest.mark.parametrize("service", ["plot", "bin"])
@pytest.mark.parametrize("secret", ["Vem är du?", "hemlig-", "RECORDING"])
def test_nothing_of_the_e_id_of_hidden_fields_or_of_the_banner_is_kept(walks, service, secret):
    walk = walks(service)[0]
    assert [number for number, screen in enumerate(walk.screens) if secret in repr(screen)] == []
    assert [address for address in walk.addresses if server.EID_HOST in address] == []


def test_pictures_and_fonts_are_kept_once_and_nothing_else(walks):
    walk = walks("bin")[0]
    assert {asset.kind.partition("/")[0] for asset in walk.assets.values()} == {"image", "font"}
    assert walk.screens[-1].pictures.keys() == {"canvas:1"}
    assert walk.shown(4, "/own/bin/stripes.svg") == walk.shown(10, "/own/bin/stripes.svg")


def test_style_sheets_come_with_each_screen(walks):
    sheets = walks("bin")[0].screens[0].tree.sheets
    assert [address.rpartition("/")[2] for address in sorted(sheets)] == ["dkfds.min.css", "bin.css"]


@pytest.mark.parametrize(("service", "people"), [("plot", plot.PEOPLE), ("bin", bin_move.PEOPLE)])
def test_of_two_walks_nothing_is_left_that_is_about_either(walks, service, people):
    one, other = ([screen.tree for screen in walk.screens] for walk in walks(service))
    persons = tuple({name: person[name] for name in FIELDS} for person in people.values())
    found = merged(one, other, persons)
    left = repr(found.screens)
    assert [value for person in persons for value in person.values() if value in left] == []
    assert {flag.excerpt.split()[-1] for flag in found.flags} == {next(iter(people.values()))["case"]}


def test_a_view_is_saved_when_asked_for_and_other_hosts_are_refused(record, services, tmp_path):
    def walk(recorder):
        recorder.save_view()
        recorder.page.goto(services.replace("127.0.0.1", "localhost") + "/plot/start")
        recorder.settle()

    report = record("/bin/start", tmp_path / "walk.zip", walk)
    assert report.refused == {"localhost"}
    assert max(report.milliseconds) <= 150
    assert [moment for moment, _, _ in shape(recording.read(tmp_path / "walk.zip"))] == ["arrived", "saved"]


def test_a_walk_by_hand_ends_with_the_button_on_the_banner(record, tmp_path):
    def walk(recorder):
        width, height = recorder.page.viewport_size.values()
        recorder.page.mouse.click(width - 30, height - 20)
        by_hand(recorder)

    record("/bin/start", tmp_path / "walk.zip", walk)
    assert len(recording.read(tmp_path / "walk.zip").screens) == 1


def test_a_walk_by_hand_ends_when_the_browser_is_closed(record, tmp_path):
    def walk(recorder):
        recorder.page.close()
        by_hand(recorder)

    record("/bin/start", tmp_path / "walk.zip", walk)
    assert len(recording.read(tmp_path / "walk.zip").screens) == 1


def odd(body):
    """A walk to a page of one's own on the host of the service, and to others like it."""

    def show(route):
        page = f"<!doctype html><title>{route.request.url.rpartition('/')[2]}</title><meta charset=utf-8>{body}"
        route.fulfill(body=page, content_type="text/html")

    def walk(recorder):
        recorder.page.context.route("**/odd*", show)
        recorder.page.goto(recorder.page.url.replace("/bin/start", "/odd"))
        recorder.settle()

    return walk


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div>" * 150, "nested deeper than 120 elements"),
        (
            "<script>Object.defineProperty(Element.prototype, 'attributes', { get() { throw Error('no') } })</script>",
            "has a screen that cannot be taken: Error: no",
        ),
    ],
)
def test_a_page_that_cannot_be_taken_ends_the_walk_and_leaves_no_file(record, tmp_path, body, reason):
    with pytest.raises(Refused, match=reason):
        record("/bin/start", tmp_path / "walk.zip", odd(body))
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_never_rests_is_taken_as_it_is(record, tmp_path, monkeypatch):
    monkeypatch.setattr(recorder, "LONGEST_WAIT", 0.5)
    record("/bin/start", tmp_path / "walk.zip", odd("<p id=p><script>setInterval(() => p.append('x'), 20)</script>"))
    assert shape(recording.read(tmp_path / "walk.zip"))[-1] == ("arrived", "odd", None)


def test_a_form_without_a_button_and_a_new_window_are_followed(record, tmp_path):
    visit = odd("<form action=/odd2><input id=i></form><a href=/odd3 target=_blank>Nytt</a>")

    def walk(recorder):
        visit(recorder)
        recorder.page.fill("#i", "a")
        recorder.page.press("#i", "Enter")
        recorder.settle()
        with recorder.page.expect_popup():
            recorder.page.click("a")
        recorder.settle()

    record("/bin/start", tmp_path / "walk.zip", walk)
    assert shape(recording.read(tmp_path / "walk.zip"))[1:] == [
        ("arrived", "odd", None),
        ("pressed", "odd", ""),
        ("pressed", "odd2?", "Nytt"),
        ("arrived", "odd3", None),
    ]


def test_a_machine_without_a_browser_is_told(record, tmp_path, monkeypatch):
    monkeypatch.setattr(recorder, "BROWSERS", ())
    with pytest.raises(recorder.NoBrowser):
        record("/bin/start", tmp_path / "walk.zip", lambda recorder: None)


def test_the_banner_speaks_the_chosen_language(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(recorder, "record", lambda *arguments: said.append(recorder.Words()) or recorder.Report())
    for language in ([], ["--language", "da"], ["--language", "en"]):
        call_command("record", "https://test.example.org/", str(tmp_path / "walk.zip"), *language)
    assert [words.finish for words in said] == ["Klar", "Færdig", "Finish"]
