"""What holds for every page there is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from verkstad.portal.urls import urlpatterns

# The search is recorded when the page has been sent.
RECORDED = 1
# Address: how many times the database is asked, however much there is.
QUERIES = {
    "": 3,
    "search/": 4,
    "search/?q=ärende": 6 + RECORDED,
    "search/suggestions/?q=är": 3,
    "services/": 2,
    "services/service-0/": 6,
    "life-events/": 2,
    "life-events/event-0/": 6,
    "places/": 2,
    "places/place-0/": 12,
    "contact/": 2,
    "about/": 1,
    "accessibility/": 1,
    "no-such-page/": 2,
}
ADDRESSES = list(QUERIES)
TOWNS = ("bjorkhamn/sv", "egesund/da")


@pytest.fixture
def town(fill, bjorkhamn):
    fill(1)
    return bjorkhamn


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_database_so_many_times(get, fill, number):
    fill(number)
    assert {address: count_queries(get, address) for address in ADDRESSES} == QUERIES


def count_queries(get, address) -> int:
    get(address)  # what is kept in memory is there
    with CaptureQueriesContext(connection) as queries:
        get(address)
    return len(queries)


def test_no_page_is_forgotten_here(town):
    resolver = get_resolver("verkstad.portal.urls")
    names = {resolver.resolve(f"/{address.partition('?')[0]}").url_name for address in ADDRESSES[:-1]}
    public = {pattern.name for pattern in urlpatterns if not str(pattern.pattern).startswith("staff/")}
    assert names == public - {"chosen", "was"}


def test_pages_let_no_style_or_script_in_but_their_own(get, town):
    inline = r"<style|\sstyle=|\son\w+=|javascript:|<script(?! src=\"/static/)"
    pages = {address: get(address) for address in ADDRESSES}
    assert [address for address, page in pages.items() if re.search(inline, page.text)] == []
    policies = {page.headers["Content-Security-Policy"].partition("; img-src")[0] for page in pages.values()}
    assert policies == {"default-src 'none'; script-src 'self'; style-src 'self'"}


def test_pages_set_no_cookie(get, town):
    assert [address for address in ADDRESSES if get(address).cookies] == []


def test_pages_say_their_language_and_are_kept_by_nobody_else(get, town):
    told = {address: get(address, "da").headers for address in ADDRESSES}
    kept = {address: (it["Content-Language"], it["Cache-Control"]) for address, it in told.items()}
    assert kept == dict.fromkeys(ADDRESSES, ("da", "private, no-cache"))


def test_what_belongs_to_another_municipality_is_not_found(client, town, egesund):
    ours = {"service": "service-0", "place": "place-0", "life-event": "event-0"}
    patterns = [pattern for pattern in urlpatterns if pattern.name in ours]
    addresses = [re.sub("<slug:.+?>", ours[pattern.name], pattern.pattern._route) for pattern in patterns]
    found = [[client.get(f"/{town}/{address}").status_code for address in addresses] for town in TOWNS]
    assert found == [[200] * len(addresses), [404] * len(addresses)]


ODD = [
    "x" * 10_000,
    "ärende " * 1_500,
    "'; DROP TABLE services_service; --",
    "' OR 1=1 UNION SELECT * FROM identity_user --",
    "%s %(name)s {0} {{ words }} {% url %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "👵🏽🧓🏿🏳️‍🌈",
    "\x00",
    "dagis\x00; dagis",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    "\u202e\u200b\ufeff",
    "& | ! ( ) <-> :* ' \\",
    "-1",
    "0",
    "abc",
    "9" * 31,
    "٣",
    "nan",
    "inf",
    "-1e400",
    "1e400",
    "unknown",
    "²",
]
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title>'&"]
TYPED = [("search/", "q"), ("places/", "district"), ("services/service-0/", "district")]
PAST_THE_END = {"search/": {("page", "٣"): 404}}
ASKED = {
    "search/": ("q", "page", "only"),
    "search/suggestions/": ("q",),
    "services/": ("letter",),
    "services/service-0/": ("district", "lat", "lon"),
    "places/": ("district", "lat", "lon", "theme", "open", "page"),
}


@pytest.mark.parametrize("address", ASKED)
def test_odd_input_gives_an_ordinary_page(get, town, address):
    asked = [(name, value) for name in ASKED[address] for value in ODD]
    answers = {(name, value): get(address, **({"q": "ärende"} | {name: value})).status_code for name, value in asked}
    assert answers == dict.fromkeys(asked, 200) | PAST_THE_END.get(address, {})


def test_what_is_typed_is_shown_as_text(get, town):
    shown = {(*at, value): value in get(at[0], **{at[1]: value}).text for at in TYPED for value in HOSTILE}
    assert shown == dict.fromkeys(shown, False)


def test_odd_address_is_not_found(client, town):
    paths = ["/%00/sv/", "/bjorkhamn/sv/%00/", "/bjorkhamn/%00/", "/bjorkhamn/sv/services/%ff/", "/%ff%fe/"]
    assert {path: client.get(path, follow=True).status_code for path in paths} == dict.fromkeys(paths, 404)


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), page=st.text(max_size=5), only=st.text(max_size=5))
def test_any_words_give_an_answer(get, town, words, page, only):
    assert get("search/", q=words, page=page, only=only).status_code in (200, 404)
    assert get("search/suggestions/", q=words).status_code == 200
