"""What every template may use."""

import datetime as dt

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from jinja2 import UndefinedError

from verkstad.municipalities.middleware import script_prefix

PARTS = {"name": "<b>", "phone": "+46 999 10 20 00"}


def render(template: str, **given: object) -> str:
    return engines["jinja2"].from_string(template).render(given)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ name }}", "&lt;b&gt;"),
        ("{{ _('Contact') }}", "Kontakt"),
        ("{{ _('Part of %(region)s', region=name) }}", "En del av &lt;b&gt;"),
        ("{{ _('Part of %(region)s', region=phone|phone) }}", "En del av 0999-10 20 00"),
        ("{{ ngettext('%(number)s place', '%(number)s places', 1) }}", "1 plats"),
        ("{{ ngettext('%(number)s place', '%(number)s places', 2) }}", "2 platser"),
        ("{{ ngettext('%(number)s place', '%(number)s places', 1200) }}", "1\N{NO-BREAK SPACE}200 platser"),
        ("{{ url('portal:service', 'bygglov') }}", "/services/bygglov/"),
        ("{{ static('verkstad/favicon.svg') }}", "/static/verkstad/favicon.svg"),
    ],
)
def test_template_is_given_words_addresses_and_icons(template: str, shown: str) -> None:
    with override("sv"):
        assert render(template, **PARTS) == shown


def test_address_is_below_the_municipality_and_language_of_the_page() -> None:
    shown = []
    for front in ("/bjorkhamn/sv/", "/egesund/da/"):
        with script_prefix(front):
            shown.append(render("{{ url('portal:contact') }} {{ url('portal:place', 'norra') }}"))
    assert shown == [
        "/bjorkhamn/sv/contact/ /bjorkhamn/sv/places/norra/",
        "/egesund/da/contact/ /egesund/da/places/norra/",
    ]


def test_moment_is_shown_by_the_clock_of_the_municipality() -> None:
    moment = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    with timezone.override("Europe/Stockholm"):
        assert render("{{ moment|date('Y-m-d H:i') }}", moment=moment) == "2026-11-23 00:30"


@pytest.mark.parametrize(("language", "shown"), [("sv", "12\N{NO-BREAK SPACE}500"), ("da", "12.500"), ("en", "12,500")])
def test_thousands_are_set_apart_as_people_there_write_them(language: str, shown: str) -> None:
    with override(language):
        assert render("{{ 12500|number }}") == shown


def test_day_is_shown_as_people_there_write_it() -> None:
    with override("da"):
        assert render("{{ day|date }}", day=dt.date(2026, 11, 22)) == "22. november 2026"


def test_icon_is_decoration() -> None:
    address = "/static/verkstad/icons.svg#phone"
    symbol = f'<svg class="vk-icon" aria-hidden="true" focusable="false"><use href="{address}"/></svg>'
    assert render("{{ icon('phone') }}") == symbol


def test_address_keeps_the_rest_of_its_query() -> None:
    query = RequestFactory().get("/", {"q": "å&b", "page": "2"}).GET
    assert render("{{ query_string(query, page=3) }}", query=query) == "?q=%C3%A5%26b&amp;page=3"


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if nothing %}{% endif %}", "{{ given.nothing }}"])
def test_what_nobody_gave_a_template_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        render(template, given={})
