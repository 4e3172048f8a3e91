"""Every staff page there is, walked as those who may not open it."""

import re
from collections.abc import Iterator

import pytest
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
parametrized = pytest.mark.parametrize("route", sorted(PAGES))


@parametrized
def test_page_names_the_role_it_is_for(route):
    assert isinstance(PAGES[route].callback.least_role, Role)


@parametrized
def test_who_is_not_signed_in_is_asked_to(client, bjorkhamn, route):
    for response in (client.get(f"/bjorkhamn/sv/{route}"), client.post(f"/bjorkhamn/sv/{route}")):
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/bjorkhamn/sv/staff/sign-in/")


@parametrized
def test_page_is_not_there_for_other_towns_administrators(client, bjorkhamn, route):
    sign_in(client, Role.ADMINISTRATOR, MunicipalityFactory())
    for response in (client.get(f"/bjorkhamn/sv/{route}"), client.post(f"/bjorkhamn/sv/{route}")):
        assert response.status_code == 404


@parametrized
def test_page_is_not_there_for_the_suspended(client, bjorkhamn, route):
    sign_in(client, Role.ADMINISTRATOR, bjorkhamn, suspended_at="2026-01-01T00:00Z", suspended_by="system")
    for response in (client.get(f"/bjorkhamn/sv/{route}"), client.post(f"/bjorkhamn/sv/{route}")):
        assert response.status_code == 404


@parametrized
def test_page_is_closed_to_lower_roles(client, bjorkhamn, route):
    least = PAGES[route].callback.least_role
    for role in [role for role in Role if role.rank < least.rank]:
        sign_in(client, role, bjorkhamn)
        for response in (client.get(f"/bjorkhamn/sv/{route}"), client.post(f"/bjorkhamn/sv/{route}")):
            assert response.status_code == 403


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
