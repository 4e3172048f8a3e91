"""A helper confirms by hand, the learner's browser keeps it, and a certificate comes of it that anybody can check."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journeys

FRONT = "/bjorkhamn/sv/"


@pytest.fixture
def helper(browser, server, signed_in) -> Page:
    context = browser.new_context(base_url=server)
    context.add_cookies(signed_in("helper"))
    page = context.new_page()
    page.goto(f"{FRONT}staff/certificates/confirm/base/")
    yield page
    context.close()


def test_confirmed_by_hand_kept_by_the_browser_and_checked_by_anybody(helper, page, axe):
    for module in helper.get_by_role("checkbox").all():
        module.check()
    helper.get_by_role("button", name="Intyga modulerna").click()
    expect(helper.locator(".vk-confirmation")).to_be_visible()
    assert axe(helper) == []
    page.goto(helper.locator(".vk-confirmation a").get_attribute("href"))
    page.goto(f"{FRONT}learn/base/")
    page.get_by_role("link", name="Få ditt intyg").click()
    page.get_by_label("Ditt namn").fill("Åsa Öberg")
    page.get_by_role("button", name="Få ditt intyg").press("Enter")
    expect(page.get_by_role("heading", name="Ditt intyg", exact=True)).to_be_visible()
    assert axe(page) == []
    page.locator("main a", has_text="/certificates/").click()
    expect(page.get_by_role("heading", name="Det här intyget gäller")).to_be_visible()
    page.goto(f"{FRONT}learn/base/")
    expect(page.get_by_role("link", name="Ditt intyg", exact=True)).to_be_visible()
    helper.goto(page.url)
    expect(helper.get_by_role("link", name="Få ditt intyg")).to_be_hidden()
