"""What a resident comes to do, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

# Whether what has the focus has a ring; the link of a card has it around the whole card.
RINGS = """() => [null, "::after"].some(
    part => getComputedStyle(document.activeElement, part).outlineStyle !== "none")"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says the words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"Nothing that says “{words}” was reached.")


def facts(page: Page) -> dict[str, str]:
    return dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts(), strict=True))


def test_resident_finds_preschool_by_an_everyday_word_and_the_keyboard(page):
    page.goto("/bjorkhamn/sv/")
    box = page.get_by_role("combobox")
    box.press_sequentially("dagi")
    expect(page.get_by_role("option").first).to_have_text("dagis")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-suggestions-0")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/bjorkhamn/sv/search/\?q=dagis$"))
    first = page.locator("main h3 a").first
    expect(first).to_have_text("Ansök om plats i förskola")
    press(first)
    assert set(facts(page)) == {"Vad kostar det?", "Hur lång tid tar det?", "Behöver jag e-legitimation?"}
    for heading in ("Så gör du", "Utan e-legitimation", "Här får du personlig hjälp"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".vk-channel")).not_to_have_count(0)
    expect(page.locator("aside .vk-open").first).to_have_text(re.compile("Öppet|Stängt|Svarar|Självservice|Obemannat"))


def test_resident_finds_help_with_glasses_in_danish(page):
    page.goto("/egesund/da/")
    page.get_by_label("Søg").last.fill("hjælp til briller")
    page.keyboard.press("Enter")
    expect(page.locator("main h3 a").first).to_have_text(re.compile("briller", re.IGNORECASE))


def test_all_works_without_javascript(browser, server):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/bjorkhamn/sv/")
    page.locator("main input[type=search]").fill("dagis")
    page.locator("main button[type=submit]").click()
    page.get_by_role("link", name=re.compile("^Ansök om plats i förskola")).click()
    expect(page.get_by_role("heading", name="Utan e-legitimation")).to_be_visible()
    page.get_by_role("link", name="Få hjälp nära dig").first.click()
    page.locator("input[name=district]").fill("Norrstrand")
    page.get_by_role("button", name="Visa närmaste").click()
    expect(page.locator("main ol h3 a").first).to_have_text("Norrstrands bibliotek")
    expect(page.locator("[data-position-button], [data-print]").first).to_be_hidden()
    context.close()


def test_position_puts_the_nearest_first_and_is_sent_to_a_hundred_metres(page):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 55.90641234, "longitude": 12.92312345})
    page.goto("/bjorkhamn/sv/places/")
    page.get_by_role("button", name="Använd min plats").click()
    expect(page).to_have_url(re.compile(r"\?lat=55\.906&lon=12\.923$"))
    expect(page.locator("main ol h3 a").first).to_have_text("Ljungby bys bibliotek")


def test_refused_position_asks_for_a_district_instead(page):
    page.context.clear_permissions()
    page.goto("/bjorkhamn/sv/places/")
    page.get_by_role("button", name="Använd min plats").click()
    expect(page.locator("[data-position] [role=status]")).not_to_be_empty()
    expect(page).to_have_url(re.compile(r"/places/$"))


def test_change_of_language_keeps_the_page(page):
    page.goto("/bjorkhamn/sv/places/stadsbiblioteket/")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/bjorkhamn/en/places/stadsbiblioteket/$"))
    expect(page.locator("h1")).to_have_text("The City Library")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_keyboard_alone_skips_to_the_content_and_sees_where_it_is(page):
    page.goto("/bjorkhamn/sv/services/forskola-ansok/")
    page.keyboard.press("Tab")
    skip = page.locator(".vk-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(RINGS), page.evaluate("document.activeElement.outerHTML")


def test_keyboard_alone_reaches_a_place(page):
    page.goto("/bjorkhamn/sv/")
    tab_to(page, "Stadsbiblioteket") if "Stadsbiblioteket" in page.inner_text("main") else tab_to(page, "Alla platser")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/"))


def test_printed_page_has_a_code_back_to_it_and_no_buttons(page):
    page.goto("/bjorkhamn/sv/services/forskola-ansok/")
    expect(page.get_by_role("button", name="Skriv ut sidan")).to_be_visible()
    expect(page.locator(".vk-qr")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".vk-qr svg")).to_be_visible()
    expect(page.locator(".vk-qr strong")).to_have_text(page.url)
    for unneeded in ("[data-print]", ".vk-header nav", ".vk-skip", "form"):
        assert [element for element in page.locator(unneeded).all() if element.is_visible()] == []


@pytest.mark.parametrize("address", ["courses/", "practice/"])
def test_printed_list_has_nothing_to_fill_in(page, address):
    page.goto(f"/bjorkhamn/sv/{address}")
    page.emulate_media(media="print")
    assert [form for form in page.locator("form").all() if form.is_visible()] == []


def test_chosen_answer_is_told_and_the_link_still_followed(page):
    page.goto("/bjorkhamn/sv/search/?q=dagis")
    with page.expect_request(re.compile("/search/chosen/$")) as told:
        page.locator("main h3 a").first.click()
    assert re.search(r'name="result"\s+service:\d+:1\s', told.value.post_data)
    expect(page).to_have_url(re.compile(r"/services/"))
