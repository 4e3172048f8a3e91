"""A resident books a time with a helper, moves it and cancels it: on a small screen, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

NARROW = {"width": 320, "height": 800}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BIG_TEXT = "() => { document.documentElement.style.fontSize = '200%' }"
BOOKED = re.compile(r"/bjorkhamn/sv/booked/[0-9a-f-]{36}/$")


def choose_last_time(page: Page) -> None:
    """Of the days that are shown, so that there is time to change it."""
    press(page.locator(".vk-times a").last)


def book(page: Page, reach: str) -> None:
    page.goto("/bjorkhamn/sv/services/forskola-ansok/")
    press(page.get_by_role("link", name="Boka tid"))
    press(page.locator("main .vk-card__title a").first)
    choose_last_time(page)
    page.get_by_label("Ditt namn").fill("Alva Berg")
    page.get_by_label("E-postadress eller telefonnummer").fill(reach)
    page.get_by_role("button", name="Boka den här tiden").click()
    expect(page).to_have_url(BOOKED)


def cancel(page: Page) -> None:
    """Nobody has more than a few times ahead, also when this is run again."""
    press(page.get_by_role("link", name="Avboka tiden"))
    press(page.get_by_role("button", name="Ja, avboka min tid"))
    expect(heading(page)).to_have_text("Din tid är avbokad")


def heading(page: Page):
    return page.get_by_role("heading", level=1)


@pytest.fixture
def without_javascript(browser, server):
    context = browser.new_context(base_url=server, viewport=NARROW, java_script_enabled=False)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_time_is_booked_moved_and_cancelled_without_javascript_or_cookie(without_javascript):
    page = without_javascript
    book(page, "alva@example.org")
    expect(heading(page)).to_have_text("Din tid är bokad")
    before = page.locator(".vk-slip__when").inner_text()
    press(page.get_by_role("link", name="Boka om tiden"))
    press(page.get_by_role("link", name="Senare dagar"))
    choose_last_time(page)
    page.get_by_role("button", name="Ja, ta den nya tiden").click()
    expect(page).to_have_url(BOOKED)
    expect(page.locator(".vk-slip__when")).not_to_have_text(before)
    page.get_by_role("button", name="Skriv till mig om tidigare tider").click()
    expect(page.get_by_role("button", name="Skriv inte till mig mer")).to_be_visible()
    cancel(page)


def test_calendar_file_is_fetched(page):
    book(page, "0701740605")
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Lägg tiden i min kalender").click()
    assert "SUMMARY:Ansöka och fylla i tillsammans" in calendar.value.path().read_text()
    cancel(page)


def test_no_page_on_the_way_has_a_barrier_or_is_too_wide(browser, server, axe):
    context = browser.new_context(base_url=server, viewport=NARROW)
    page, seen = context.new_page(), {}

    def look(name: str) -> None:
        seen[name] = axe(page)
        page.evaluate(BIG_TEXT)
        seen[name].append(page.evaluate(OVERFLOW))

    def follow(name: str, link: str) -> None:
        page.goto(link)
        look(name)

    front = "/bjorkhamn/sv/book/"
    follow("what", front)
    follow("several", f"{front}?theme=internet")
    follow("where", f"{front}e-tjanster-och-blanketter/")
    follow("nowhere", f"{front}e-tjanster-och-blanketter/?language=fi")
    follow("when", f"{front}e-tjanster-och-blanketter/times/")
    time = page.locator(".vk-times a").last.get_attribute("href")
    follow("who", time)
    press(page.get_by_role("button", name="Boka den här tiden"))
    look("errors")
    follow("taken", re.sub(r"T\d{4}Z", "T0307Z", time))
    book(page, "alva@example.org")
    booked = page.url
    look("booked")
    follow("move", f"{booked}move/")
    follow("sure", page.locator(".vk-times a").last.get_attribute("href"))
    follow("cancel", f"{booked}cancel/")
    press(page.get_by_role("button", name="Ja, avboka min tid"))
    look("cancelled")
    context.close()
    assert {name: found for name, found in seen.items() if found != [0]} == {}
