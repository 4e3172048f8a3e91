"""Every staff page there is, walked as those who may not open it."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.municipalities import MunicipalityFactory
from tests.staff import sign_in
from verkstad.identity.models import Role

# django-allauth's own pages, for whoever signs in, open to all or to those who are signed in by its own rules.
SIGNING_IN = ("account_", "mfa_", "openid_connect_", "socialaccount_", "usersessions_")
# What an address asks for; whether it is there does not matter to those who may not look.
ARGUMENTS = {"slug": "none", "str": "none", "int": "1", "uuid": "6f1c1c6e-1111-4222-8333-444455556666"}


def staff_routes() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns: list[object], front: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, front + str(pattern.pattern))
            else:
                yield front + str(pattern.pattern), pattern

    for route, pattern in walk(get_resolver().url_patterns, ""):
        if route.startswith("staff/") and not str(pattern.name).startswith(SIGNING_IN):
            yield route, pattern


def filled(route: str, pattern: URLPattern) -> str:
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", ARGUMENTS[kind]).replace(f"<{name}>", "none")
    return route


PAGES = {filled(route, pattern): pattern for route, pattern in staff_routes()}


def answers(client: Client, routes: Iterable[str] = PAGES) -> dict[str, set[int]]:
    """By route the statuses of a GET and a POST."""
    asks = (client.get, client.post)
    return {route: {ask(f"/bjorkhamn/sv/{route}").status_code for ask in asks} for route in routes}


def others(found: dict[str, set[int]], status: int) -> dict[str, set[int]]:
    """Those that do not answer so."""
    return {route: statuses for route, statuses in found.items() if statuses != {status}}


def test_every_page_names_the_role_it_is_for():
    assert [route for route, page in PAGES.items() if not isinstance(page.callback.least_role, Role)] == []


def test_who_is_not_signed_in_is_asked_to(client, bjorkhamn):
    assert others(answers(client), 302) == {}
    places = {client.get(f"/bjorkhamn/sv/{route}").url.partition("?")[0] for route in PAGES}
    assert places == {"/bjorkhamn/sv/staff/sign-in/"}


def test_no_page_is_there_for_other_towns_administrators(client, bjorkhamn):
    sign_in(client, Role.ADMINISTRATOR, MunicipalityFactory())
    assert others(answers(client), 404) == {}


def test_no_page_is_there_for_the_suspended(client, bjorkhamn):
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn, suspended_at="2026-01-01T00:00Z", suspended_by="system")
    assert others(answers(client), 404) == {}


@pytest.mark.parametrize("role", Role)
def test_pages_of_higher_roles_are_closed(client, bjorkhamn, role):
    sign_in(client, role, bjorkhamn)
    higher = [route for route, page in PAGES.items() if page.callback.least_role.rank > role.rank]
    assert others(answers(client, higher), 403) == {}


@pytest.mark.parametrize("odd", ["\x00", "9" * 40])
def test_odd_input_breaks_no_page(client, bjorkhamn, odd):
    """Every field that a page shows, and what addresses ask for, sent with what no database takes."""
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
    statuses = {}
    for route in PAGES:
        page = client.get(f"/bjorkhamn/sv/{route}", {"q": odd, "page": odd})
        shown = re.findall(r'name="([^"]+)"', page.text if page["Content-Type"].startswith("text/html") else "")
        statuses[route] = client.post(f"/bjorkhamn/sv/{route}", dict.fromkeys(shown, odd)).status_code
    assert {route: status for route, status in statuses.items() if status >= 500} == {}
