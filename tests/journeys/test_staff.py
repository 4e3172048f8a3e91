"""The staff side in a real browser: every page without barriers on a phone and on a wide screen, in each language."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

WIDE, NARROW = 1280, 320
STAFF = "/bjorkhamn/{}/staff/"
SERVICE, PLACE = "services/entry/forskola-ansok/", "places/stadsbiblioteket/"
# Of the demo’s second counting week, the one that writes sheets and is late.
UNIT = "measurement/counting/units/10/"
# The first practice copy of the demo.
COPY = "practice/1/"
# The base package of the demo.
PACKAGE = "learning/1/"
PAGES = [
    "",
    "account/",
    "appointments/queue/",
    "appointments/queue/stadsbiblioteket/",
    "appointments/queue/stadsbiblioteket/sign/",
    "audit/",
    "desk/?place=",
    "desk/?place=stadsbiblioteket&q=bygglov",
    "certificates/",
    "courses/",
    "courses/courses/new/",
    "mail/",
    "mailbox/",
    "learning/",
    PACKAGE,
    f"{PACKAGE}edition/1/what-is-the-internet/sv/",
    f"{PACKAGE}pictures/",
    f"{PACKAGE}videos/",
    "learning/bring/",
    "learning/new/",
    "measurement/",
    "measurement/avoidable/",
    "measurement/counting/",
    "measurement/counting/2/",
    "measurement/counting/2/edit/",
    "measurement/counting/2/results/",
    UNIT,
    f"{UNIT}edit/",
    f"{UNIT}file/",
    f"{UNIT}paper/",
    "measurement/digital-use/",
    "measurement/digital-use/keys/",
    "measurement/learnt/",
    "measurement/places/",
    "measurement/practice/",
    f"measurement/{COPY}",
    "measurement/services/",
    "measurement/services/forskola-ansok/",
    "measurement/where/",
    "people/",
    "people/invite/",
    "practice/",
    COPY,
    f"{COPY}document/",
    f"{COPY}remove/",
    f"{COPY}screens/start/",
    f"{COPY}share/",
    f"{COPY}words/",
    "practice/groups/",
    "practice/new/",
    "practice/new/document/",
    "practice/new/recorded/",
    "practice/new/shared/",
    "practice/new/shipped/",
    "practice/personas/",
    "practice/personas/karin/",
    "practice/personas/new/",
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
    "outreach/cascade/",
    "outreach/campaigns/1/",
    "outreach/campaigns/new/",
    "outreach/cascade/areas/",
    "settings/",
    "settings/accessibility/",
    "settings/contact/",
    "settings/languages/",
    "settings/look/",
]
# As much of one as is looked at to know it for a video.
MP4 = b"\0\0\0\x18ftypmp42" + bytes(100)
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def administrator(browser, server, signed_in) -> Page:
    """Signed in with what “make demo” prints and the code that the demo shows."""
    context = browser.new_context(base_url=server)
    context.add_cookies(signed_in("administrator"))
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(STAFF.format("sv"))
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


def test_sheet_of_a_counting_week_has_no_barrier_on_a_phone(administrator, axe):
    administrator.set_viewport_size({"width": NARROW, "height": 800})
    administrator.goto(STAFF.format("sv") + UNIT)
    administrator.locator("tbody a").first.press("Enter")
    administrator.get_by_label("Något annat: Ville veta något").fill("41")
    assert (axe(administrator), administrator.evaluate(OVERFLOW)) == ([], 0)


def test_service_is_edited_by_keyboard_and_residents_see_it(administrator):
    """One that no other journey looks for: it has the name in the next run too."""
    page = administrator
    page.goto(STAFF.format("sv") + "services/entry/konsumentradgivning/edit/")
    name = page.get_by_label("Namn – svenska")
    name.fill("Fråga om ett köp")
    name.press("Enter")
    expect(page).to_have_url(re.compile("/staff/services/entry/konsumentradgivning/$"))
    page.goto("/bjorkhamn/sv/services/konsumentradgivning/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fråga om ett köp")


def test_screen_of_a_practice_copy_is_written_and_seen_at_once(administrator, axe):
    page = administrator
    page.complaints.clear()
    page.goto(STAFF.format("sv") + COPY)
    press(page.get_by_role("button", name="Ändra i ett utkast"))
    press(page.locator(".vk-screens a").first)
    press(page.get_by_role("button", name="Rubrik", exact=True))
    added = page.locator("#blocks details").last.get_by_label("Text")
    added.fill("Hej {given_name}!")
    added.press("Tab")
    expect(page.get_by_role("status")).to_contain_text("Sparat i utkastet.")
    expect(page.frame_locator("iframe.vk-still").get_by_role("heading").last).to_have_text("Hej Karin!")
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        assert (axe(page), page.evaluate(OVERFLOW)) == ([], 0)
    assert page.complaints == []
    page.goto(STAFF.format("sv") + COPY)
    press(page.get_by_role("button", name="Släng utkastet"))


def test_lesson_of_a_new_edition_is_written_and_residents_see_it_when_it_is_published(administrator, axe):
    page, lesson = administrator, "/bjorkhamn/sv/learn/librarians/first-aid-at-the-desk/"
    page.complaints.clear()
    page.goto(STAFF.format("sv") + "learning/")
    press(page.get_by_role("link", name="Digital första hjälpen"))
    address = page.url
    press(page.get_by_role("button", name="Börja på en ny utgåva"))
    press(page.locator("#modules li").first.get_by_role("link", name="Svenska"))
    press(page.locator("#lessons li a").first)
    editing = page.url
    press(page.get_by_role("button", name="Bra att veta", exact=True))
    added = page.locator("#blocks details").last.get_by_label("Text")
    added.fill("Fråga vad det gäller.")
    expect(page.locator("#preview .vk-lesson__box").last).to_contain_text("Fråga vad det gäller.")
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        assert (axe(page), page.evaluate(OVERFLOW)) == ([], 0)
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(page.locator("#preview").get_by_role("status")).to_contain_text("Sparat i utkastet.")
    for below in ("", "settings/", editing.removeprefix(address).partition("lesson/")[0]):
        page.goto(address + below)
        assert (axe(page), page.evaluate(OVERFLOW)) == ([], 0), below
    page.goto(address)
    press(page.get_by_role("button", name="Publicera"))
    assert page.complaints == []
    page.goto(lesson)
    press(page.locator(".vk-outline a").first)
    expect(page.locator("main")).to_contain_text("Fråga vad det gäller.")


def test_captions_of_a_video_are_written_without_a_barrier(administrator, axe):
    page = administrator
    page.goto(STAFF.format("sv") + f"{PACKAGE}videos/")
    page.get_by_label("Video").set_input_files({"name": "hej.mp4", "mimeType": "video/mp4", "buffer": MP4})
    page.get_by_role("button", name="Lägg till videon").click()
    page.get_by_role("link", name="Skriv undertexter på svenska").click()
    page.get_by_label("Eller undertexterna som text").fill("Hej.")
    page.get_by_role("button", name="Spara undertexterna").click()
    expect(page.get_by_text("Något behöver rättas")).to_be_visible()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe(page), page.evaluate(OVERFLOW)) == ([], 0)
    page.goto(STAFF.format("sv") + f"{PACKAGE}videos/")
    page.get_by_role("button", name="Ta bort videon").click()
    expect(page.get_by_text("Videon är borttagen")).to_be_visible()


def test_place_is_closed_earlier_today_in_one_step_from_a_phone(administrator):
    page = administrator
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(STAFF.format("sv") + f"{PLACE}today/")
    press(page.get_by_role("button", name="Stängt hela dagen"))
    page.goto("/bjorkhamn/sv/places/stadsbiblioteket/")
    expect(page.locator("main")).to_contain_text("Stängt")
    page.goto(STAFF.format("sv") + f"{PLACE}today/")
    press(page.get_by_role("button", name="Tillbaka till det vanliga"))


def test_number_that_is_called_is_told_on_the_phone_by_itself(administrator, page):
    desk = STAFF.format("sv") + "appointments/queue/norrstrands-bibliotek/"
    administrator.goto(desk)
    press(administrator.get_by_role("button", name="Öppna kön"))
    page.goto("/bjorkhamn/sv/queue/norrstrands-bibliotek/")
    page.get_by_role("button", name="Ta en nummerlapp").click()
    expect(page.locator("#turn")).to_contain_text("Du är näst på tur.")
    administrator.goto(desk)
    press(administrator.get_by_role("button", name="Ropa upp nästa"))
    expect(page.locator("#turn")).to_contain_text("Det är din tur.")
    expect(page).to_have_title(re.compile("Det är din tur"))
    press(administrator.get_by_role("button", name="Klar, sedan paus"))
    press(administrator.get_by_role("button", name="Stäng kön"))
