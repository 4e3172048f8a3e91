"""What a frame may do, who may show it, and that nobody can make up the address of one."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client

from tests.factories.practice import eid_screen, make_copy, make_draft, screen
from verkstad.municipalities.models import Part
from verkstad.practice import frames
from verkstad.practice.models import Screen

PRACTISE = "/bjorkhamn/sv/practice/move/try/"
POLICY = (
    "default-src 'none'; img-src http://{host} data:; font-src http://{host}; style-src http://{host}; "
    "script-src {script}; connect-src 'none'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors {page}; sandbox{allowed}"
)


@pytest.fixture
def copy(bjorkhamn):
    return make_copy(bjorkhamn, screen(), eid_screen())


@pytest.fixture
def page(rf):
    """A page of ours at the address of the municipality."""
    return rf.get("/", headers={"host": "bjorkhamn.example"})


def addresses_in(page) -> list[str]:
    return re.findall(r'"address": "([^"]+)"', page.text)


def path(address: str) -> str:
    return urlsplit(address).path


def policy(**parts: str) -> str:
    return POLICY.format(**{"host": "frames.example", "page": "http://testserver", "allowed": " allow-scripts"} | parts)


def test_frame_may_do_nothing_but_show_a_screen_and_run_the_player(client, copy):
    [address, _] = addresses_in(client.get(PRACTISE))
    response = client.get(path(address), headers={"host": "frames.example"})
    [nonce] = re.findall(r'<script nonce="([^"]+)"', response.text)
    assert response.headers["Content-Security-Policy"] == policy(script=f"'nonce-{nonce}'")
    told = ["Referrer-Policy", "X-Content-Type-Options", "Set-Cookie"]
    assert [response.headers.get(name) for name in told] == ["no-referrer", "nosniff", None]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_each_frame_has_a_nonce_of_its_own(client, copy):
    address = path(addresses_in(client.get(PRACTISE))[0])
    assert len({client.get(address).headers["Content-Security-Policy"] for _ in range(3)}) == 3


def test_picture_of_a_screen_runs_no_script(client, copy, page):
    address = frames.address(page, Screen.objects.earliest("pk"), still=True)
    response = client.get(path(address), headers={"host": "frames.example"})
    assert response.headers["Content-Security-Policy"] == policy(
        page="http://bjorkhamn.example", script="'none'", allowed=""
    )
    assert "<script" not in response.text


def test_page_allows_frames_of_their_host_and_no_others(client, copy, settings):
    settings.PRACTICE_HOST = "frames.example"
    response = client.get(PRACTISE)
    policies = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policies["frame-src"] == "http://frames.example"
    assert {urlsplit(address).netloc for address in addresses_in(response)} == {"frames.example"}


@pytest.mark.parametrize(
    ("host", "other"),
    [
        ("127.0.0.1:8000", "http://localhost:8000"),
        ("localhost:8000", "http://127.0.0.1:8000"),
        ("bjorkhamn.localhost:8000", "http://127.0.0.1:8000"),
        ("bjorkhamn.example", "http://bjorkhamn.example"),
    ],
)
def test_without_a_host_for_them_frames_come_from_the_other_name_of_this_machine(rf, host, other):
    assert frames.origin(rf.get("/", headers={"host": host})) == other


def token_of(number: int, salt: str = "practice.frame") -> str:
    return signing.Signer(salt=salt).sign_object([number, "http://testserver", False, ""], compress=True)


def test_address_that_we_did_not_make_leads_nowhere(client, copy):
    there = Screen.objects.earliest("pk").pk
    good = token_of(there)
    forged = {
        "a screen that is not there": token_of(there + 1000),
        "another key": token_of(there, salt="practice.completion"),
        "cut off": good[:-1],
        "changed": ("A" if good[0] != "A" else "B") + good[1:],
        "a plain number": str(there),
        "another shape": signing.Signer(salt="practice.frame").sign_object({"screen": there}),
        "too long": signing.Signer(salt="practice.frame").sign_object([1, 2, 3, 4, 5, 6]),
    }
    assert client.get(f"/practice-frame/{good}/").status_code == 200
    assert {
        name: client.get(f"/practice-frame/{token}/").status_code for name, token in forged.items()
    } == dict.fromkeys(forged, 404)


def test_draft_is_on_no_page_of_residents_and_its_address_is_signed(client, bjorkhamn):
    draft = make_draft(bjorkhamn)
    pages = ["", "move/", "move/try/", "move/sheet/", "move/card/", "move/done/"]
    statuses = [client.get(f"/bjorkhamn/sv/practice/{page}").status_code for page in pages]
    assert statuses == [200, 404, 404, 404, 404, 404]
    assert draft.title not in client.get("/bjorkhamn/sv/practice/").text


def test_copy_of_another_town_is_not_here(client, copy, egesund):
    pages = ["", "try/", "sheet/", "card/", "done/"]
    assert [client.get(f"/egesund/sv/practice/move/{page}").status_code for page in pages] == [404] * 5


def test_town_that_does_not_practise_has_none_of_it(client, copy, bjorkhamn):
    bjorkhamn.parts.remove(Part.PRACTICE)
    bjorkhamn.save()
    pages = ["", "move/", "move/try/", "move/sheet/", "move/card/", "move/done/"]
    assert [client.get(f"/bjorkhamn/sv/practice/{page}").status_code for page in pages] == [404] * 6


def test_host_of_frames_has_frames_and_what_they_look_like_and_nothing_else(copy, settings, db):
    settings.PRACTICE_HOST = "frames.example"
    client = Client(headers={"host": "frames.example"})
    frame = f"/practice-frame/{token_of(Screen.objects.earliest('pk').pk)}/"
    look = re.findall(r'href="(/look/[^"]+)"', client.get(frame).text)
    there = [frame, *look]
    elsewhere = ["/", PRACTISE, "/bjorkhamn/sv/", "/staff/", "/accounts/login/", "/healthz"]
    assert [client.get(address).status_code for address in there] == [200] * len(there)
    assert [client.get(address).status_code for address in elsewhere] == [404] * len(elsewhere)
    assert client.get("/bjorkhamn/sv/").headers.get("Set-Cookie") is None


def test_no_other_host_has_frames_when_they_have_one_of_their_own(client, copy, settings):
    frame = f"/practice-frame/{token_of(Screen.objects.earliest('pk').pk)}/"
    assert client.get(frame).status_code == 200
    settings.PRACTICE_HOST = "frames.example"
    elsewhere = Client()
    assert (elsewhere.get(frame).status_code, elsewhere.get(PRACTISE).status_code) == (404, 200)
