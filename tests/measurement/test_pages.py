"""What the reports show to whom."""

import io

import pytest
from openpyxl import load_workbook

from tests.factories.measurement import EnquiryFactory
from tests.measurement.conftest import BEFORE, NOW
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.measurement.periods import shifted
from verkstad.services.models import Service

FRONT = "/bjorkhamn/en/staff/measurement/"
THIS_MONTH = {"period": f"{NOW:%Y-%m}.1"}


def table(response, caption):
    """By name, what the cells of a table say."""
    [found] = [one for one in response.context["tables"] if one.caption == caption]
    rows = [*found.rows, found.total] if found.total else found.rows
    return {row.name: [cell.text for cell in row.cells] for row in rows}


def ask(client, page="", **values):
    return client.get(f"{FRONT}{page}", THIS_MONTH | values)


def test_overview_compares_with_the_month_before(reader):
    assert [cell.text for cell in ask(reader).context["headline"]] == ["28", "6", "+367", "25"]


def test_overview_divides_by_way_errand_and_outcome(helper):
    page = ask(helper, exact="on")
    assert [table(page, name) for name in ("How they asked", "What they wanted", "How it ended")] == [
        {
            "At the desk": ["17", "6", "+183", "25"],
            "By e-mail": ["8", "0", "–", "0"],
            "On the phone": ["3", "0", "–", "0"],
            "Total": ["28", "6", "+367", "25"],
        },
        {
            "Wanted to know something": ["21", "6", "+250", "25"],
            "Wanted to get something done": ["7", "0", "–", "0"],
            "Total": ["28", "6", "+367", "25"],
        },
        {
            "Solved together": ["28", "0", "–", "25"],
            "Could not be solved": ["0", "6", "−100", "0"],
            "Total": ["28", "6", "+367", "25"],
        },
    ]


def test_trend_has_a_year_and_a_bar_for_each_month(reader):
    page = ask(reader)
    bars = page.context["chart"].bars
    assert (len(bars), [bar.height for bar in bars[-2:]], page.context["chart"].most) == (12, [25.7, 120.0], "28")


def test_year_is_compared_with_the_year_before(reader, town):
    EnquiryFactory(municipality=town, day=shifted(NOW, -13), number=17)
    assert [cell.text for cell in reader.get(FRONT).context["headline"]][:3] == ["34", "17", "+100"]


@pytest.mark.parametrize(("ago", "said"), [(13, True), (23, False), (30, False)])
def test_it_is_said_when_what_is_compared_with_was_counted_in_part(reader, town, ago, said):
    EnquiryFactory(municipality=town, day=shifted(NOW, -ago))
    assert ("Nothing is counted before" in reader.get(FRONT).text) is said


def test_trend_of_many_months_has_few_labels(reader):
    first = f"{NOW.year - 3}-{NOW:%m}"
    bars = reader.get(FRONT, {"since": first, "until": f"{NOW:%Y-%m}"}).context["chart"].bars
    assert (len(bars), len([bar for bar in bars if bar.label])) == (37, 10)


def test_services_that_make_people_ask_stand_first(helper):
    page = ask(helper, "services/", exact="on")
    assert list(table(page, "All services")) == ["parking (sv)", "childcare (sv)", "Total"]
    assert table(page, "Other subjects")["Getting and using e-ID"][0] == "7"


def test_small_number_and_one_that_would_tell_it_are_hidden(reader):
    assert table(ask(reader, "services/"), "All services") == {
        "parking (sv)": ["≥5", "6", "–", "–"],
        "childcare (sv)": ["<5", "0", "–", "–"],
        "Total": ["13", "6", "+117", "25"],
    }


def test_readers_cannot_ask_for_small_numbers(reader):
    page = ask(reader, "services/", exact="on")
    assert (page.context["exact"], "exact" in page.context["form"].fields) == (False, False)


def test_whoever_sees_small_numbers_is_told_to_keep_them(helper):
    assert "Keep this page inside the unit" in ask(helper, exact="on").text


def test_own_services_stand_first_with_what_is_hidden_still_hidden(client, town):
    member = sign_in(client, Role.SERVICE_OWNER, town)
    Service.objects.filter(slug="parking").update(owner=member.user)
    page = ask(client, "services/")
    assert page.context["tables"][0].caption == "Your services"
    assert table(page, "Your services") == {"parking (sv)": ["≥5", "6", "–", "–"]}


def test_one_service_has_its_own_page(helper):
    page = ask(helper, "services/parking/", exact="on")
    assert [cell.text for cell in page.context["headline"]] == ["10", "6", "+67", "25"]
    assert table(page, "By place") == {"Biblioteket": ["10", "6", "+67", "25"]}


def test_service_that_is_not_there_is_not_found(reader):
    assert ask(reader, "services/none/").status_code == 404


def test_places_are_compared(helper):
    assert table(ask(helper, "places/", exact="on"), "By place") == {
        "Biblioteket": ["17", "6", "+183", "25"],
        "No place": ["8", "0", "–", "0"],
        "Kontoret": ["3", "0", "–", "0"],
        "Total": ["28", "6", "+367", "25"],
    }


def test_map_shows_where_people_turn_about_what(helper):
    page = ask(helper, "where/", exact="on")
    assert table(page, "By who answers for the service") == {"Biblioteket": ["10"], "Kontoret": ["3"]}
    assert table(page, "By theme") == {"Biblioteket": ["7"]}
    assert [one.heads for one in page.context["tables"]] == [
        ["Place", "Gatukontoret"],
        ["Place", "Getting and using e-ID"],
    ]


def test_why_enquiries_could_be_avoided_is_shown(helper):
    page = ask(helper, "avoidable/", exact="on")
    assert (table(page, "Why they had to ask"), table(page, "About which services")) == (
        {"No e-ID": ["3", "0", "–", "0"]},
        {"childcare (sv)": ["3", "0", "–", "0"]},
    )


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"place": "office"}, "<5"),
        ({"channel": "email"}, "8"),
        ({"kind": "transaction"}, "7"),
        ({"place": "library", "kind": "information"}, "10"),
        ({"place": "nowhere", "channel": "pigeon"}, "28"),
        ({"period": "1999"}, "34"),
        ({"since": f"{BEFORE:%Y-%m}", "until": f"{BEFORE:%Y-%m}"}, "6"),
        ({"since": f"{NOW:%Y-%m}", "until": f"{BEFORE:%Y-%m}"}, "34"),
    ],
)
def test_report_is_about_what_was_chosen(reader, asked, number):
    assert ask(reader, **asked).context["headline"][0].text == number


def test_figures_of_other_towns_are_not_counted(reader, egesund):
    EnquiryFactory(municipality=egesund, day=NOW, number=100)
    assert ask(reader).context["headline"][0].text == "28"


@pytest.mark.parametrize("page", ["", "services/", "services/parking/", "places/", "where/", "avoidable/"])
def test_pages_ask_the_database_so_many_times_however_much_there_is(reader, town, page, django_assert_max_num_queries):
    for number in range(20):
        EnquiryFactory(municipality=town, number=number + 1, avoidable_because="no_eid")
    with django_assert_max_num_queries(15 if page == "services/parking/" else 13):
        ask(reader, page)


@pytest.mark.parametrize("page", ["", "services/", "services/parking/", "places/", "where/", "avoidable/"])
def test_page_without_any_enquiries_says_so(reader, page):
    assert "Nothing was logged." in ask(reader, page, channel="post").text


def test_csv_has_small_numbers_hidden_for_everybody(helper):
    response = ask(helper, "services/", exact="on", export="csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        "All services;Service;Enquiries;Before;Change in %;Minutes",
        "All services;parking (sv);≥5;6;–;–",
        "All services;childcare (sv);<5;0;–;–",
    ]


def test_xlsx_has_a_sheet_for_each_table(helper):
    book = load_workbook(io.BytesIO(ask(helper, export="xlsx").content))
    assert book.sheetnames == ["How they asked", "What they wanted", "How it ended", "Month by month"]
    assert [cell.value for cell in book["What they wanted"][2]] == ["Wanted to know something", 21, 6, 250, 25]
