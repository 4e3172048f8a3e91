"""Pages of practising for those who see, hear or move otherwise, have no script, or want it on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import AXE, VIOLATIONS, press
from tests.journeys.practising import ALL, TOWNS, Learner, learner_in
from tests.journeys.test_every_page import BIG_TEXT, NARROW, OVERFLOW, WIDE
from verkstad.practice.documents import ScreenDocument
from verkstad.practice.texts import filled

pytestmark = pytest.mark.journeys

# What of an A4 sheet is left between its margins, in pixels of CSS.
PAPER = 680
LOOKED_AT = [("childcare.sv", NARROW), ("report-a-move.da", WIDE), ("is-this-a-scam.en", NARROW)]


@pytest.fixture
def learner(browser, server):
    context = browser.new_context(base_url=server)
    made = learner_in(context, server)
    yield made
    context.close()
    assert made.wrongs == []


@pytest.fixture
def reader(browser, server):
    """Who has no script."""
    context = browser.new_context(base_url=server, java_script_enabled=False)
    yield context.new_page()
    context.close()


def barriers_in_frame(learner: Learner) -> list[str]:
    """Looked for without fetching the style sheets once more, which nothing in a frame may."""
    frame = learner.page.locator("iframe:not([hidden])").element_handle().content_frame()
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(AXE.read_text())
    return [
        *frame.evaluate(VIOLATIONS.replace("resultTypes", "preload: false, resultTypes")),
        *(["too wide"] if frame.evaluate(OVERFLOW) else []),
    ]


@pytest.mark.parametrize(("name", "width"), LOOKED_AT)
def test_no_screen_of_a_copy_nor_the_page_around_it_has_a_barrier(learner, axe, name, width):
    found = {}
    learner.page.set_viewport_size({"width": width, "height": 900})

    def look(screen: ScreenDocument) -> None:
        found[screen.key] = [*barriers_in_frame(learner), *axe(learner.page), learner.page.evaluate(OVERFLOW)]

    learner.walk(ALL[name], before=look)
    assert found == {screen.key: [0] for screen in ALL[name].document.screens if screen.steps}


def wait_for_rest(page: Page) -> None:
    """Where all has just become larger, frame and page move for a moment, and a press would land beside."""
    before, shown = None, page.locator("iframe:not([hidden])")
    while (now := shown.bounding_box()) != before:
        before = now
        page.wait_for_timeout(250)


@pytest.mark.parametrize("name", ["childcare.sv", "report-a-move.da"])
def test_copy_fits_a_narrow_screen_with_text_of_twice_the_size(learner, name):
    wide = {}
    learner.page.set_viewport_size({"width": NARROW, "height": 900})

    def look(screen: ScreenDocument) -> None:
        frame = learner.page.locator("iframe:not([hidden])").element_handle().content_frame()
        wide[screen.key] = [(one.evaluate(BIG_TEXT), one.evaluate(OVERFLOW))[1] for one in (frame, learner.page)]
        wait_for_rest(learner.page)

    learner.walk(ALL[name], before=look)
    assert wide == {screen.key: [0, 0] for screen in ALL[name].document.screens}


def test_goal_and_answer_stay_in_sight_where_the_help_is_scrolled_away(learner):
    page = learner.page
    page.set_viewport_size({"width": 390, "height": 600})
    [first, *_] = ALL["childcare.sv"].document.screens
    learner.begin(ALL["childcare.sv"])
    now = page.locator(".vk-stage__now")
    expect(now).to_be_hidden()
    learner.at("paper").click()
    expect(learner.goal).not_to_be_in_viewport()
    expect(now).to_be_in_viewport()
    expect(now).to_have_text(first.steps[0].goal + first.steps[0].answers["paper"])


@pytest.mark.parametrize("name", ["childcare.sv", "report-a-move.da", "sign-in-with-eid.en"])
def test_without_a_script_each_step_is_a_page_with_what_to_use_marked(reader, name):
    shipped = ALL[name]
    language = shipped.document.language
    reader.goto(f"/{TOWNS[language]}/{language}/practice/{shipped.document.key}/")
    press(reader.locator(f"main a[href*='/try/?language={language}']").first)
    for screen in shipped.document.screens:
        for step in screen.steps:
            expect(reader.locator("h1").first).to_have_text(filled(step.goal, shipped.persona.fields))
            assert marked(reader) == [step.target]
            expect(reader.locator("[data-with-script]:visible, iframe:visible")).to_have_count(0)
            assert reader.locator("details p").all_text_contents()[: len(step.hints)] == [
                filled(hint, shipped.persona.fields) for hint in step.hints
            ]
            press(reader.locator("#coach form button"))
    reader.wait_for_url("**/done/**")


def marked(page: Page) -> list[str]:
    return page.locator("#copy [data-pointed]").evaluate_all("all => all.map(one => one.dataset.at)")


def test_without_a_script_one_goes_back_and_leaves_by_links(reader):
    reader.goto("/bjorkhamn/sv/practice/childcare/try/?language=sv&step=3")
    reader.get_by_role("link", name="Steget innan").click()
    expect(reader.locator("h1").first).to_have_text(ALL["childcare.sv"].document.screens[1].steps[0].goal)
    reader.locator("#coach").get_by_role("link", name="Lämna övningen").click()
    expect(reader).to_have_url(re.compile(r"/practice/childcare/(\?|$)"))


@pytest.mark.parametrize("page_of_copy", ["sheet", "card", "try"])
@pytest.mark.parametrize("name", ["childcare.sv", "report-a-move.da"])
def test_page_of_a_copy_fits_on_paper(reader, name, page_of_copy):
    shipped = ALL[name]
    language = shipped.document.language
    reader.set_viewport_size({"width": PAPER, "height": 900})
    reader.emulate_media(media="print")
    reader.goto(f"/{TOWNS[language]}/{language}/practice/{shipped.document.key}/{page_of_copy}/?language={language}")
    assert reader.evaluate(OVERFLOW) == 0
    expect(reader.locator("main button:visible")).to_have_count(0)


@pytest.mark.parametrize("name", ["childcare.sv", "report-a-move.da"])
def test_sheet_has_every_step(reader, name):
    shipped = ALL[name]
    language = shipped.document.language
    reader.goto(f"/{TOWNS[language]}/{language}/practice/{shipped.document.key}/sheet/?language={language}")
    steps = [step for screen in shipped.document.screens for step in screen.steps]
    goals = reader.locator(".vk-sheet__screens li li > p:first-child").all_text_contents()
    assert goals == [filled(step.goal, shipped.persona.fields) for step in steps]
    assert reader.locator(".vk-sheet__screens ol").evaluate_all("all => all.map(one => one.start)")[-1] == len(steps)
