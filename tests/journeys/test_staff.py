"""The staff side in a real browser: every page without barriers on a phone and on a wide screen, in each language."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import AXE

pytestmark = pytest.mark.journeys

WIDE, NARROW = 1280, 320
STAFF = "/bjorkhamn/{}/staff/"
SERVICE, PLACE = "services/entry/forskola-ansok/", "places/stadsbiblioteket/"
PAGES = [
    "",
    "account/",
    "appointments/queue/",
    "appointments/queue/stadsbiblioteket/",
    "appointments/queue/stadsbiblioteket/sign/",
    "audit/",
    "desk/?place=",
    "desk/?place=stadsbiblioteket&q=bygglov",
    "mail/",
    "mailbox/",
    "people/",
    "people/invite/",
    "places/",
    "places/new/",
    "places/holidays/2027/",
    PLACE,
    f"{PLACE}hours/",
    f"{PLACE}pictures/",
    f"{PLACE}today/",
    f"{PLACE}year/",
    "second-factor/",
    "services/",
    "services/imports/",
    "services/imports/new/",
    "services/new/",
    "services/review/",
    "services/review/links/",
    "services/review/owners/",
    "services/review/quality/",
    SERVICE,
    f"{SERVICE}edit/",
    f"{SERVICE}history/",
    "settings/",
    "settings/accessibility/",
    "settings/contact/",
    "settings/languages/",
    "settings/look/",
]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def administrator(browser, server, first_start) -> Page:
    """Signed in with what “make demo” prints and the code that the demo shows."""
    email, password = re.search(r"administrator +(\S+@bjorkhamn\.example) +(\S+)", first_start.output).groups()
    context = browser.new_context(base_url=server)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(STAFF.format("sv"))
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_label("Kod").fill(re.search(r"koden är (\d{6})", page.locator("main").inner_text()).group(1))
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anna Berg")
    yield page
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_barrier_and_fits(administrator, axe, address):
    administrator.complaints.clear()
    seen = {}
    administrator.set_viewport_size({"width": NARROW, "height": 900})
    for language in ("da", "en", "sv"):
        response = administrator.goto(STAFF.format(language) + address)
        seen[language] = response.status, administrator.evaluate(OVERFLOW)
    narrow = axe(administrator)
    administrator.set_viewport_size({"width": WIDE, "height": 900})
    assert (seen, narrow, axe(administrator)) == (dict.fromkeys(("da", "en", "sv"), (200, 0)), [], [])
    assert administrator.complaints == []
    expect(administrator.get_by_role("button", name="Logga ut")).to_be_visible()


def test_service_is_edited_by_keyboard_and_residents_see_it(administrator):
    page = administrator
    page.goto(STAFF.format("sv") + "services/entry/bibliotekskort/edit/")
    name = page.get_by_label("Namn – svenska")
    name.fill("Skaffa ett lånekort")
    name.press("Enter")
    expect(page).to_have_url(re.compile("/staff/services/entry/bibliotekskort/"))
    page.goto("/bjorkhamn/sv/services/bibliotekskort/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skaffa ett lånekort")


def test_place_is_closed_earlier_today_in_one_step_from_a_phone(administrator):
    page = administrator
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(STAFF.format("sv") + f"{PLACE}today/")
    page.get_by_role("button", name="Stängt hela dagen").click()
    page.goto("/bjorkhamn/sv/places/stadsbiblioteket/")
    expect(page.locator("main")).to_contain_text("Stängt")
    page.goto(STAFF.format("sv") + f"{PLACE}today/")
    page.get_by_role("button", name="Tillbaka till det vanliga").click()


def test_number_that_is_called_is_told_on_the_phone_by_itself(administrator, page):
    desk = STAFF.format("sv") + "appointments/queue/norrstrands-bibliotek/"
    administrator.goto(desk)
    administrator.get_by_role("button", name="Öppna kön").click()
    page.goto("/bjorkhamn/sv/queue/norrstrands-bibliotek/")
    page.get_by_role("button", name="Ta en nummerlapp").click()
    expect(page.locator("#turn")).to_contain_text("Du är näst på tur.")
    administrator.goto(desk)
    administrator.get_by_role("button", name="Ropa upp nästa").click()
    expect(page.locator("#turn")).to_contain_text("Det är din tur.")
    expect(page).to_have_title(re.compile("Det är din tur"))
    administrator.get_by_role("button", name="Klar, sedan paus").click()
    administrator.get_by_role("button", name="Stäng kön").click()
