"""Recorded copies are practised in a browser, from the first step to the last, with no request but to our own hosts."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from tests.factories.practice import CHECKED
from tests.practice.recorded.trees import el, tree
from verkstad.practice.actions import copies, recordings
from verkstad.practice.documents import StepDocument
from verkstad.practice.models import RecordedFlag
from verkstad.practice.queries.documents import document_of
from verkstad.practice.recorded.recording import Recording, Screen
from verkstad.practice.texts import filled


@pytest.fixture
def published(bjorkhamn, recorded_copy, transactional_db):
    """Of "plot" or "bin", looked through by a second person."""

    def make(service):
        edition = recorded_copy(service, bjorkhamn)
        for flag in RecordedFlag.objects.order_by("pk"):
            recordings.settle(flag, take_away=False, edition=edition, by="second")
        return copies.publish(edition, checked_on=CHECKED, by="second")

    return make


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """With what it asked for and complained about."""
    with closing(browser.new_context(viewport={"width": 1000, "height": 900})) as context:
        opened = context.new_page()
        opened.asked, opened.faults = set(), []
        opened.on("request", lambda request: opened.asked.add(urlsplit(request.url).netloc))
        opened.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.on("popup", lambda popup: opened.faults.append(popup.url))
        yield opened


def begin(page: Page, live_server, edition, more: str = "", until: str = "load") -> FrameLocator:
    key, language = edition.copy.key, edition.copy.language
    page.goto(f"{live_server.url}/bjorkhamn/sv/practice/{key}/try/?language={language}{more}", wait_until=until)
    return page.frame_locator("iframe:not([hidden])")


def do(page: Page, copy: FrameLocator, step: StepDocument, fields: dict[str, str]) -> None:
    target, value = copy.locator(f'[data-at="{step.target}"]'), filled(step.value, fields)
    expect(page.locator("[data-goal]")).to_have_text(filled(step.goal, fields))
    match step.expect:
        case "press":
            target.click()
        case "tick":
            target.check()
        case "choose":
            target.select_option(value)
        case "type":
            target.fill(value)
        case "read":
            page.locator("[data-do=hint]").click()


@pytest.mark.parametrize("service", ["plot", "bin"])
def test_a_recorded_copy_is_walked_to_its_end(published, page, live_server, service):
    edition = published(service)
    copy = begin(page, live_server, edition)
    for screen in document_of(edition).screens:
        for step in screen.steps:
            do(page, copy, step, edition.persona.fields)
    page.wait_for_url("**/done/**")
    address = urlsplit(live_server.url)
    other = {"localhost": "127.0.0.1", "127.0.0.1": "localhost"}[address.hostname]
    assert (page.asked, page.faults) == ({address.netloc, f"{other}:{address.port}"}, [])


def test_a_screen_on_its_way_cannot_be_marked_as_read(published, page, live_server):
    edition, held = published("bin"), []
    last = sum(len(screen.steps) for screen in document_of(edition).screens)

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/practice-frame/**", hold)
    begin(page, live_server, edition, f"&step={last}", until="domcontentloaded")
    read = page.get_by_role("button", name="Jag har läst det")
    expect(read).to_be_disabled()
    held.pop().continue_()
    read.click()
    page.wait_for_url("**/done/**")


@pytest.mark.parametrize(
    "fail", [lambda route: route.abort(), lambda route: route.fulfill(status=500, body="Server error")]
)
def test_a_screen_that_did_not_come_is_said_to_be_lost_and_can_be_fetched_again(published, page, live_server, fail):
    page.route("**/practice-frame/**", fail)
    copy = begin(page, live_server, published("bin"), until="domcontentloaded")
    expect(page.get_by_role("alert")).to_contain_text("Övningssidan kom inte")
    expect(page.get_by_role("alert")).to_contain_text("har övningen ändrats")
    expect(page.locator("[data-coming]")).to_be_hidden()
    page.unroute("**/practice-frame/**")
    page.get_by_role("button", name="Försök igen").click()
    expect(copy.locator("[data-at]").first).to_be_visible()
    expect(page.locator("[data-lost]")).to_be_hidden()
    expect(page.locator("[data-do=hint]")).to_be_enabled()


def test_a_screen_that_is_on_its_way_for_long_is_said_to_be_lost_until_it_comes(published, page, live_server):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.add_init_script("const wait = setTimeout; setTimeout = (go, time, ...more) => wait(go, time / 20, ...more)")
    page.route("**/practice-frame/**", hold)
    copy = begin(page, live_server, published("bin"), until="domcontentloaded")
    expect(page.locator("[data-coming]")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Övningssidan kom inte")
    held.pop().continue_()
    expect(copy.locator("[data-at]").first).to_be_visible()
    expect(page.locator("[data-lost]")).to_be_hidden()


def test_a_dialog_lies_above_its_page(bjorkhamn, recorded_copy, page, live_server, transactional_db):
    dialog = el("dialog", el("button", "Ja"), open="") | {"shown": "modal"}
    walk = Recording("https://a.example/", (Screen(tree(dialog), moment="arrived"),), {}, {})
    edition = recorded_copy("plot", bjorkhamn, walks=(walk, walk))
    copies.publish(edition, checked_on=CHECKED, by="second")
    expect(begin(page, live_server, edition).locator("dialog:modal")).to_be_visible()


def test_what_to_press_is_pointed_out_in_shadows_too(published, page, live_server):
    edition = published("bin")
    step = edition.screens.get(title__startswith="Vælg spand").steps.first()
    copy = begin(page, live_server, edition, "&step=4")
    radio = copy.locator(f'[data-at="{step.target}"]')
    expect(radio).to_be_visible()
    page.locator("[data-do=hint]").click()
    expect(radio).to_be_focused()
    label = radio.locator("xpath=..")
    expect(label).to_have_css("outline-style", "dashed")
    radio.check()
    expect(page.locator("[data-answer]")).to_contain_text("Rätt!")
    expect(label).to_have_css("outline-style", "none")


@pytest.mark.parametrize(
    ("service", "screen", "number", "label"),
    [("plot", "Fel", 5, "xpath=following-sibling::label"), ("bin", "Vælg spand", 4, "xpath=..")],
)
def test_without_script_what_to_use_is_marked_in_the_picture(
    published, browser, live_server, service, screen, number, label
):
    edition = published(service)
    step = edition.screens.get(title__startswith=screen).steps.first()
    with closing(browser.new_context(java_script_enabled=False)) as context:
        copy = begin(context.new_page(), live_server, edition, f"&step={number}")
        marked = copy.locator(f'[data-at="{step.target}"]').locator(label)
        expect(marked).to_have_css("outline-style", "dashed")
