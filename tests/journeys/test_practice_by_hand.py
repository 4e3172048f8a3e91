"""Practising by hand: with the keyboard alone, with hints, with mistakes, and with numbers of one's own."""

import re
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.journeys.practising import ALL, Learner, learner_in
from tests.journeys.test_resident import RINGS
from verkstad.practice.documents import StepDocument
from verkstad.practice.texts import filled

pytestmark = pytest.mark.journeys

FOCUSED = "() => document.activeElement.closest('[data-at]')?.dataset.at"
# At the next picture of the page.
HAS_FOCUS = """() => new Promise(done => requestAnimationFrame(
    () => done(document.hasFocus() && document.activeElement !== document.body)))"""
# What the element with the focus lets one choose between.
CHOICES = """() => {
    const now = document.activeElement;
    const all = now.options || now.closest("fieldset")?.querySelectorAll("input") || [now];
    return { kind: now.type, values: [...all].map(one => one.value) };
}"""
OWN_NUMBERS = [
    "19121212-1212", "191212121212", "121212-1212", "121212+1212", "311270-1234", "131052-308T", "131052A308T",
    "13105239836", "131052-123", "Mitt nummer är 19121212-1212, Alma 3 år",
]  # fmt: skip
CHILDCARE = ALL["childcare.sv"]
MOVE = ALL["report-a-move.da"]


@pytest.fixture
def learner(browser, server):
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    made = learner_in(context, server)
    yield made
    context.close()
    assert made.wrongs == []


def shown_frame(page: Page) -> Frame:
    return page.locator("iframe:not([hidden])").element_handle().content_frame()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.localName")


def where_focus_is(page: Page) -> Page | Frame:
    """A frame of another process gets it a moment later."""
    for _ in range(1000):
        where = shown_frame(page) if focused(page) == "iframe" else page
        if where.evaluate(HAS_FOCUS):
            return where
    raise AssertionError("Nothing has the focus.")


def tab_to(page: Page, key: str) -> None:
    """Press Tab until what the step points at has the focus, and see each time that it has a ring."""
    for _ in range(30):
        page.keyboard.press("Tab")
        where = where_focus_is(page)
        assert where.evaluate(RINGS), where.evaluate("document.activeElement.outerHTML")
        if where is not page and where.evaluate(FOCUSED) == key:
            return
    raise AssertionError(f"{key} was not reached.")


def do_with_keys(page: Page, step: StepDocument, fields: dict[str, str]) -> None:
    frame, value = shown_frame(page), filled(step.value, fields)
    if frame.evaluate(FOCUSED) != step.target:
        tab_to(page, step.target)
    if step.expect == "press":
        page.keyboard.press("Enter")
    elif step.expect == "type":
        page.keyboard.type(value)
    else:
        choose_with_keys(page, frame.evaluate(CHOICES), value)


def choose_with_keys(page: Page, choice: dict[str, Any], value: str) -> None:
    """A list begins at its first option, radio buttons at the first of them, and each box has a place of its own."""
    key = "Tab" if choice["kind"] == "checkbox" else "ArrowDown"
    if choice["kind"] == "radio":
        page.keyboard.press("Space")
    for _ in range(choice["values"].index(value) if value else 0):
        page.keyboard.press(key)
    if choice["kind"] == "checkbox":
        page.keyboard.press("Space")


def test_keyboard_alone_goes_from_the_first_step_to_the_last(learner):
    page = learner.page
    learner.begin(CHILDCARE)
    for screen in CHILDCARE.document.screens:
        for number, step in enumerate(screen.steps):
            expect(learner.goal).to_have_text(filled(step.goal, CHILDCARE.persona.fields))
            learner.at(step.target).first.wait_for()
            if number == 0 and screen.key != "start":
                assert focused(page) == "coach"
            do_with_keys(page, step, CHILDCARE.persona.fields)
    page.wait_for_url("**/done/**")


def test_help_comes_before_the_copy_and_each_leads_to_the_other(learner):
    page = learner.page
    learner.begin(CHILDCARE)
    learner.at("begin").wait_for()
    page.locator("#coach").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".vk-coach__skip")).to_be_focused()
    expect(page.locator(".vk-coach__skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#copy")).to_be_focused()
    page.keyboard.press("Tab")
    expect(learner.at("begin")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#coach")).to_be_focused()
    page.locator("#copy a[href='#coach']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#coach")).to_be_focused()


def test_hints_say_it_in_other_words_then_show_where_then_do_it(learner):
    learner.begin(CHILDCARE)
    first = CHILDCARE.document.screens[0].steps[0]
    hint = learner.page.locator("[data-do=hint]")
    hint.click()
    expect(learner.answer).to_have_text(first.hints[0])
    expect(learner.at("begin")).not_to_be_focused()
    hint.click()
    expect(learner.answer).to_have_text(first.hints[1])
    expect(learner.at("begin")).to_be_focused()
    expect(learner.at("begin")).to_have_css("outline-style", "dashed")
    expect(hint).to_have_text("Gör det åt mig")
    hint.click()
    expect(learner.goal).to_have_text(CHILDCARE.document.screens[1].steps[0].goal)


def test_keys_that_go_through_a_choice_are_judged_where_they_stop(learner):
    to_the_child_number(learner)
    page = learner.page
    learner.at("child-number").fill(CHILDCARE.persona.fields["child_number"])
    # The last and then the first, as quickly as a key that is held down.
    shown_frame(page).evaluate("document.querySelectorAll('[type=radio]').forEach((one, n, all) => all[1 - n].click())")
    expect(learner.goal).to_have_text(CHILDCARE.document.screens[2].steps[2].goal)
    learner.at("child-number").focus()
    assert '{"practice":"wrong","key":"guardians"}' not in learner.messages


@pytest.mark.parametrize("name", ["childcare.sv", "report-a-move.da"])
def test_everything_can_be_done_for_one(learner, name):
    shipped = ALL[name]
    learner.begin(shipped)
    hint = learner.page.locator("[data-do=hint]")
    for step in [step for screen in shipped.document.screens for step in screen.steps]:
        expect(learner.goal).to_have_text(filled(step.goal, shipped.persona.fields))
        learner.at(step.target).first.wait_for()
        for _ in range(3):
            hint.click()
    learner.page.wait_for_url("**/done/**")


def test_wrong_press_is_told_what_it_would_have_done_and_what_else_is_wrong(learner):
    learner.begin(CHILDCARE)
    first = CHILDCARE.document.screens[0].steps[0]
    learner.at("fee").click()
    expect(learner.answer).to_have_text(first.answers["fee"])
    assert learner.answer.get_attribute("role") == "status"
    assert learner.answer.get_attribute("data-look") == "wrong"
    expect(learner.goal).to_have_text(first.goal)
    learner.at("begin").click()
    expect(learner.answer).to_contain_text("Rätt!")
    # Who does not see it hears what comes next, too.
    expect(learner.answer).to_contain_text(CHILDCARE.document.screens[1].steps[0].goal)


def to_the_child_number(learner: Learner) -> str:
    """Two presses to a screen with a field; what is right to type there."""
    learner.begin(CHILDCARE)
    learner.at("begin").click()
    learner.at("approve").click()
    learner.at("child-number").wait_for()
    return CHILDCARE.persona.fields["child_number"]


def write(learner: Learner, words: str) -> None:
    learner.at("child-number").fill(words)
    learner.at("child-number").blur()


def test_wrong_words_are_told_and_stay_and_numbers_of_ones_own_are_taken_away_and_told(learner):
    to_the_child_number(learner)
    field, step = learner.at("child-number"), CHILDCARE.document.screens[2].steps[0]
    for number in OWN_NUMBERS:
        write(learner, "Alma")
        expect(learner.answer).to_have_text(filled(step.wrong, CHILDCARE.persona.fields))
        expect(field).to_have_value("Alma")
        write(learner, number)
        expect(learner.answer, number).to_contain_text("Använd inte ditt eget nummer")
        expect(field).to_have_value("")


def test_number_of_ones_own_is_taken_away_also_where_a_press_is_asked_for(learner):
    number = to_the_child_number(learner)
    learner.at("child-number").fill(number)
    learner.at("guardians").locator("input").first.check()
    learner.at("child-number").fill("19121212-1212")
    learner.at("child-number").blur()
    expect(learner.answer).to_contain_text("Använd inte ditt eget nummer")


@pytest.mark.parametrize("field", ["number", "child_number", "phone", "first_choice_date", "postcode"])
def test_what_is_the_persons_own_stays(learner, field):
    to_the_child_number(learner)
    value = CHILDCARE.persona.fields[field]
    learner.at("child-number").fill(value)
    learner.at("child-number").blur()
    expect(learner.answer).not_to_be_empty()
    expect(learner.at("child-number")).to_have_value(value)
    expect(learner.answer).not_to_contain_text("Använd inte ditt eget nummer")


def test_start_over_begins_with_the_first_step_of_an_empty_copy(learner):
    to_the_child_number(learner)
    learner.at("child-number").fill("Alma")
    learner.page.locator("[data-do=restart]").click()
    expect(learner.goal).to_have_text(CHILDCARE.document.screens[0].steps[0].goal)
    expect(learner.page.locator("#coach")).to_be_focused()
    expect(learner.answer).to_be_empty()
    learner.at("begin").click()
    learner.at("approve").click()
    expect(learner.at("child-number")).to_have_value("")


def test_where_one_was_is_kept_and_gone_on_with(learner):
    to_the_child_number(learner)
    page = learner.page
    page.goto("/bjorkhamn/sv/practice/childcare/")
    page.get_by_role("link", name="Fortsätt där du var").click()
    expect(learner.goal).to_contain_text("Barnets personnummer")
    learner.at("child-number").wait_for()


def test_who_has_finished_sees_it_in_the_list_and_begins_from_the_start(learner):
    page = learner.page
    learner.walk(MOVE)
    page.goto("/egesund/da/practice/")
    card = page.locator("article", has=page.get_by_role("link", name=MOVE.document.title))
    expect(card.locator(".vk-practised")).to_be_visible()
    expect(page.locator(".vk-practised:visible")).to_have_count(1)
    page.goto("/egesund/da/practice/report-a-move/")
    expect(page.locator(".vk-practised__go-on")).to_be_hidden()


def test_what_is_kept_in_the_browser_is_only_how_far_with_how_many_hints_and_the_receipt(learner):
    learner.walk(MOVE)
    kept = learner.page.evaluate("Object.values({...localStorage}).map(JSON.parse)")
    assert [{name: sorted(values)} for one in kept for name, values in one.items()] == [
        {"report-a-move/da": ["furthest", "hints", "receipt", "step"]}
    ]


def test_browser_that_keeps_nothing_can_practise_too(learner):
    refuse = "() => { throw new DOMException('no', 'SecurityError') }"
    learner.page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get: {refuse} }})")
    learner.walk(MOVE)
    expect(learner.page.locator("h1")).to_have_text(re.compile("."))


def test_goal_and_answer_are_read_aloud_in_the_language_of_the_copy(learner):
    page = learner.page
    page.add_init_script("window.speechSynthesis.speak = words => { window.spoken = [words.lang, words.text] }")
    learner.begin(CHILDCARE)
    page.locator("[data-do=hint]").click()
    page.locator("[data-do=speak]").click()
    first = CHILDCARE.document.screens[0].steps[0]
    assert page.evaluate("window.spoken") == ["sv", f"{first.goal} {first.hints[0]}"]


def test_network_that_is_gone_does_not_stop_what_is_begun(learner):
    page = learner.page
    page.route("**/count/**", lambda route: route.abort())
    learner.walk(MOVE)
    assert all("ERR_FAILED" in wrong for wrong in learner.wrongs)
    learner.wrongs.clear()


def test_line_that_never_answers_holds_nobody_back(learner):
    learner.page.route("**/count/**", lambda route: None)
    learner.walk(MOVE)
