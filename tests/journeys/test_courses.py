"""A resident takes the last seat, the next one waits, and moves up when the first signs off: without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

NARROW = {"width": 320, "height": 800}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BIG_TEXT = "() => { document.documentElement.style.fontSize = '200%' }"
SIGNED_UP = re.compile(r"/bjorkhamn/sv/signed-up/[0-9a-f-]{36}/$")
# It has four seats, of which three are taken.
COURSE = "/bjorkhamn/sv/courses/vardagshjalp-i-mobilen/"


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def sign_up(page: Page, name: str, reach: str, button: str) -> str:
    page.goto(COURSE)
    page.locator("main .vk-card__title a").first.click()
    page.get_by_label("Ditt namn").fill(name)
    page.get_by_label("E-postadress eller telefonnummer").fill(reach)
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(SIGNED_UP)
    return page.url


def test_last_seat_is_taken_given_back_and_taken_by_who_waited(browser, server):
    context = browser.new_context(base_url=server, viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    first = sign_up(page, "Alva Berg", "alva@example.org", "Anmäl mig")
    expect(heading(page)).to_have_text("Du är anmäld")
    second = sign_up(page, "Bo Ek", "bo@example.org", "Ställ mig i kö")
    expect(page.get_by_text("Du är nummer 1 i kön")).to_be_visible()
    page.goto(first)
    page.get_by_role("link", name="Avanmäl").click()
    page.get_by_role("button", name="Ja, avanmäl mig").click()
    expect(heading(page)).to_have_text("Du är avanmäld")
    page.goto(second)
    expect(heading(page)).to_have_text("Du är anmäld")
    # As the demo was, for who runs this again.
    page.goto(f"{second}sign-off/")
    page.get_by_role("button", name="Ja, avanmäl mig").click()
    expect(heading(page)).to_have_text("Du är avanmäld")
    assert context.cookies() == []
    context.close()


def test_no_page_on_the_way_has_a_barrier_or_is_too_wide(browser, server, axe):
    context = browser.new_context(base_url=server, viewport=NARROW)
    page, seen = context.new_page(), {}

    def look(name: str) -> None:
        seen[name] = axe(page)
        page.evaluate(BIG_TEXT)
        seen[name].append(page.evaluate(OVERFLOW))

    page.goto("/bjorkhamn/sv/courses/")
    look("list")
    page.goto(COURSE)
    look("course")
    press(page.locator("main .vk-card__title a").first)
    look("date")
    press(page.get_by_role("button", name="Anmäl mig"))
    look("errors")
    signed_up = sign_up(page, "Alva Berg", "0701740605", "Anmäl mig")
    look("signed up")
    page.goto(f"{signed_up}sign-off/")
    look("sign off")
    page.get_by_role("button", name="Ja, avanmäl mig").click()
    expect(heading(page)).to_have_text("Du är avanmäld")
    look("signed off")
    context.close()
    assert {name: found for name, found in seen.items() if found != [0]} == {}
