"""A tutor sees on one screen how far those have come who came in with the code."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

FRONT = "/bjorkhamn/sv/"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def tutor(browser, server, signed_in) -> Page:
    context = browser.new_context(base_url=server)
    context.add_cookies(signed_in("helper"))
    page = context.new_page()
    page.goto(f"{FRONT}staff/practice/groups/")
    page.get_by_role("button", name="Öppna en grupp Läs och svara på digital post").click()
    yield page
    context.close()


def come_in(learner: Page, code: str) -> None:
    learner.goto(f"{FRONT}practice/")
    learner.get_by_label("Har du fått en kod").fill(code)
    learner.get_by_role("button", name="Öva tillsammans").click()


def step_done(learner: Page) -> None:
    """By the hint that does it."""
    hint = learner.locator("[data-do=hint]")
    learner.locator("iframe:not([hidden])").wait_for()
    while "Gör det åt mig" not in hint.inner_text():
        hint.click()
    hint.click()
    expect(learner.locator("progress")).to_have_js_property("value", 1)


def test_group_from_the_code_to_the_end(tutor, page, browser, server, axe):
    code = tutor.locator(".vk-together__code").inner_text()
    sums, rows = tutor.locator("dl dd"), tutor.locator("tbody tr")
    expect(sums).to_have_text(["0", "0", "0"])
    come_in(page, code)
    expect(sums).to_have_text(["1", "0", "0"])
    step_done(page)
    expect(rows.nth(1).locator("td")).to_have_text(["1", "0"])
    expect(rows.nth(0).locator("td")).to_have_text(["0", "1"])

    plain = browser.new_context(base_url=server, java_script_enabled=False).new_page()
    come_in(plain, code.upper())
    plain.get_by_role("button", name="Nästa steg").click()
    expect(rows.nth(1).locator("td")).to_have_text(["2", "0"])
    plain.context.close()

    seen = {}
    for width in (320, 1280):
        tutor.set_viewport_size({"width": width, "height": 800})
        seen[width] = tutor.evaluate(OVERFLOW), axe(tutor)
    assert seen == dict.fromkeys((320, 1280), (0, []))

    press(tutor.get_by_role("button", name="Stäng gruppen"))
    come_in(page, code)
    expect(page.get_by_role("alert")).to_contain_text("Ingen grupp har koden")
    assert axe(page) == []
