"""What platforms tell of cases done digitally, beside the enquiries about the same service."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.factories.services import ServiceFactory
from tests.measurement.conftest import NOW
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.measurement.models import DigitalUse
from verkstad.measurement.periods import shifted

FRONT = "/bjorkhamn/en/staff/measurement/"
LAST = shifted(NOW, -1)


@pytest.fixture
def editor(town, client):
    sign_in(client, Role.EDITOR, town)
    return client


def send(client, *rows, source="Platform"):
    text = "\n".join(["service;month;cases", *rows])
    return client.post(f"{FRONT}digital-use/", {"source": source, "file": SimpleUploadedFile("use.csv", text.encode())})


def told():
    return sorted(DigitalUse.objects.values_list("service__slug", "source", "cases"))


def test_cases_are_kept_by_service_month_and_source(editor):
    response = send(editor, f"parking;{NOW:%Y-%m};1 200", "", f"childcare;{LAST:%Y-%m-%d};7")
    assert (response.status_code, told()) == (302, [("childcare", "Platform", 7), ("parking", "Platform", 1200)])


def test_what_is_sent_again_replaces_what_the_same_system_told(editor):
    send(editor, f"parking;{NOW:%Y-%m};5")
    send(editor, f"parking;{NOW:%Y-%m};6")
    send(editor, f"parking;{NOW:%Y-%m};7", source="Other")
    assert told() == [("parking", "Other", 7), ("parking", "Platform", 6)]


def test_spreadsheet_is_read_too(editor):
    book = Workbook()
    for row in (["service", "month", "cases"], ["parking", NOW, 9]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    upload = SimpleUploadedFile("use.xlsx", file.getvalue())
    editor.post(f"{FRONT}digital-use/", {"source": "Platform", "file": upload})
    assert told() == [("parking", "Platform", 9)]


def test_it_is_noted_who_told(editor):
    send(editor, f"parking;{NOW:%Y-%m};5")
    entry = AuditEntry.objects.get(action="digital_use.saved")
    assert entry.details == {"source": "Platform", "rows": 1}


def test_nothing_is_taken_when_a_row_is_wrong_and_each_is_told(editor, egesund):
    ServiceFactory(municipality=egesund, slug="theirs")
    response = send(
        editor,
        f"parking;{NOW:%Y-%m};5",
        f"theirs;{NOW:%Y-%m};5",
        "parking;October;5",
        f"parking;{LAST:%Y-%m};-5",
        f"parking;{LAST:%Y-%m};99999999999",
        f"parking;{NOW:%Y-%m};6",
        "parking",
    )
    assert (told(), [(row, fault) for row, _text, fault in response.context["wrong"]]) == (
        [],
        [
            (3, "There is no service with this name in addresses."),
            (4, "The month is written otherwise than 2026-10."),
            (5, "The number of cases is not a whole number."),
            (6, "The number of cases is not a whole number."),
            (7, "The service and month stand in another row already."),
            (8, "The month is written otherwise than 2026-10."),
        ],
    )


def test_file_that_is_no_table_is_refused_in_words(editor):
    response = editor.post(
        f"{FRONT}digital-use/", {"source": "Platform", "file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")}
    )
    assert response.context["form"].errors == {"file": ["The file cannot be read as a spreadsheet (XLSX)."]}


def test_page_of_a_service_shows_enquiries_and_digital_use_over_the_same_months(editor):
    send(editor, f"parking;{LAST:%Y-%m};5", f"parking;{NOW:%Y-%m};50")
    page = editor.get(f"{FRONT}services/parking/", {"exact": "on"})
    numbers = [row.cells[0].text for row in page.context["digital"].rows]
    assert (numbers[-3:], len(numbers), len(page.context["chart"].bars)) == (["–", "5", "50"], 12, 12)


def test_enquiries_and_digital_use_are_one_picture_with_the_months_once(editor):
    send(editor, f"parking;{LAST:%Y-%m};5", f"parking;{NOW:%Y-%m};50")
    page = editor.get(f"{FRONT}services/parking/", {"exact": "on"}).text
    [picture] = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    names = re.findall(r'<text class="vk-chart__name"[^>]*>([^<]+)<', picture)
    months = re.findall(rf'text-anchor="middle">{NOW:%b}', picture)
    assert (names, len(months), picture.count("<rect"), picture.count(">*<")) == (
        ["Enquiries", "Done digitally"], 1, 24, 0,
    )  # fmt: skip
    assert (
        "Above, Enquiries: a bar for each month, the highest is 10. "
        "Below, Done digitally: the same months, the highest is 50."
    ) in picture


def test_number_that_is_hidden_is_a_star_and_no_bar(editor):
    send(editor, f"parking;{LAST:%Y-%m};3", f"parking;{NOW:%Y-%m};50")
    page = editor.get(f"{FRONT}services/parking/").text
    hidden = [row.cells[0].text for row in editor.get(f"{FRONT}services/parking/").context["digital"].rows]
    assert (hidden.count("<5"), hidden.count("≥5"), page.count(">*<")) == (1, 1, 2)
    assert "A star stands for a number that is not shown." in page


def test_page_of_a_service_without_digital_use_has_no_picture_of_it(editor):
    assert editor.get(f"{FRONT}services/parking/").context["digital"] is None


def test_sources_are_listed_with_what_they_tell(editor):
    send(editor, f"parking;{NOW:%Y-%m};5", f"childcare;{LAST:%Y-%m};5")
    assert editor.get(f"{FRONT}digital-use/").context["sources"] == [("Platform", 2, NOW)]
