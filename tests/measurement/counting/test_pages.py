"""The pages of counting weeks, as each role sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django.utils.translation import override

from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory, EnquiryFactory
from tests.factories.services import ServiceFactory
from tests.measurement.counting.conftest import DAY, FRONT, TODAY
from tests.staff import sign_in
from verkstad.core.tables import XLSX
from verkstad.identity.models import Role
from verkstad.measurement.actions.counting import SheetData, close_counting_week, save_sheets
from verkstad.measurement.forms.counting import MOST_SERVICES
from verkstad.measurement.models import CountingUnit, CountingWeek, Tally, TallySheet
from verkstad.measurement.queries.counting import OTHER

NEW = {
    "name": "Autumn", "first_day": TODAY + 7 * DAY, "last_day": TODAY + 8 * DAY, "hand_in_by": TODAY + 9 * DAY,
    "channels": ["phone"], "services": "Parking (sv)\n\n 05.09.04 \nchildcare",
}  # fmt: skip


def count(unit, number=7, day=TODAY, topic=OTHER):
    save_sheets(unit, [SheetData(day, "phone", {(topic, "information"): number})])


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


class TestWeeks:
    def test_weeks_are_listed_the_latest_first(self, client, helper, week, bjorkhamn):
        CountingWeekFactory(municipality=bjorkhamn, name="Old", last_day=TODAY - 99 * DAY)
        assert [one.name for one, *_ in client.get(FRONT).context["weeks"]] == ["Counting week", "Old"]

    def test_one_day_is_said_once(self, client, helper, bjorkhamn):
        CountingWeekFactory(municipality=bjorkhamn, first_day=TODAY)
        [(_week, days, _takes_numbers)] = client.get(FRONT).context["weeks"]
        assert days == date_format(TODAY)

    def test_first_week_is_offered(self, client, coordinator):
        assert "No week has been counted yet" in client.get(FRONT).text

    def test_week_is_made(self, client, coordinator, parking, childcare):
        response = client.post(f"{FRONT}new/", NEW)
        week = CountingWeek.objects.get()
        assert (response.url, set(week.services.all())) == (f"{FRONT}{week.pk}/", {parking, childcare})

    def test_new_week_begins_with_what_is_asked_most(self, client, coordinator, parking, childcare, bjorkhamn):
        EnquiryFactory(municipality=bjorkhamn, service=parking, day=TODAY)
        assert client.get(f"{FRONT}new/").context["form"].initial["services"] == "parking (sv)"

    def test_new_week_begins_as_the_one_it_is_like(self, client, coordinator, week, switchboard):
        asked = f"{FRONT}new/?like={week.pk}"
        form = client.get(asked).context["form"]
        client.post(asked, NEW)
        kept = {"channels": ["desk", "phone"], "themes": ["eid"], "services": "childcare (sv)\nparking (sv)"}
        assert (form.initial, CountingUnit.objects.get(week__name="Autumn").name) == (kept, "Switchboard")

    @pytest.mark.parametrize(
        ("change", "wrong"),
        [
            ({"services": "Unknown\nparking"}, {"services": ["There is no service with this name or number: Unknown"]}),
            (
                {"last_day": TODAY},
                {"last_day": ["The last day is not before the first, and at most 31 days are counted."]},
            ),
            ({"hand_in_by": TODAY}, {"hand_in_by": ["This is before the last day."]}),
            (
                {"first_day": TODAY - DAY, "last_day": TODAY - DAY, "hand_in_by": TODAY - DAY},
                {"hand_in_by": ["This day has gone by."]},
            ),
            ({"first_day": "soon"}, {"first_day": ["Enter a valid date."]}),
        ],
    )
    def test_what_makes_no_sense_is_told(self, client, coordinator, parking, childcare, change, wrong):
        assert errors(client.post(f"{FRONT}new/", NEW | change)) == wrong

    def test_so_many_services_that_no_sheet_could_be_sent_are_too_many(self, client, coordinator, bjorkhamn):
        slugs = [ServiceFactory(municipality=bjorkhamn).slug for _ in range(MOST_SERVICES + 1)]
        response = client.post(f"{FRONT}new/", NEW | {"services": "\n".join(slugs)})
        assert errors(response) == {"services": ["At most 200 services are counted one by one."]}

    def test_way_without_which_a_unit_has_none_is_not_taken_away(self, client, coordinator, week, switchboard):
        response = client.post(f"{FRONT}{week.pk}/edit/", NEW | {"channels": ["desk"], "services": ""})
        words = "Switchboard counts only in ways that you take away here. Change or take away the unit first."
        assert errors(response) == {"channels": [words]}

    def test_days_of_another_week_are_told(self, client, coordinator, week, parking, childcare):
        response = client.post(f"{FRONT}new/", NEW | {"first_day": TODAY, "last_day": TODAY})
        assert errors(response) == {"first_day": ["Another counting week has some of these days."]}

    def test_week_is_changed(self, client, coordinator, week, parking, childcare):
        client.post(f"{FRONT}{week.pk}/edit/", NEW)
        week.refresh_from_db()
        assert (week.name, week.channels) == ("Autumn", ["phone"])

    def test_change_that_would_lose_numbers_is_told(self, client, coordinator, week, switchboard):
        count(switchboard)
        response = client.post(f"{FRONT}{week.pk}/edit/", NEW)
        assert errors(response) == {
            "first_day": ["Something has been counted on other days or in other ways than these."]
        }

    def test_closed_week_is_not_changed(self, client, coordinator, week, parking, childcare):
        close_counting_week(week)
        response = client.post(f"{FRONT}{week.pk}/edit/", NEW)
        assert errors(response) == {"__all__": ["The week has closed. Open it again to change it."]}

    def test_week_is_closed_and_opened_again(self, client, coordinator, week):
        client.post(f"{FRONT}{week.pk}/close/")
        closed = CountingWeek.objects.get().closed_at
        client.post(f"{FRONT}{week.pk}/reopen/", {"hand_in_by": TODAY + DAY})
        week.refresh_from_db()
        assert (bool(closed), week.closed_at, week.hand_in_by) == (True, None, TODAY + DAY)

    @pytest.mark.parametrize(("last", "day"), [(TODAY, ""), (TODAY - DAY, TODAY - DAY), (TODAY + 2 * DAY, TODAY)])
    def test_week_is_not_opened_until_a_day_that_has_gone_by_or_is_before_its_last(
        self, client, coordinator, bjorkhamn, last, day
    ):
        week = CountingWeekFactory(municipality=bjorkhamn, last_day=last)
        close_counting_week(week)
        page = client.post(f"{FRONT}{week.pk}/reopen/", {"hand_in_by": day}, follow=True)
        week.refresh_from_db()
        words = f"Choose a day from {date_format(max(last, TODAY))} on."
        assert (words in page.text, bool(week.closed_at)) == (True, True)

    def test_week_goes_until_something_was_counted(self, client, coordinator, week, switchboard):
        count(switchboard)
        kept = client.post(f"{FRONT}{week.pk}/delete/", follow=True)
        TallySheet.objects.all().delete()
        gone = client.post(f"{FRONT}{week.pk}/delete/")
        assert ("so the week stays" in kept.text, gone.url, CountingWeek.objects.count()) == (True, FRONT, 0)

    def test_page_tells_how_far_each_unit_is(self, client, helper, week, desk, switchboard):
        count(switchboard, number=3)
        units = client.get(f"{FRONT}{week.pk}/").context["units"]
        assert [(one.unit.name, number) for one, _state, number in units] == [("Library", "0"), ("Switchboard", "3")]

    def test_readers_see_no_small_numbers(self, client, week, switchboard, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        count(switchboard, number=3)
        [(_one, _state, number)] = client.get(f"{FRONT}{week.pk}/").context["units"]
        assert number == "<5"


class TestUnits:
    @pytest.fixture
    def said(self, library):
        return {"name": "Front", "channels": ["desk"], "place": library.pk, "counts_at_desk": "on"}

    def test_unit_is_added_and_changed(self, client, coordinator, week, said):
        client.post(f"{FRONT}{week.pk}/units/new/", said)
        unit = CountingUnit.objects.get()
        response = client.post(f"{FRONT}units/{unit.pk}/edit/", said | {"name": "Back"})
        unit.refresh_from_db()
        assert (response.url, unit.name, unit.counts_at_desk) == (f"{FRONT}{week.pk}/", "Back", True)

    def test_desk_is_at_a_place(self, client, coordinator, week, said):
        response = client.post(f"{FRONT}{week.pk}/units/new/", said | {"place": ""})
        assert errors(response) == {"place": ["Say at which place."]}

    def test_second_desk_of_a_place_is_told(self, client, coordinator, week, desk, said):
        response = client.post(f"{FRONT}{week.pk}/units/new/", said)
        assert errors(response) == {
            "name": ["Another unit of this week has this name, or counts at the desk of the place."]
        }

    def test_change_that_would_lose_sheets_is_told(self, client, coordinator, switchboard):
        count(switchboard)
        response = client.post(f"{FRONT}units/{switchboard.pk}/edit/", {"name": "Switchboard", "channels": ["desk"]})
        assert errors(response) == {
            "__all__": ["What has been counted already would be lost. Empty those sheets first."]
        }

    def test_closed_week_takes_no_unit(self, client, coordinator, week, said):
        close_counting_week(week)
        response = client.post(f"{FRONT}{week.pk}/units/new/", said)
        assert errors(response) == {"__all__": ["The week has closed. Open it again to change it."]}

    def test_unit_goes_until_it_has_counted(self, client, coordinator, week, switchboard):
        other = CountingUnitFactory(week=week)
        count(switchboard)
        client.post(f"{FRONT}units/{other.pk}/delete/")
        client.post(f"{FRONT}units/{switchboard.pk}/delete/")
        assert list(CountingUnit.objects.all()) == [switchboard]

    def test_closed_week_loses_no_unit(self, client, coordinator, week, switchboard):
        close_counting_week(week)
        client.post(f"{FRONT}units/{switchboard.pk}/delete/")
        assert CountingUnit.objects.exists()


class TestCounting:
    def test_page_of_a_unit_has_its_days_and_ways(self, client, helper, week, switchboard):
        count(switchboard)
        rows = client.get(f"{FRONT}units/{switchboard.pk}/").context["rows"]
        assert [[number for _channel, number in cells] for _day, cells in rows] == [[None]] * 4 + [[7]]

    def test_sheet_is_filled_in(self, client, helper, switchboard, parking):
        page = f"{FRONT}units/{switchboard.pk}/sheet/?day={TODAY}&channel=phone"
        client.post(page, {f"{parking.pk}-information": "12", "eid-transaction": "", "other-misdirected": "1"})
        form = client.get(page).context["form"]
        assert {name: value for name in form.fields if (value := form[name].value())} == {
            f"{parking.pk}-information": 12, "other-misdirected": 1,
        }  # fmt: skip

    def test_sheet_is_emptied(self, client, helper, switchboard):
        count(switchboard)
        client.post(f"{FRONT}units/{switchboard.pk}/sheet/?day={TODAY}&channel=phone", {"empty": "yes"})
        assert not TallySheet.objects.exists()

    def test_number_that_cannot_be_is_told(self, client, helper, switchboard):
        page = f"{FRONT}units/{switchboard.pk}/sheet/?day={TODAY}&channel=phone"
        response = client.post(page, {"other-information": "-1"})
        assert (errors(response), Tally.objects.count()) == (
            {"other-information": ["Ensure this value is greater than or equal to 0."]}, 0,
        )  # fmt: skip

    @pytest.mark.parametrize(
        "query", ["", "?day=soon&channel=phone", f"?day={TODAY}&channel=desk", f"?day={TODAY + DAY}&channel=phone"]
    )
    def test_there_are_sheets_only_of_what_is_counted(self, client, helper, switchboard, query):
        assert client.get(f"{FRONT}units/{switchboard.pk}/sheet/{query}").status_code == 404

    def test_closed_week_takes_no_numbers(self, client, helper, week, switchboard):
        close_counting_week(week)
        page = f"{FRONT}units/{switchboard.pk}/sheet/?day={TODAY}&channel=phone"
        response = client.post(page, {"other-information": "1"})
        handed_in = client.post(f"{FRONT}units/{switchboard.pk}/hand-in/", {"all": "yes"}, follow=True)
        words = "The week has closed and takes no numbers any more."
        assert (errors(response), words in handed_in.text) == ({"__all__": [words]}, True)

    def test_unit_hands_in_and_goes_on(self, client, helper, switchboard):
        page = f"{FRONT}units/{switchboard.pk}/hand-in/"
        client.post(page, {"all": "yes"})
        handed_in = CountingUnit.objects.get().handed_in_at
        client.post(page)
        assert (bool(handed_in), CountingUnit.objects.get().handed_in_at) == (True, None)

    def test_there_is_a_sheet_of_paper_for_each_way(self, client, helper, week):
        unit = CountingUnitFactory(week=week)
        page = client.get(f"{FRONT}units/{unit.pk}/paper/")
        assert (page.text.count('class="vk-tally"'), [str(one) for one in page.context["topics"]]) == (
            2, ["childcare (sv)", "Getting and using e-ID", "05.09.04 parking (sv)", "Something else"],
        )  # fmt: skip


class TestResults:
    @pytest.fixture
    def before(self, bjorkhamn, parking):
        last = TODAY - 200 * DAY
        week = CountingWeekFactory(municipality=bjorkhamn, name="Before", last_day=last, hand_in_by=TODAY)
        week.services.add(parking)
        count(CountingUnitFactory(week=week, name="Switchboard"), 40, last, (parking.pk, ""))
        close_counting_week(week)
        return week

    def tables(self, client, week, **query):
        page = client.get(f"{FRONT}{week.pk}/results/", query)
        return {table.caption: table.lines for table in page.context["told"].tables}

    def test_topics_are_beside_the_week_before(self, client, helper, week, before, switchboard, parking):
        count(switchboard, 50, topic=(parking.pk, ""))
        count(switchboard, 10, TODAY - DAY)
        tables = self.tables(client, week)
        assert (tables["What they asked about"], tables["Who counted"]) == (
            [
                ["Subject", "Enquiries", "Before", "Change in %"],
                ["05.09.04 parking (sv)", 50, 40, 25],
                ["Something else", 10, 0, "–"],
                ["Total", 60, 40, 50],
            ],
            [["Unit", "Enquiries", "Before", "Change in %"], ["Switchboard", 60, 40, 50]],
        )

    def test_what_is_no_longer_counted_by_itself_is_still_beside(self, client, helper, week, before, parking):
        week.services.remove(parking)
        assert self.tables(client, week)["What they asked about"][1] == ["05.09.04 parking (sv)", 0, 40, -100]

    def test_what_is_no_longer_counted_by_itself_in_this_week_is_something_else(
        self, client, helper, week, switchboard, parking
    ):
        count(switchboard, 50, topic=(parking.pk, ""))
        week.services.remove(parking)
        rows = [["Subject", "Enquiries", "Before", "Change in %"], ["Something else", 50, 0, "–"]]
        assert self.tables(client, week)["What they asked about"] == rows

    def test_topics_are_crossed_with_errands_and_ways(self, client, helper, week, switchboard, parking):
        numbers = {((parking.pk, ""), "information"): 20, (OTHER, "transaction"): 30}
        save_sheets(switchboard, [SheetData(TODAY, "phone", numbers)])
        tables = self.tables(client, week)
        assert (tables["Subject and errand"], tables["Subject and way"]) == (
            [
                ["Subject", "Wanted to know something", "Wanted to get something done"],
                ["05.09.04 parking (sv)", 20, 0], ["Something else", 0, 30],
            ],
            [["Subject", "On the phone"], ["05.09.04 parking (sv)", 20], ["Something else", 30]],
        )  # fmt: skip

    def test_small_numbers_are_hidden_unless_a_helper_asks(self, client, helper, week, switchboard):
        count(switchboard, 3)
        cells = [self.tables(client, week, **query)["Who counted"][1][1] for query in ({}, {"exact": "on"})]
        assert cells == ["<5", 3]

    def test_readers_cannot_ask_for_small_numbers(self, client, bjorkhamn, week, switchboard):
        sign_in(client, Role.READER, bjorkhamn)
        count(switchboard, 3)
        assert self.tables(client, week, exact="on")["Who counted"][1][1] == "<5"

    def test_files_have_no_small_numbers(self, client, helper, week, before, switchboard):
        count(switchboard, 3)
        page = f"{FRONT}{week.pk}/results/?exact=on&export="
        rows = client.get(f"{page}csv").getvalue().decode("utf-8-sig").splitlines()
        assert ("Who counted;Switchboard;<5;40;–" in rows, client.get(f"{page}xlsx")["Content-Type"]) == (True, XLSX)

    @pytest.mark.parametrize("is_closed", [True, False])
    def test_week_is_in_a_row_with_those_that_closed(self, client, helper, week, before, switchboard, is_closed):
        count(switchboard, 50)
        if is_closed:
            close_counting_week(week)
        context = client.get(f"{FRONT}{week.pk}/results/").context
        numbers = [row.cells[0].text for row in context["told"].in_time.rows]
        labels = [date_format(one.first_day) for one in (before, week)]
        assert (numbers, [bar.label for bar in context["chart"].bars]) == (["40", "50"], labels)

    def test_one_week_is_no_row(self, client, helper, week):
        assert client.get(f"{FRONT}{week.pk}/results/").context["told"].in_time is None

    def test_queries_do_not_grow_with_numbers(self, client, helper, week, before, switchboard, parking):
        count(switchboard, 50)
        address = f"{FRONT}{week.pk}/results/"
        client.get(address)
        few = queries_of(client, address)
        for ago in range(5):
            count(switchboard, 50, TODAY - ago * DAY, (parking.pk, ""))
        assert queries_of(client, address) == few


def queries_of(client, address):
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_desk_says_that_everything_is_counted_there(client, helper, desk, week):
    with override("en"):
        day = f"{date_format(TODAY, 'l')} {date_format(TODAY, 'MONTH_DAY_FORMAT')}"
    words = f"Counting week: log everything until {day}, also short questions."
    pages = [client.get("/bjorkhamn/en/staff/desk/", {"place": slug}).text for slug in ("library", "")]
    assert [words in page for page in pages] == [True, False]


def test_desk_is_asked_to_log_everything_until_the_days_are_over(client, helper, desk, week):
    words, page = "Log everything, also short questions.", f"{FRONT}units/{desk.pk}/"
    while_it_lasts = client.get(page).text
    CountingWeek.objects.update(first_day=TODAY - 9 * DAY, last_day=TODAY - DAY)
    assert [words in while_it_lasts, words in client.get(page).text] == [True, False]
