"""Take the pictures in docs again, from a demo that runs: scripts/pictures.py ADDRESS LOG.

The demo's log holds the sign-ins. What is written on the way (an import that is read, an invitation, a draft) stays in
the demo, so take them of one that nobody else uses: make demo VERKSTAD_HOME=/tmp/pictures BACKGROUND=1
"""

import io
import re
import shutil
import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURES = REPOSITORY / "docs" / "pictures"
SIGN_IN = re.compile(r"^ +(\w+) +(\S+@bjorkhamn\.example) +(\S+)$", re.MULTILINE)
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 780}


def take(page: Page, name: str, height: int, first: str = "main") -> None:
    """What is on the page from the element ``first`` on, at most ``height`` pixels high."""
    top, main = page.locator(first).first.bounding_box(), page.locator("main").bounding_box()
    height = min(height, round(main["y"] + main["height"] - top["y"]))
    clip = {"x": 0, "y": top["y"], "width": page.viewport_size["width"], "height": height}
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip, animations="disabled"))).convert("RGB")
    for colours in (128, 64, 32, 16):
        file = io.BytesIO()
        picture.quantize(colours).save(file, "PNG", optimize=True)
        if file.tell() <= 80_000:
            break
    (PICTURES / f"{name}.png").write_bytes(file.getvalue())
    print(f"{name}.png, {file.tell() // 1000} kB")


def sign_in(browser: Browser, staff: str, who: tuple[str, str], viewport: dict, picture: str = "") -> Page:
    page = browser.new_context(viewport=viewport, base_url=staff, locale="sv-SE").new_page()
    page.goto("")
    page.get_by_label("E-postadress").fill(who[0])
    page.get_by_label("Lösenord").fill(who[1])
    page.get_by_role("button", name="Logga in", exact=True).click()
    code = re.search(r"koden är (\d{6})", page.locator("main").inner_text()).group(1)
    if picture:
        take(page, picture, 500, "body")
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("heading", name="Hej").wait_for()
    return page


def open_today(page: Page) -> None:
    """Staffed hours, whatever day of the week the pictures are taken."""
    page.goto("places/stadsbiblioteket/year/")
    page.locator("[aria-current=date]").click()
    page.get_by_label("Tider").fill("8–20")
    page.get_by_role("button", name="Spara").click()


def conflict(page: Page, other: Page) -> None:
    """Both open the same draft; the second to save is asked."""
    for who in (page, other):
        who.goto("services/entry/cykelbox/edit/")
    before = page.locator("[name$=cost]").first.input_value()
    prices = [price for price in ("90 kronor.", "100 kronor.", "110 kronor.") if price != before]
    for who, price in zip((page, other), prices, strict=False):
        who.locator("[name$=cost]").first.fill(price)
        who.get_by_role("button", name="Spara", exact=True).last.click()
        who.wait_for_load_state()
    take(other, "two-at-once", 540)


def bring_file(page: Page) -> None:
    page.goto("services/imports/new/")
    page.get_by_role("radio").first.check()
    page.locator("[type=file]").set_input_files(REPOSITORY / "demo" / "imports" / "bjorkhamn-tekniska.csv")
    page.get_by_role("button", name="Läs").click()
    page.locator(".vk-import").first.wait_for(timeout=60_000)
    page.goto(f"{page.url.split('?')[0]}?show=unsure")
    take(page, "import-from-a-file", 900, ".vk-chips")


def settings(page: Page) -> None:
    page.goto("settings/look/")
    page.locator("[name=main_colour]").fill("#7a1f4b")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_load_state()
    take(page, "settings", 900)
    page.get_by_role("button", name="Släng").click()


def queue(page: Page) -> None:
    """One who is helped, and four who wait."""
    place = "appointments/queue/stadsbiblioteket/"
    page.goto(place)
    page.get_by_role("button", name="Öppna kön").click()
    for _ in range(5):
        page.get_by_role("button", name="Nummerlapp på papper").click()
        page.goto(place)
    page.get_by_role("button", name="Ropa upp nästa").click()
    page.wait_for_load_state()
    take(page, "drop-in-queue", 900)


def times_of_a_helper(page: Page) -> None:
    page.goto("appointments/helpers/")
    page.locator(".vk-places h2 a").first.click()
    page.wait_for_load_state()
    take(page, "times-of-a-helper", 1100)


def sheets(page: Page) -> None:
    """A door sign and a poster beside each other."""
    picture = Image.new("RGB", (1010, 700), "grey")
    for number, kind in enumerate(("door-sign", "poster")):
        choice = f"kind={kind}&language=sv&week={page.locator('[name=week]').input_value()}"
        file = pypdfium2.PdfDocument(page.request.get(f"places/stadsbiblioteket/print/pdf/?{choice}").body())
        paper = file[0].render(scale=700 / file[0].get_height()).to_pil()
        picture.paste(paper, (number * 510, 0))
    picture.crop((0, 0, 510 + paper.width, 700)).quantize(64).save(PICTURES / "sheets.png", optimize=True)


def day_of_a_place(page: Page) -> None:
    """The next one on which somebody comes, and booking for one more."""
    page.goto("appointments/?place=stadsbiblioteket")
    while not page.locator(".vk-person").count():
        page.get_by_role("link", name="Dagen efter").click()
        page.wait_for_load_state()
    take(page, "the-day", 900)
    look_at(page, "appointments/book/?place=stadsbiblioteket", "book-for-somebody", 900)


def digital_use(page: Page) -> None:
    """Of a service that is done digitally more and more."""
    page.goto("measurement/services/bygglov/?exact=on")
    figure = page.locator("figure.vk-chart")
    take(page, "enquiries-and-digital-use", round(figure.bounding_box()["height"]), "figure.vk-chart")


def counting_week(page: Page) -> None:
    """The latest."""
    page.goto("measurement/counting/")
    page.locator(".vk-places h2 a").first.click()
    page.wait_for_load_state()
    take(page, "counting-week", 800)


def practice(page: Page, visitor: Page) -> None:
    """What those who practise see, and what those who write and record see."""
    visitor.goto("../practice/pay-a-bill/try/?language=sv")
    visitor.locator("iframe[src]").first.wait_for()
    visitor.wait_for_timeout(1000)
    take(visitor, "practise", 760)
    for title, address, name in (
        ("Betala en räkning på ett säkert sätt", "screens/real-bill/", "write-a-practice-copy"),
        ("Ansök om en odlingslott", "review/", "practice-recording"),
        ("Ansök om en odlingslott", "share/", "practice-sharing"),
    ):
        page.goto("practice/")
        page.get_by_role("link", name=title, exact=True).click()
        if page.get_by_role("button", name="Ändra i ett utkast").count() and name != "practice-sharing":
            page.get_by_role("button", name="Ändra i ett utkast").click()
        page.wait_for_load_state()
        page.goto(f"{page.url}{address}")
        page.wait_for_timeout(1000)
        take(page, name, 820)


def look_at(page: Page, address: str, name: str, height: int) -> None:
    page.goto(address)
    take(page, name, height)


def package(page: Page) -> None:
    """A lesson of a draft, with one of its blocks open."""
    page.goto("learning/")
    page.get_by_role("link", name="Digitalt körkort", exact=True).click()
    if page.get_by_role("button", name="Börja på en ny utgåva").count():
        page.get_by_role("button", name="Börja på en ny utgåva").click()
    page.locator("#modules li").first.get_by_role("link", name="Svenska").click()
    page.get_by_role("link", name="Vad är en webbläsare?").click()
    page.locator("#blocks summary").nth(0).click()
    page.wait_for_timeout(500)
    take(page, "write-a-package", 900)


def main(address: str, log: str) -> None:
    people = {role: (email, word) for role, email, word in SIGN_IN.findall(Path(log).read_text(encoding="utf-8"))}
    staff = f"{address}/bjorkhamn/sv/staff/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        editor = sign_in(browser, staff, people["editor"], WIDE, "sign-in")
        coordinator = sign_in(browser, staff, people["coordinator"], WIDE)
        administrator = sign_in(browser, staff, people["administrator"], WIDE)
        helper = sign_in(browser, staff, people["helper"], PHONE)
        look_at(editor, "services/entry/forskola-ansok/edit/", "edit-a-service", 900)
        conflict(editor, coordinator)
        look_at(editor, "services/review/?whose=all", "keep-it-true", 760)
        look_at(editor, "search/", "words-people-search-with", 900)
        look_at(editor, "places/norrstrands-bibliotek/hours/", "hours-of-a-place", 900)
        look_at(editor, "places/stadsbiblioteket/print/", "print-for-a-place", 1100)
        sheets(editor)
        open_today(editor)
        look_at(helper, "places/stadsbiblioteket/today/", "closed-today", 780)
        queue(helper)
        times_of_a_helper(coordinator)
        day_of_a_place(coordinator)
        look_at(helper, "../book/e-tjanster-och-blanketter/", "book-a-time", 1100)
        bring_file(editor)
        digital_use(coordinator)
        counting_week(coordinator)
        look_at(administrator, "people/", "people-and-roles", 800)
        settings(administrator)
        visitor = browser.new_context(viewport=WIDE, base_url=staff, locale="sv-SE").new_page()
        visitor.goto("../")
        take(visitor, "start", 860, "body")
        practice(editor, visitor)
        look_at(visitor, "../learn/base/", "learn", 900)
        package(editor)
        look_at(administrator, "audit/", "who-did-what", 800)


if __name__ == "__main__":
    main(*sys.argv[1:])
