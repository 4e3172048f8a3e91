"""The desk page in a real browser, with the network cut: what is logged goes in later, once each and in order."""

import re
import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

DESK = "/bjorkhamn/sv/staff/desk/"
PLACE = f"{DESK}?place=stadsbiblioteket"
KEPT = """async () => {
    while (!(await caches.match(location.pathname + "shell/"))) await new Promise(done => setTimeout(done, 50));
}"""
SOLVED, SHOWN, UNSOLVED = "Löst tillsammans", "Visade hur man gör", "Gick inte att lösa"


class Line(socketserver.ThreadingTCPServer):
    """The network between browser and program, which can be cut, or lose what is answered to entries."""

    daemon_threads = True
    is_cut = False
    loses_answers = False

    def __init__(self, program: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.program = program


class Call(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        if self.server.is_cut:
            return
        with socket.create_connection(self.server.program) as program, suppress(OSError):
            while not self.server.is_cut:
                for end in select.select([self.request, program], [], [], 0.05)[0]:
                    if not (said := end.recv(65536)) or not self.pass_on(end, program, said):
                        return

    def pass_on(self, end: socket.socket, program: socket.socket, said: bytes) -> bool:
        if end is self.request:
            self.is_entries = said.startswith(b"POST") and b"/entries/ " in said.partition(b"\r\n")[0]
            program.sendall(said)
        elif self.server.loses_answers and self.is_entries:
            return False
        else:
            self.request.sendall(said)
        return True


@pytest.fixture(scope="module")
def line(server) -> Iterator[Line]:
    parts = urlsplit(server)
    with Line((parts.hostname, parts.port)) as line:
        threading.Thread(target=line.serve_forever, daemon=True).start()
        yield line
        line.shutdown()


def address_of(line: Line) -> str:
    return f"http://127.0.0.1:{line.server_address[1]}"


@pytest.fixture
def device(browser, line, signed_in) -> Iterator[BrowserContext]:
    """A phone of the helper's."""
    context = browser.new_context(base_url=address_of(line), viewport={"width": 360, "height": 740})
    context.add_cookies(signed_in("helper"))
    yield context
    line.is_cut = line.loses_answers = False
    context.close()


@pytest.fixture
def desk(device) -> Page:
    """The desk page, which the device has kept by now."""
    page = open_desk(device)
    page.evaluate(KEPT)
    return page


def open_desk(device: BrowserContext) -> Page:
    page = device.new_page()
    page.goto(PLACE)
    expect(page.get_by_role("heading", name="Registrera en fråga")).to_be_visible()
    return page


def cut(line: Line, device: BrowserContext) -> None:
    line.is_cut = True
    device.set_offline(True)


def mend(line: Line, device: BrowserContext) -> None:
    """The browser tells its pages."""
    line.is_cut = False
    device.set_offline(False)


def log(page: Page, about: str, outcome: str) -> None:
    """Two taps."""
    page.get_by_role("radio", name=about, exact=True).first.click()
    press(page.get_by_role("button", name=outcome))


def usual(page: Page, number: int) -> list[str]:
    """The first subjects that can be tapped."""
    return [button.inner_text() for button in page.locator("[data-log] .vk-desk__subject").all()[:number]]


def kept(page: Page) -> list[str]:
    """What the page says that the device keeps."""
    return [text.partition(" ")[2] for text in page.locator("[data-entries] li p:first-child").all_text_contents()]


def own(page: Page) -> dict[str, tuple[str, str]]:
    """The last that the helper has logged at the place today, the first first, by address."""
    page.goto(PLACE)
    rows = page.locator("tbody tr").filter(has=page.get_by_role("link")).all()
    addresses = [row.get_by_role("link").get_attribute("href") for row in rows]
    cells = [row.locator("td").all_inner_texts() for row in rows]
    return {
        address: (about, went)
        for address, (_time, about, went, _link) in reversed([*zip(addresses, cells, strict=True)])
    }


def since(before: dict[str, tuple[str, str]], page: Page) -> list[tuple[str, str]]:
    """What has been logged besides."""
    return [said for address, said in own(page).items() if address not in before]


def test_two_taps_log_an_enquiry(desk):
    [first] = usual(desk, 1)
    before = own(desk)
    log(desk, first, SOLVED)
    expect(desk.locator("[data-focus]")).to_contain_text(f"Registrerat: {first}. {SOLVED}.")
    assert since(before, desk) == [(first, SOLVED)]


def test_undo_takes_it_back(desk):
    [first] = usual(desk, 1)
    before = own(desk)
    log(desk, first, SOLVED)
    press(desk.get_by_role("button", name="Ångra"))
    assert since(before, desk) == []


def test_works_without_javascript(browser, line, signed_in):
    context = browser.new_context(base_url=address_of(line), java_script_enabled=False)
    context.add_cookies(signed_in("helper"))
    page = open_desk(context)
    before = own(page)
    page.get_by_label("Sök bland tjänsterna").fill("bibliotekskort")
    page.get_by_label("Sök bland tjänsterna").press("Enter")
    name = page.locator("#found label").first.inner_text()
    log(page, name, SHOWN)
    assert since(before, page) == [(name, SHOWN)]
    context.close()


def test_three_logged_without_network_go_in_once_each_in_order_after_the_tab_was_closed(desk, line, device):
    first, second, third = usual(desk, 3)
    before = own(desk)
    said = [(first, SOLVED), (second, UNSOLVED), (third, SHOWN)]
    cut(line, device)
    for about, outcome in said:
        log(desk, about, outcome)
    desk.close()
    page = open_desk(device)
    expect(page.locator("[data-entries] li")).to_have_count(3)
    assert kept(page) == [f"{about}. {outcome}" for about, outcome in said]
    mend(line, device)
    expect(page.get_by_text("Nu är de inskickade: 3")).to_be_visible()
    assert since(before, page) == said


def test_entry_whose_answer_was_lost_is_sent_again_and_is_one(desk, line):
    [first] = usual(desk, 1)
    before = own(desk)
    line.loses_answers = True
    log(desk, first, SOLVED)
    expect(desk.get_by_text("Inget nät.")).to_be_visible()
    line.loses_answers = False
    # The page tries again by itself.
    expect(desk.get_by_text("Nu är de inskickade: 1")).to_be_visible()
    assert since(before, desk) == [(first, SOLVED)]


def test_two_tabs_send_each_entry_once(desk, line, device):
    first, second = usual(desk, 2)
    before = own(desk)
    cut(line, device)
    log(desk, first, SOLVED)
    other = open_desk(device)
    log(other, second, SHOWN)
    for page in (desk, other):
        expect(page.get_by_text("Inget nät.")).to_be_visible()
    mend(line, device)
    for page in (desk, other):
        expect(page.get_by_text("Inget nät.")).to_be_hidden()
    assert since(before, desk) == [(first, SOLVED), (second, SHOWN)]


def test_note_with_a_number_is_mended_and_holds_up_no_other(desk, line, device):
    first, second = usual(desk, 2)
    before = own(desk)
    cut(line, device)
    desk.get_by_text("Mer", exact=False).first.click()
    desk.get_by_label("Anteckning").fill("Ring 0701234567")
    log(desk, first, SOLVED)
    log(desk, second, SHOWN)
    mend(line, device)
    expect(desk.get_by_text("“0701234567” ser ut som någons nummer")).to_be_visible()
    desk.get_by_role("button", name="Ändra").click()
    desk.get_by_label("Anteckning").fill("Ville bli uppringd")
    press(desk.get_by_role("button", name=UNSOLVED))
    assert since(before, desk) == [(first, UNSOLVED), (second, SHOWN)]


def test_who_was_signed_out_meanwhile_signs_in_and_all_goes_in(desk, line, device, signed_in):
    [first] = usual(desk, 1)
    before = own(desk)
    cut(line, device)
    log(desk, first, SOLVED)
    device.clear_cookies()
    mend(line, device)
    expect(desk.get_by_role("link", name="Logga in för att skicka dem")).to_be_visible()
    assert kept(desk) == [f"{first}. {SOLVED}"]
    # Who signs in has left the page, which would go on trying and then tell of it.
    desk.goto("about:blank")
    device.add_cookies(signed_in("helper"))
    desk.goto(PLACE)
    expect(desk.get_by_text("Nu är de inskickade: 1")).to_be_visible()
    assert since(before, desk) == [(first, SOLVED)]


def test_services_are_found_by_name_without_network(desk, line, device):
    cut(line, device)
    desk.get_by_label("Sök bland tjänsterna").press_sequentially("LANEKORT bib")
    expect(desk.locator("#found label")).to_have_text(["Skaffa lånekort på biblioteket"])
    desk.get_by_label("Sök bland tjänsterna").fill("e-legitimation mobilen")
    expect(desk.locator("#found label")).to_have_text(["Få hjälp med mobilen, datorn och e-\u2060legitimation"])
    desk.get_by_label("Sök bland tjänsterna").fill("qwxzzy")
    expect(desk.locator("#found")).to_contain_text("Ingen tjänst har det i sitt namn.")


def test_what_the_device_keeps_of_the_page_names_nobody(desk, line, device):
    name = desk.locator(".vk-signed-in a").inner_text()
    device.clear_cookies()
    cut(line, device)
    desk.goto(PLACE)
    expect(desk.get_by_role("heading", name="Registrera en fråga")).to_be_visible()
    assert name not in desk.content()


def test_device_remembers_where_it_stands(desk):
    log(desk, *usual(desk, 1), SOLVED)
    with desk.expect_navigation():
        desk.get_by_label("Var du är").select_option("Norrstrands bibliotek")
    expect(desk).to_have_url(re.compile(r"\?place=(?!stadsbiblioteket)"))
    desk.goto(DESK)
    expect(desk.get_by_label("Var du är")).to_have_value("norrstrands-bibliotek")
