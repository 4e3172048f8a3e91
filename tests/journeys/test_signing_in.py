"""A member signs in with what “make demo” prints, sets up a passkey, and signs in with that alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

pytestmark = pytest.mark.journeys

STAFF = "/bjorkhamn/sv/staff/"


@pytest.fixture(scope="module")
def service_owner(first_start) -> tuple[str, str]:
    """Address and password, as they were printed; no other journey signs in as they."""
    return re.search(r"service_owner +(\S+@bjorkhamn\.example) +(\S+)", first_start.output).groups()


@pytest.fixture
def at_localhost(page: Page, server: str) -> str:
    """Browsers know passkeys by names, not by numbers of addresses."""
    return server.replace("127.0.0.1", "localhost")


def add_authenticator(page: Page) -> None:
    """A device of the reader's that keeps passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = device | {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.flaky(reruns=1, reruns_delay=30)  # A code is good for one time.
def test_member_signs_in_with_a_code_and_then_with_a_passkey(page, at_localhost, service_owner, axe):
    email, password = service_owner
    add_authenticator(page)
    page.goto(f"{at_localhost}{STAFF}")
    assert axe(page) == []
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_label("Kod")).to_be_visible()
    code = re.search(r"koden är (\d{6})", page.locator("main").inner_text()).group(1)
    assert axe(page) == []
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tove Ek")

    page.goto(f"{at_localhost}{STAFF}second-factor/passkeys/add/")
    page.get_by_label("Vad du kallar den").fill("Journey")
    press(page.get_by_role("button", name="Lägg till"))
    expect(page).to_have_url(re.compile(r"/second-factor/(recovery-codes/)?$"))
    assert axe(page) == []

    press(page.get_by_role("button", name="Logga ut"))
    page.goto(f"{at_localhost}{STAFF}")
    page.get_by_role("button", name="Logga in med en nyckel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tove Ek")
    for address in ("account/", "second-factor/", "people/", "people/invite/"):
        page.goto(f"{at_localhost}{STAFF}{address}")
        assert axe(page) == []
