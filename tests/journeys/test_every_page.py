"""Every public page, in every language, on a wide and on a narrow screen."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journeys

# The narrow one last, where text is made large.
WIDE, NARROW = WIDTHS = (1280, 320)
# Where barriers are looked for, which takes longer than all else: elements differ by width, and by whether a town has a
# text in the language; one of these two is each town's own. How much room words take is looked at everywhere.
LOOKED_AT = {"sv": NARROW, "da": WIDE}
LARGE_IN = "sv"
LARGEST_PAGE = 100_000
ADDRESSES = {
    "bjorkhamn": [
        "",
        "search/",
        "search/?q=dagis",
        "search/?q=protokoll+kommunstyrelsen",
        "search/?q=qwxzzy",
        "services/",
        "services/forskola-ansok/",
        "life-events/",
        "life-events/having-a-child/",
        "places/",
        "places/?district=Norrstrand",
        "places/?district=Atlantis",
        "places/stadsbiblioteket/",
        "queue/stadsbiblioteket/",
        "book/",
        "book/e-tjanster-och-blanketter/",
        "book/e-tjanster-och-blanketter/times/",
        "practice/",
        "practice/pay-a-bill/",
        "practice/pay-a-bill/sheet/",
        "practice/pay-a-bill/card/",
        "practice/pay-a-bill/done/",
        "learn/",
        "learn/base/",
        "learn/base/edition/1/",
        "learn/base/what-is-the-internet/",
        "learn/base/what-is-the-internet/lesson/what-the-internet-is/",
        "learn/base/what-is-the-internet/quiz/",
        "learn/base/what-is-the-internet/paper/",
        "certificates/",
        "certificates/nosuchcode/",
        "courses/",
        "courses/forsta-steget-pa-natet/",
        "t/",
        "contact/",
        "about/",
        "accessibility/",
        "no-such-page/",
    ],
    "egesund": ["", "search/?q=briller", "contact/"],
    "lovskar": ["", "services/"],
}
HEAVIEST = [
    ("bjorkhamn", ""),
    ("bjorkhamn", "services/"),
    ("bjorkhamn", "search/?q=dagis"),
    ("bjorkhamn", "places/"),
    ("bjorkhamn", "places/stadsbiblioteket/"),
    ("egesund", ""),
    ("lovskar", "services/"),
]
PAGES = [(town, address) for town, addresses in ADDRESSES.items() for address in addresses]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BIG_TEXT = "() => { document.documentElement.style.fontSize = '200%' }"


@pytest.fixture(scope="module")
def reader(browser, server):
    """One reader for all pages, so that what is the same for all is fetched once."""
    context = browser.new_context(base_url=server)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "request", lambda request: page.complaints.append(request.url) if not request.url.startswith(server) else None
    )
    yield page
    context.close()


@pytest.mark.parametrize("language", ["sv", "da", "en"])
@pytest.mark.parametrize(("town", "address"), PAGES)
def test_page_has_no_barrier_and_fits_also_with_large_text_and_forced_colours(
    reader: Page, axe, town, address, language
):
    reader.complaints.clear()
    response = reader.goto(f"/{town}/{language}/{address}")
    expected = [] if response.ok else ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    seen = {}
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        seen[width] = axe(reader) if LOOKED_AT.get(language) == width else [], reader.evaluate(OVERFLOW)
    assert seen == dict.fromkeys(WIDTHS, ([], 0))
    assert reader.complaints == expected
    if language == LARGE_IN:
        assert overflows_in_forced_colours_and_with_large_text(reader) == (0, 0)


def overflows_in_forced_colours_and_with_large_text(reader: Page) -> tuple[int, int]:
    reader.emulate_media(forced_colors="active")
    forced = reader.evaluate(OVERFLOW)
    reader.emulate_media(forced_colors="none")
    reader.evaluate(BIG_TEXT)
    return forced, reader.evaluate(OVERFLOW)


@pytest.mark.parametrize(("town", "address"), HEAVIEST)
def test_page_is_small(page: Page, town, address):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    types, sizes = {}, {}
    session.on("Network.responseReceived", lambda event: types.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"/{town}/sv/{address}", wait_until="networkidle")
    assert sum(size for request, size in sizes.items() if types.get(request) != "Font") < LARGEST_PAGE
