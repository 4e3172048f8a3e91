"""What holds for every page there is."""

import re

import pytest
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
    "services/service-0/": 4,
    "life-events/": 2,
    "life-events/event-0/": 6,
    "places/": 2,
    "places/place-0/": 9,
    "contact/": 2,
    "about/": 1,
    "accessibility/": 1,
    "no-such-page/": 2,
}
ADDRESSES = list(QUERIES)


@pytest.fixture
def town(fill, bjorkhamn):
    fill(1)
    return bjorkhamn


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), QUERIES.items())
def test_page_asks_the_database_so_many_times(get, fill, django_assert_num_queries, address, queries, number):
    fill(number)
    get(address)  # what is kept in memory is there
    with django_assert_num_queries(queries):
        get(address)


def test_no_page_is_forgotten_here(town):
    resolver = get_resolver("verkstad.portal.urls")
    names = {resolver.resolve(f"/{address.partition('?')[0]}").url_name for address in ADDRESSES[:-1]}
    public = {pattern.name for pattern in urlpatterns if not str(pattern.pattern).startswith("staff/")}
    assert names == public - {"chosen", "was"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_lets_no_style_or_script_in_but_its_own(get, town, address):
    response = get(address)
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in response.headers["Content-Security-Policy"]
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|<script(?! src=\"/static/)", response.text) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_sets_no_cookie(get, town, address):
    assert not get(address).cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_says_its_language_and_is_kept_by_nobody_else(get, town, address):
    response = get(address, "da")
    kept = {name: response.headers[name] for name in ("Content-Language", "Cache-Control")}
    assert kept == {"Content-Language": "da", "Cache-Control": "private, no-cache"}


@pytest.mark.parametrize("pattern", [pattern for pattern in urlpatterns if pattern.pattern.converters])
def test_what_belongs_to_another_municipality_is_not_found(client, town, egesund, pattern):
    [parameter] = pattern.pattern.converters
    ours = {"service": "service-0", "place": "place-0", "life-event": "event-0"}[pattern.name]
    address = pattern.pattern._route.replace(f"<slug:{parameter}>", ours)
    found = [client.get(f"/{town}/{address}").status_code for town in ("bjorkhamn/sv", "egesund/da")]
    assert found == [200, 404]


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
PAST_THE_END = {"٣": 404}
ASKED = {
    "search/": ("q", "page", "only"),
    "search/suggestions/": ("q",),
    "services/": ("letter",),
    "services/service-0/": ("district", "lat", "lon"),
    "places/": ("district", "lat", "lon", "theme", "open", "page"),
}


@pytest.mark.parametrize(("address", "name"), [(address, name) for address, names in ASKED.items() for name in names])
def test_odd_input_gives_an_ordinary_page(get, town, address, name):
    answers = {value: get(address, **({"q": "ärende"} | {name: value})).status_code for value in ODD}
    assert answers == dict.fromkeys(ODD, 200) | (PAST_THE_END if (address, name) == ("search/", "page") else {})


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title>'&"])
@pytest.mark.parametrize(
    ("address", "name"), [("search/", "q"), ("places/", "district"), ("services/service-0/", "district")]
)
def test_what_is_typed_is_shown_as_text(get, town, address, name, value):
    assert value not in get(address, **{name: value}).text


@pytest.mark.parametrize(
    "path", ["/%00/sv/", "/bjorkhamn/sv/%00/", "/bjorkhamn/%00/", "/bjorkhamn/sv/services/%ff/", "/%ff%fe/"]
)
def test_odd_address_is_not_found(client, town, path):
    assert client.get(path, follow=True).status_code == 404


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(words=st.text(max_size=60), page=st.text(max_size=5), only=st.text(max_size=5))
def test_any_words_give_an_answer(get, town, words, page, only):
    assert get("search/", q=words, page=page, only=only).status_code in (200, 404)
    assert get("search/suggestions/", q=words).status_code == 200
