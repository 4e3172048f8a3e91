import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import ChannelFactory, LegalBasisFactory, OrganisationFactory, ServiceFactory
from verkstad.core.fetching import fetch
from verkstad.services import actions, queries, tasks
from verkstad.services.links import LinkResult, check_link
from verkstad.services.models import LinkCheck

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
A, B = "https://a.example/", "https://b.example/"


class Site(BaseHTTPRequestHandler):
    """Answers with the number in the path: /404, or /405-200 for a head and a page."""

    def do_HEAD(self) -> None:
        self._answer(self.path[1:4])

    def do_GET(self) -> None:
        self._answer(self.path[-3:])
        self.wfile.write(b"." * (100_000 if "large" in self.path else 10))

    def _answer(self, status: str) -> None:
        self.server.asked.append(f"{self.command} {self.path} {self.headers['User-Agent']}")
        self.send_response(int(status))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def site() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


fetch_here = partial(fetch, allow=lambda address, port: True)


def check(path):
    with site() as server:
        url = f"http://127.0.0.1:{server.server_port}{path}"
        result = check_link(url, fetch_here)
        assert result.url == url
        return result, [asked.partition(" ")[0] for asked in server.asked]


@pytest.mark.parametrize(
    ("path", "status", "is_alive", "asked"),
    [
        ("/200", 200, True, ["HEAD"]),
        ("/404", 404, False, ["HEAD", "GET"]),
        ("/405-200", 200, True, ["HEAD", "GET"]),
        ("/501-410", 410, False, ["HEAD", "GET"]),
        ("/500", 500, False, ["HEAD", "GET"]),
        ("/401", 401, True, ["HEAD"]),
        ("/429", 429, True, ["HEAD"]),
        ("/405-large-200", 200, True, ["HEAD", "GET"]),
    ],
)
def test_link_is_asked_for_its_head_and_if_need_be_for_its_page(path, status, is_alive, asked):
    result, methods = check(path)
    assert (result.status, result.is_alive, methods) == (status, is_alive, asked)


def test_checker_says_who_it_is_and_whom_to_write_to(settings):
    settings.MAIL_FROM = "Björkhamn <webb@bjorkhamn.example>"
    with site() as server:
        check_link(f"http://127.0.0.1:{server.server_port}/200", fetch_here)
    assert server.asked == ["HEAD /200 Verkstad (checks links; mailto:webb@bjorkhamn.example)"]


def test_checker_without_a_sender_says_who_it_is(settings):
    settings.MAIL_FROM = ""
    with site() as server:
        check_link(f"http://127.0.0.1:{server.server_port}/200", fetch_here)
    assert server.asked == ["HEAD /200 Verkstad (checks links)"]


def test_nobody_there_is_a_failure():
    result = check_link("http://127.0.0.1:1/", fetch_here)
    assert (result.failure, result.is_alive) == ("unreachable", False)


def test_machine_inside_is_not_asked():
    with site() as server:
        result = check_link(f"http://127.0.0.1:{server.server_port}/200")
    assert (result.failure, result.is_alive, server.asked) == ("not_allowed", False, [])


# The list of links.


def listed(**changes):
    return LinkCheck.objects.create(**{"url": A, "host": "a.example", "next_at": NOW} | changes)


def record(status=None, failure="", *, at):
    actions.record_checks([LinkResult(A, status, failure)], at=at)
    return LinkCheck.objects.get()


def test_links_of_services_that_are_shown_are_gathered_once(bjorkhamn):
    organisation = OrganisationFactory(municipality=bjorkhamn, url="https://c.example/")
    service = ServiceFactory(municipality=bjorkhamn, organisation=organisation)
    ChannelFactory(service=service, kind="online", url=f"{A}1", position=1)
    ChannelFactory(service=service, kind="online", url=f"{A}1", position=2)
    ChannelFactory(service=service, kind="visit", position=3)
    LegalBasisFactory(service=service, url=B)
    draft = ServiceFactory(municipality=bjorkhamn, status="draft")
    ChannelFactory(service=draft, kind="online", url="https://draft.example/")
    actions.gather_links(NOW)
    actions.gather_links(NOW + HOUR)
    assert list(LinkCheck.objects.values_list("url", "host", "next_at")) == [
        (f"{A}1", "a.example", NOW),
        (B, "b.example", NOW),
        ("https://c.example/", "c.example", NOW),
    ]


@pytest.mark.parametrize("url", ["http://[not-an-address", "not an address", f"http://{'a' * 400}/"])
def test_what_is_no_address_is_a_link_that_fails(bjorkhamn, url):
    LegalBasisFactory(service=ServiceFactory(municipality=bjorkhamn), url=url)
    actions.gather_links(NOW)
    assert [check_link(link).is_alive for link in actions.claim_links(NOW, at_most=1)] == [False]


def test_link_that_no_service_leads_to_any_longer_is_forgotten(db):
    listed()
    actions.gather_links(NOW)
    assert not LinkCheck.objects.exists()


def test_each_host_is_asked_for_one_link_and_those_who_waited_longest_first(db):
    listed(url=f"{A}late", next_at=NOW)
    listed(url=f"{A}early", next_at=NOW - HOUR)
    listed(url=B, host="b.example", next_at=NOW - DAY)
    listed(url="https://c.example/", host="c.example", next_at=NOW)
    listed(url="https://d.example/", host="d.example", next_at=NOW + HOUR)
    assert actions.claim_links(NOW, at_most=2) == [B, f"{A}early"]
    assert actions.claim_links(NOW, at_most=2) == [f"{A}late", "https://c.example/"]
    assert actions.claim_links(NOW, at_most=2) == []


def test_link_that_answers_is_asked_again_in_a_week(db):
    listed(failures=3, failing_since=NOW - DAY)
    link = record(200, at=NOW)
    assert (link.status, link.failures, link.failing_since, link.next_at) == (200, 0, None, NOW + 7 * DAY)


def test_link_is_dead_when_it_has_failed_twice_a_day_apart(db):
    listed()
    first = record(404, at=NOW)
    assert (first.next_at, LinkCheck.objects.dead().count()) == (NOW + HOUR, 0)
    second = record(failure="unreachable", at=first.next_at)
    assert (second.next_at, LinkCheck.objects.dead().count()) == (NOW + HOUR + DAY, 0)
    third = record(404, at=second.next_at)
    assert (third.next_at, third.failures, third.failing_since) == (NOW + HOUR + 2 * DAY, 3, NOW)
    assert LinkCheck.objects.dead().get() == third
    record(200, at=third.next_at)
    assert not LinkCheck.objects.dead().exists()


def dead(url, **changes):
    return listed(url=url, checked_at=NOW, failing_since=NOW - DAY, status=404, **changes)


def test_dead_links_are_told_by_service(bjorkhamn):
    for slug, url in (("b", A), ("b", B), ("a", A)):
        service = ServiceFactory(municipality=bjorkhamn, slug=f"{slug}-{url[8]}")
        ChannelFactory(service=service, kind="online", url=url)
        LegalBasisFactory(service=service, url=url)
    ChannelFactory(service=ServiceFactory(municipality=MunicipalityFactory()), kind="online", url=A)
    ChannelFactory(service=ServiceFactory(municipality=bjorkhamn, status="draft"), kind="online", url=A)
    dead(A)
    assert [(link.slug, link.name, link.url, link.since, link.status) for link in queries.dead_links(bjorkhamn)] == [
        ("a-a", "a-a (sv)", A, NOW - DAY, 404),
        ("b-a", "b-a (sv)", A, NOW - DAY, 404),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_dead_links_take_five_queries(bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        ChannelFactory(service=ServiceFactory(municipality=bjorkhamn), kind="online", url=f"{A}{number}")
        dead(f"{A}{number}")
    with django_assert_num_queries(5):
        assert len(queries.dead_links(bjorkhamn)) == count


def test_dead_among_addresses_are_those_that_are_dead(db):
    dead(A)
    listed(url=B)
    assert queries.dead_among([A, B, "https://c.example/"]) == {A}


# The job.


def test_job_checks_what_is_due(bjorkhamn, settings):
    settings.CHECK_LINKS = True
    with site() as server:
        url = f"http://127.0.0.1:{server.server_port}"
        listed(url=f"{url}/200")
        listed(url=f"{url}/404", host="another name of it")
        listed(url=f"{url}/500", next_at=NOW + DAY)
        tasks.check_links(NOW, fetch_here)
    assert dict(LinkCheck.objects.values_list("url", "status")) == {
        f"{url}/200": 200,
        f"{url}/404": 404,
        f"{url}/500": None,
    }


def test_job_gathers_links_first(bjorkhamn, settings):
    settings.CHECK_LINKS = True
    ChannelFactory(service=ServiceFactory(municipality=bjorkhamn), kind="online", url=A)
    tasks.gather_links(NOW)
    assert LinkCheck.objects.get().url == A


def test_nothing_is_asked_when_checking_is_switched_off(bjorkhamn, settings):
    settings.CHECK_LINKS = False
    ChannelFactory(service=ServiceFactory(municipality=bjorkhamn), kind="online", url=A)
    tasks.gather_links(NOW)
    listed(url=B)
    tasks.check_links(NOW, fetch_here)
    assert list(LinkCheck.objects.values_list("url", "checked_at")) == [(B, None)]
