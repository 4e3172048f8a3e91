"""Somebody who has never used a browser learns what it is, with the keyboard alone and with text of twice the size."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press
from tests.journeys.practising import ALL, learner_in
from tests.journeys.test_every_page import BIG_TEXT, OVERFLOW
from tests.journeys.test_resident import RINGS, tab_to
from verkstad.learning.queries.shipped import shipped_packages

pytestmark = pytest.mark.journeys

FIRST = next(text for text in shipped_packages()[0].modules[0] if text.language == "sv")
KEPT = "JSON.parse(localStorage.getItem('verkstad-learning'))"


def follow(page: Page, words: str) -> None:
    """Go to the link or button with Tab and press it, on a page of large text that fits."""
    page.evaluate(BIG_TEXT)
    assert page.evaluate(OVERFLOW) == 0, page.url
    page.locator("main").focus()
    tab_to(page, words)
    assert page.evaluate(RINGS)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page: Page, right: bool) -> None:
    """All questions, with the keys of a radio button."""
    for question in FIRST.quiz:
        numbers = [number for number, one in enumerate(question.answers) if one.right == right]
        page.locator(f"input[name={question.key}]").first.focus()
        page.keyboard.press("Space")
        for _ in range(numbers[0]):
            page.keyboard.press("ArrowDown")


def test_first_module_from_the_start_page_to_the_proof(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/bjorkhamn/sv/")
    page.get_by_role("link", name="Lär dig").first.focus()
    with page.expect_navigation(url=re.compile("/learn/$")):
        page.keyboard.press("Enter")
    follow(page, "Digitalt körkort")
    follow(page, FIRST.title)
    follow(page, "Börja")
    for lesson in FIRST.lessons:
        expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
        follow(page, "Nästa lektion" if lesson is not FIRST.lessons[-1] else "Vidare till frågorna")
    answer(page, right=False)
    follow(page, "Se hur det gick")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inte riktigt än")
    follow(page, "Försök igen")
    answer(page, right=True)
    follow(page, "Se hur det gick")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bra jobbat!")
    follow(page, "Till alla moduler")
    expect(page.locator("[data-learnt]").first.get_by_text("Du är godkänd på modulen")).to_be_visible()
    kept = page.evaluate(KEPT)[f"base/{FIRST.key}"]
    assert kept["read"] == [lesson.key for lesson in FIRST.lessons]


def test_who_comes_back_goes_on_where_they_were(page):
    address = f"/bjorkhamn/sv/learn/base/{FIRST.key}/"
    page.goto(address)
    press(page.get_by_role("link", name="Börja", exact=True))
    page.goto(address)
    page.get_by_role("link", name="Fortsätt där du var").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST.lessons[1].title)


def test_how_far_one_has_come_can_be_forgotten(page):
    page.goto(f"/bjorkhamn/sv/learn/base/{FIRST.key}/lesson/{FIRST.lessons[0].key}/")
    page.goto("/bjorkhamn/sv/learn/base/")
    page.get_by_role("button", name="Glöm hur långt jag har kommit").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate(KEPT) is None


def test_who_has_practised_to_the_end_has_proved_the_module(browser, server):
    context = browser.new_context(base_url=server)
    learner = learner_in(context, server)
    learner.walk(ALL["pay-a-bill.sv"])
    learner.page.goto("/bjorkhamn/sv/learn/base/pay-safely/")
    expect(learner.page.get_by_text("Du är godkänd på modulen")).to_be_visible()
    context.close()
