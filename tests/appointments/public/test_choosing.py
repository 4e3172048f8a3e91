"""Residents choose what, where and when."""

from datetime import date, time

import pytest

from tests.appointments.public.conftest import PAGES
from tests.factories.appointments import AppointmentKindFactory, HelperFactory, WorkingPatternFactory
from tests.factories.places import OpeningHoursFactory, PlaceFactory, moment
from tests.factories.services import ServiceFactory
from verkstad.appointments.forms.booking import Choice

KIND = "book/e-legitimation/"


def times(response):
    return [(time.starts, time.place.slug) for _day, found in response.context["found"].days for time in found]


def first_times(response):
    return [(time.starts, time.place.slug) for time in response.context["firsts"]]


@pytest.fixture
def other(bjorkhamn):
    return AppointmentKindFactory(municipality=bjorkhamn, slug="datorhjalp", themes=["internet"])


@pytest.fixture
def branch(bjorkhamn, kind):
    """A second library, where Bo helps from eleven o'clock on Tuesdays."""
    place = PlaceFactory(municipality=bjorkhamn, slug="filialen")
    bo = HelperFactory(municipality=bjorkhamn, name="Bo", languages=["sv", "ar"])
    WorkingPatternFactory(helper=bo, place=place, kinds=[kind], days=[1], starts=time(11))
    return place


class TestWhat:
    def test_the_only_kind_is_gone_straight_to(self, get, kind):
        assert get("book/", theme="eid").url == f"{PAGES}{KIND}?theme=eid"

    def test_themes_services_and_the_rest_each_with_its_kinds(self, get, bjorkhamn, kind, other):
        service = ServiceFactory(municipality=bjorkhamn, slug="forskola")
        third = AppointmentKindFactory(municipality=bjorkhamn)
        third.services.add(service)
        errands = get("book/").context["errands"]
        assert errands.themes == [("internet", [other])]
        assert [(one.slug, kinds) for one, kinds in errands.services] == [("forskola", [third])]
        assert errands.others == [kind]

    def test_what_fits_a_service_is_gone_to(self, get, bjorkhamn, kind, other):
        other.services.add(ServiceFactory(municipality=bjorkhamn, slug="forskola"))
        assert get("book/", service="forskola").url == f"{PAGES}book/datorhjalp/?service=forskola"

    def test_several_that_fit_a_theme_are_shown(self, get, bjorkhamn, kind, other):
        again = AppointmentKindFactory(municipality=bjorkhamn, slug="wifi", themes=["internet"])
        assert get("book/", theme="internet").context["kinds"] == [other, again]

    def test_nothing_that_fits_is_said_and_all_is_shown(self, get, kind, other):
        page = get("book/", service="no-such-service")
        assert (page.context["is_in_vain"], page.context["errands"].others) == (True, [kind])

    def test_what_only_staff_book_or_is_retired_is_not_there(self, get, bjorkhamn, kind):
        AppointmentKindFactory(municipality=bjorkhamn, slug="staff", booked_by="staff")
        AppointmentKindFactory(municipality=bjorkhamn, slug="old", is_active=False)
        assert get("book/").url == PAGES + KIND
        assert [get(f"book/{slug}/").status_code for slug in ("staff", "old")] == [404, 404]

    def test_nothing_to_book_leads_to_a_person(self, get, bjorkhamn):
        hours = OpeningHoursFactory(municipality=bjorkhamn)
        PlaceFactory(municipality=bjorkhamn, slug="kontoret", helps_with=["forms"], opening_hours=hours)
        assert [card["url"] for card in get("book/").context["help_cards"]] == [f"{PAGES}places/kontoret/"]


@pytest.mark.usefixtures("weekdays")
class TestWhere:
    def test_each_place_has_its_first_time_and_the_soonest_comes_first(self, get, branch):
        assert first_times(get(KIND)) == [
            (moment("2026-11-23 10:00"), "biblioteket"),
            (moment("2026-11-24 11:00"), "filialen"),
        ]

    def test_way_is_the_first_of_the_kind_until_another_is_chosen(self, get, kind):
        kind.ways = ["phone", "on_site"]
        kind.save()
        chosen = [get(KIND, **query).context["choice"].way for query in ({}, {"way": "on_site"}, {"way": "home"})]
        assert chosen == ["phone", "on_site", "phone"]

    def test_language_is_asked_for_where_helpers_speak_several(self, get, branch):
        assert get(KIND).context["languages"] == [("arabiska", "ar"), ("svenska", "sv")]
        assert first_times(get(KIND, language="ar")) == [(moment("2026-11-24 11:00"), "filialen")]

    def test_language_is_not_asked_for_where_all_speak_the_main_one(self, get):
        assert get(KIND).context["languages"] == []

    def test_only_languages_of_the_kind_are_offered(self, get, kind, branch):
        kind.languages = ["sv"]
        kind.save()
        assert get(KIND).context["languages"] == []

    def test_no_time_anywhere_leads_to_a_person(self, get):
        page = get(KIND, language="fi").context
        assert (page["firsts"], [card["name"] for card in page["help_cards"]]) == ([], ["biblioteket"])


@pytest.mark.usefixtures("weekdays")
class TestWhen:
    def test_five_days_that_have_times_are_shown(self, get):
        found = get(f"{KIND}times/").context["found"]
        days = [date(2026, 11, number) for number in (23, 24, 25, 26, 27)]
        assert ([day for day, _times in found.days], found.earlier, found.later) == (days, None, date(2026, 11, 30))

    def test_later_days_lead_back(self, get):
        found = get(f"{KIND}times/", day="2026-11-30").context["found"]
        assert ([day for day, _times in found.days], found.earlier) == ([date(2026, 11, 30)], date(2026, 11, 23))

    @pytest.mark.parametrize("day", ["2026-11-29", "2027-11-29"])
    def test_day_without_times_shows_the_next_or_the_last(self, get, day):
        found = get(f"{KIND}times/", day=day).context["found"]
        assert [day for day, _times in found.days] == [date(2026, 11, 30)]

    def test_day_that_is_none_shows_the_first(self, get):
        assert get(f"{KIND}times/", day="soon").context["found"].earlier is None

    def test_times_of_one_place(self, get, branch):
        found = times(get(f"{KIND}times/", place=branch.pk))
        assert (found[0], {slug for _starts, slug in found}) == ((moment("2026-11-24 11:00"), "filialen"), {"filialen"})

    def test_time_that_several_places_have_stands_once(self, get, bjorkhamn, kind, library):
        place = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=place, kinds=[kind])
        starts = [starts for starts, _place in times(get(f"{KIND}times/"))]
        assert len(starts) == len(set(starts)) == 12 * 5

    def test_time_leads_to_its_page_with_what_was_chosen(self, get, library):
        page = get(f"{KIND}times/", place=library.pk, theme="eid", day="2026-11-23")
        address = f"{PAGES}{KIND}20261123T0900Z/?place={library.pk}&amp;way=on_site&amp;theme=eid"
        assert f'href="{address}"' in page.text

    def test_place_of_another_town_is_not_found(self, get, egesund):
        assert get(f"{KIND}times/", place=PlaceFactory(municipality=egesund).pk).status_code == 404

    def test_no_times_is_a_page_too(self, get):
        assert get(f"{KIND}times/", language="fi").context["found"].days == []


def test_service_says_more_than_a_theme_and_nonsense_nothing(get, weekdays):
    page = get(KIND, service="forskola", theme="eid", place="0", way="\x00", language="klingon")
    assert page.context["choice"] == Choice(service="forskola", way="on_site")


@pytest.mark.parametrize("number", [1, 4])
def test_pages_ask_the_database_so_many_times(get, bjorkhamn, kind, other, number, django_assert_num_queries):
    for count in range(number):
        place = PlaceFactory(municipality=bjorkhamn)
        other.services.add(ServiceFactory(municipality=bjorkhamn))
        helper = HelperFactory(municipality=bjorkhamn, languages=["sv", "ar"][: count + 1])
        WorkingPatternFactory(helper=helper, place=place, kinds=[kind])
    pages = {"book/": 4, KIND: 10, f"{KIND}times/": 9, f"{KIND}times/?place={place.pk}": 10}
    for address, queries in pages.items():
        get(address)
        with django_assert_num_queries(queries):
            get(address)


def test_texts_fall_back_to_the_main_language_and_say_so(client, bjorkhamn, kind, weekdays):
    kind.name = {"sv": "Få hjälp", "da": "Få hjælp"}
    kind.save()
    page = client.get(f"/bjorkhamn/en/{KIND}")
    assert '<h1><span lang="sv">Få hjälp</span></h1>' in page.text


def test_nothing_is_there_where_appointments_are_off(get, bjorkhamn, weekdays, ten, client):
    type(bjorkhamn).objects.update(parts=["places"])
    pages = ["book/", KIND, f"{KIND}times/"]
    assert [get(page).status_code for page in pages] == [404] * 3
    assert client.get(ten).status_code == 404


def test_kinds_of_another_town_are_not_there(client, egesund, kind, weekdays, library):
    pages = [KIND, f"{KIND}times/", f"{KIND}20261123T0900Z/?place={library.pk}"]
    assert [client.get(f"/egesund/da/{page}").status_code for page in pages] == [404] * 3
