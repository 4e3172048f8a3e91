"""An ambassador logs in three taps on a phone, and the cascade shows it; a volunteer does so without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

STAFF = "/bjorkhamn/sv/staff/outreach/"
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def coordinator(browser, server, signed_in) -> Page:
    context = browser.new_context(base_url=server, viewport=PHONE)
    context.add_cookies(signed_in("coordinator"))
    page = context.new_page()
    page.goto(STAFF)
    yield page
    context.close()


def tap(page: Page, number: str) -> None:
    """Which package, how many, whom."""
    page.get_by_label("Digitalt körkort", exact=True).check()
    page.get_by_label(number, exact=True).check()
    page.get_by_role("button", name="Seniorer", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(f"Sparat: {number} personer, seniorer")


def taught(page: Page) -> int:
    """As the cascade sums it up."""
    page.goto(f"{STAFF}cascade/")
    return int(page.locator(".vk-sums dd").nth(1).inner_text().split()[0])


def test_three_taps_reach_the_cascade_and_undo_takes_them_back(coordinator, browser, server):
    before = taught(coordinator)
    coordinator.goto(STAFF)
    tap(coordinator, "12")
    assert taught(coordinator) == before + 12
    coordinator.go_back()
    press(coordinator.get_by_role("button", name="Ångra"))
    assert taught(coordinator) == before

    coordinator.get_by_role("link", name="Bertil Ask").click()
    secret = coordinator.get_by_label("Hemlig länk").input_value()
    plain = browser.new_context(base_url=server, viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(secret)
    tap(plain, "5")
    assert (taught(coordinator), plain.context.cookies()) == (before + 5, [])
    press(plain.get_by_role("button", name="Ångra"))
    plain.context.close()
