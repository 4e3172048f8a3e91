"""A helper books for the person beside them: by keyboard alone, in few presses and pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

WIDE, NARROW = 1280, 320
DAY = "/bjorkhamn/{}/staff/appointments/"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def helper(browser, server, signed_in) -> Page:
    context = browser.new_context(base_url=server)
    context.add_cookies(signed_in("helper"))
    page = context.new_page()
    page.goto("/bjorkhamn/sv/staff/")
    yield page
    context.close()


class Keyboard:
    """Counts what is pressed, and the pages that came of it."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses, self.pages = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def tab_to(self, selector: str) -> None:
        for _ in range(40):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached")

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.press("Enter")
        self.pages += 1


def test_time_is_booked_by_keyboard(helper):
    helper.goto(DAY.format("sv") + "book/?place=stadsbiblioteket")
    keyboard = Keyboard(helper)
    helper.locator("main").focus()
    keyboard.tab_to("nav[aria-label='Vad gäller det?'] a")
    keyboard.enter()
    helper.locator("main").focus()
    keyboard.tab_to("[name=time]")
    keyboard.press("Space")
    keyboard.tab_to("[name=name]")
    helper.keyboard.type("Alva Berg")
    keyboard.enter()
    expect(helper.get_by_role("heading", level=1)).to_have_text("Alva Berg")
    assert (keyboard.presses < 40, keyboard.pages) == (True, 2)


def test_four_presses_and_a_name_book_a_time(helper):
    """What for, when, the name, done; the page that opens has the slip, and is where it is cancelled."""
    helper.goto(DAY.format("sv") + "book/?place=stadsbiblioteket")
    press(helper.get_by_role("navigation", name="Vad gäller det?").get_by_role("link").first)
    helper.locator(".vk-pick").first.click()
    helper.get_by_label("Namn").fill("Bo Ek")
    helper.get_by_role("button", name="Boka").click()
    expect(helper.locator(".vk-slip svg")).to_be_visible()
    helper.get_by_text("Avboka tiden").first.click()
    helper.get_by_role("button", name="Avboka tiden").click()
    expect(helper.locator("main")).to_contain_text("Avbokad")


@pytest.mark.parametrize("address", ["", "?mine=1", "find/", "book/", "wall/stadsbiblioteket/"])
def test_page_has_no_barrier_and_fits(helper, axe, address):
    seen = {}
    helper.set_viewport_size({"width": NARROW, "height": 900})
    for language in ("da", "en", "sv"):
        response = helper.goto(DAY.format(language) + address)
        seen[language] = response.status, helper.evaluate(OVERFLOW)
    narrow = axe(helper)
    helper.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    large = helper.evaluate(OVERFLOW)
    helper.evaluate("() => { document.documentElement.style.fontSize = '' }")
    helper.set_viewport_size({"width": WIDE, "height": 900})
    assert (seen, narrow, large, axe(helper)) == (dict.fromkeys(("da", "en", "sv"), (200, 0)), [], 0, [])
