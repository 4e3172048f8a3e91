"""Who searches without end is asked to wait, without a query and without harm to anybody else."""

import time

import pytest

SEARCH, API = "/bjorkhamn/sv/search/?q=bastu", "/api/v1/search?q=bastu&municipality=bjorkhamn"
ALL = [SEARCH, "/bjorkhamn/sv/search/suggestions/?q=bas", API, "/api/v1/openapi.json"]


@pytest.fixture(autouse=True)
def three_a_minute(settings, bjorkhamn, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 3
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000 + 20)


def statuses(client, *addresses, **extra):
    return [client.get(address, **extra).status_code for address in addresses]


@pytest.mark.parametrize("address", ALL)
def test_fourth_in_a_minute_is_refused(client, address):
    assert statuses(client, *[address] * 4) == [200, 200, 200, 429]


def test_all_that_searches_is_counted_together(client):
    assert statuses(client, *ALL) == [200, 200, 200, 429]


def test_other_pages_stay_open(client):
    statuses(client, *ALL)
    assert statuses(client, "/bjorkhamn/sv/", "/bjorkhamn/sv/services/", "/health/live") == [200] * 3


def test_other_addresses_stay_free(client):
    statuses(client, *ALL, REMOTE_ADDR="203.0.113.1")
    assert statuses(client, SEARCH, REMOTE_ADDR="203.0.113.2") == [200]


def test_next_minute_is_free_again(client, monkeypatch):
    statuses(client, *ALL)
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000 + 60)
    assert statuses(client, SEARCH) == [200]


def test_refusal_says_in_three_languages_what_to_do_and_when_without_a_query(client, django_assert_num_queries):
    statuses(client, *ALL)
    with django_assert_num_queries(0):
        response = client.get(SEARCH)
    said = [words in response.text for words in ("Vänta en minut", "Vent et minut", "Wait a minute")]
    assert (response.status_code, response["Retry-After"], said) == (429, "40", [True] * 3)
    assert "Content-Security-Policy" in response


def test_api_is_refused_as_json_that_any_page_may_read(client):
    statuses(client, *ALL)
    response = client.get(API)
    assert response.json() == {"detail": "There were too many calls from your address. Wait a minute."}
    assert (response["Retry-After"], response["Access-Control-Allow-Origin"]) == ("40", "*")


def test_readers_behind_a_trusted_proxy_are_told_apart(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    statuses(client, *ALL, headers={"X-Forwarded-For": "203.0.113.1"})
    assert statuses(client, SEARCH, headers={"X-Forwarded-For": "203.0.113.2"}) == [200]


def test_nobody_gets_a_new_allowance_by_writing_the_header_themselves(client, settings):
    given = [statuses(client, SEARCH, headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(4)]
    assert given[-1] == [429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    by_proxy = [{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.9"} for n in range(4)]
    assert [statuses(client, SEARCH, headers=headers) for headers in by_proxy][-1] == [429]


def test_neighbours_in_one_network_of_the_new_kind_count_as_one(client):
    assert [statuses(client, SEARCH, REMOTE_ADDR=f"2001:db8::{n}") for n in range(4)][-1] == [429]


def test_limit_can_be_switched_off(client, settings):
    settings.SEARCHES_PER_MINUTE = 0
    assert statuses(client, *ALL) == [200] * 4
