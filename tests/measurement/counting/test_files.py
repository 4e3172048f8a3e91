"""Files of what was counted, by the code book."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.factories.measurement import CountingUnitFactory
from tests.factories.services import ServiceFactory, SubjectFactory
from tests.measurement.counting.conftest import DAY, FRONT, TODAY
from verkstad.measurement.actions.counting import close_counting_week
from verkstad.measurement.models import Tally, TallySheet

HEADINGS = "day;channel;subject;kind;number"


@pytest.fixture
def page(switchboard):
    return f"{FRONT}units/{switchboard.pk}/file/"


def send(client, page, *rows, headings=HEADINGS):
    text = "\n".join([headings, *rows])
    return client.post(page, {"file": SimpleUploadedFile("counts.csv", text.encode())})


def told():
    rows = Tally.objects.values_list("sheet__day", "sheet__channel", "service__slug", "theme", "kind", "number")
    return sorted(rows, key=str)


def test_rows_become_sheets_and_alike_rows_are_added_up(client, helper, page):
    response = send(
        client, page, f"{TODAY};phone;parking;information;2", f"{TODAY};PHONE;05.09.04;information;1", "",
        f"{TODAY - DAY};phone;eid;transaction;4", f"{TODAY - DAY};phone;other;misdirected;0",
    )  # fmt: skip
    assert (response.status_code, told()) == (
        302,
        [(TODAY - DAY, "phone", None, "eid", "transaction", 4), (TODAY, "phone", "parking", "", "information", 3)],
    )


def test_headings_stand_in_any_order_beside_others(client, helper, page):
    send(client, page, f"3;x;information;eid;phone;{TODAY}", headings="Number;Call;Kind;Subject;Channel;Day")
    assert told() == [(TODAY, "phone", None, "eid", "information", 3)]


def test_spreadsheet_is_read_too(client, helper, page):
    book = Workbook()
    for row in (HEADINGS.split(";"), [TODAY, "phone", "eid", "information", 5]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    client.post(page, {"file": SimpleUploadedFile("counts.xlsx", file.getvalue())})
    assert told() == [(TODAY, "phone", None, "eid", "information", 5)]


def test_file_replaces_the_days_it_tells_of(client, helper, page):
    send(client, page, f"{TODAY};phone;eid;information;5", f"{TODAY - DAY};phone;eid;information;6")
    send(client, page, f"{TODAY};phone;eid;information;7")
    assert [number for *_others, number in told()] == [6, 7]


def test_nothing_is_taken_when_a_row_is_wrong_and_each_is_told(client, helper, page, week):
    shared = SubjectFactory(scheme="kle", code="27.00.00")
    for slug in ("first", "second"):
        service = ServiceFactory(municipality=week.municipality, slug=slug)
        service.subjects.add(shared)
        week.services.add(service)
    response = send(
        client, page, f"{TODAY};phone;eid;information;5", f"{TODAY + DAY};phone;eid;information;5",
        "yesterday;phone;eid;information;5", f"{TODAY};desk;eid;information;5", f"{TODAY};phone;forms;information;5",
        f"{TODAY};phone;27.00.00;information;5", f"{TODAY};phone;eid;question;5", f"{TODAY};phone;eid;information;-5",
        f"{TODAY};phone;eid;information;10001", f"{TODAY};phone",
        f"{TODAY};phone;eid;information;{'9' * 5000}",
    )  # fmt: skip
    day = "The day is not one of the counting week, or is written otherwise than 2026-10-05."
    subject, number = "The subject is not in the code book.", "The number is not a whole one, or too large."
    assert (TallySheet.objects.count(), [(row, fault) for row, _text, fault in response.context["wrong"]]) == (
        0,
        [
            (3, day), (4, day), (5, "The unit does not count this channel, or the code is unknown."), (6, subject),
            (7, subject), (8, "The kind is not in the code book."), (9, number), (10, number), (11, subject),
            (12, number),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "headings", "sentence"),
    [
        ([], HEADINGS, "The file is empty."),
        ([], "day;channel;subject;number", "The file has no column “kind”."),
        ([f"{TODAY};phone;eid;information;9999"] * 2, HEADINGS, "More than 10000 are counted of one thing on one day."),
    ],
)
def test_file_that_cannot_be_is_refused_in_words(client, helper, page, rows, headings, sentence):
    response = send(client, page, *rows, headings=headings)
    assert response.context["form"].errors == {"file": [sentence]}


def test_closed_week_takes_no_file(client, helper, page, week):
    close_counting_week(week)
    response = send(client, page, f"{TODAY};phone;eid;information;5")
    assert response.context["form"].non_field_errors() == ["The week has closed and takes no numbers any more."]


def test_who_counts_at_the_desk_sends_no_file(client, helper, desk):
    assert client.get(f"{FRONT}units/{desk.pk}/file/").status_code == 404


def test_code_book_tells_what_the_unit_counts(client, helper, page):
    book = client.get(page).context["book"]
    assert [(codes.column, [code for code, _meaning in codes.codes]) for codes in book] == [
        ("channel", ["phone"]),
        ("subject", ["childcare", "eid", "parking, 05.09.04", "other"]),
        ("kind", ["information", "transaction", "misdirected"]),
    ]


def test_number_that_several_have_is_not_in_the_code_book(client, helper, page, week, parking, childcare):
    childcare.subjects.add(*parking.subjects.all())
    codes = [code for code, _meaning in client.get(page).context["book"][1].codes]
    assert codes == ["childcare", "eid", "parking", "other"]


def test_example_can_be_sent_as_it_is(client, helper, week):
    unit = CountingUnitFactory(week=week)
    page = f"{FRONT}units/{unit.pk}/file/"
    text = client.get(page, {"export": "example"}).getvalue()
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
    client.post(page, {"file": SimpleUploadedFile("example.csv", text)})
    assert (rows[0], [row[:2] for row in told()]) == (
        HEADINGS.split(";"), [(week.first_day, "desk"), (week.first_day, "phone")],
    )  # fmt: skip
