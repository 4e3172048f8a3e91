"""What is printed for a course date: read back from the PDF, as it would be on the wall."""

import re

import pypdfium2
import pytest

from tests.courses.conftest import ALVA, BO, STARTS, sign_up
from tests.factories.courses import CourseDateFactory, CourseFactory
from tests.factories.learning import taught
from tests.staff import sign_in
from verkstad.core import pdf
from verkstad.courses.material.orders import SIZES, Kind, Order
from verkstad.courses.material.sheets import STYLES, sheet
from verkstad.courses.models import Teacher
from verkstad.courses.queries.dates import given_one
from verkstad.identity.models import Role
from verkstad.municipalities.sheets import in_a_file, on_screen

ADDRESS = "https://bjorkhamn.example/sv/courses/forsta-steget/7/"
SHORT = {"title": {"sv": "Första steget"}, "about": {"sv": "För dig som aldrig har använt internet."}}


@pytest.fixture
def full(bjorkhamn, library):
    """Somebody teaches a package at the library; two have seats, one waits."""
    course = CourseFactory(municipality=bjorkhamn, slug="forsta-steget", package=taught(bjorkhamn).package, **SHORT)
    date = CourseDateFactory(course=course, place=library, link="", starts=STARTS, seats=2)
    Teacher.objects.create(course_date=date, name="Maja Holm")
    for person in (ALVA, BO):
        sign_up(date, person)
    return date


def words(date, kind, **order):
    """All that the sheet says, tags apart, with single spaces."""
    html = sheet(given_one(date), Order(kind, "sv", **order), ADDRESS, on_screen(date.course.municipality))
    main = html.partition("<main>")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("kind", [Kind.INVITATION, Kind.BADGES])
def test_all_of_a_sheet_is_on_one_page_of_the_file(full, kind):
    html = sheet(given_one(full), Order(kind, "sv"), ADDRESS, in_a_file(full.course.municipality, STYLES))
    file = pypdfium2.PdfDocument(pdf.make_pdf(html, sizes=SIZES[kind]))
    text = " ".join(file[0].get_textpage().get_text_bounded().split())
    assert (len(file), "Första steget" in text) == (1, True)


def test_letter_greets_whom_it_is_for_and_says_until_when(full):
    said = words(full, Kind.INVITATION, greeting="Hej alla i kören!")
    assert "Hej alla i kören! Välkommen till en kurs: Första steget" in said
    assert "Anmäl dig senast 7 december" in said


def test_badges_are_for_those_who_teach_and_those_with_a_seat(full):
    said = words(full, Kind.BADGES)
    assert [name in said for name in ("Maja Holm", "Alva Berg", "Bo Ek")] == [True, True, True]


def test_badges_are_empty_until_somebody_has_a_seat(date):
    assert words(date, Kind.BADGES).count("Första steget") == 8


def test_list_has_room_for_those_who_walk_in(full):
    html = sheet(given_one(full), Order(Kind.ATTENDANCE, "sv"), ADDRESS, on_screen(full.course.municipality))
    assert (html.count("<tr>"), "Alva Berg" in html) == (1 + 2 + 3, True)


def test_plan_tells_what_is_taught_module_by_module(full):
    said = words(full, Kind.PLAN)
    assert "1. Webbläsaren Du kan öppna en sida. Först 20 2. Posten Du kan öppna en sida. Först 20" in said


def test_plan_of_some_modules_leaves_the_others_out(full):
    full.course.modules = ["post"]
    full.course.save()
    assert "Webbläsaren" not in words(full, Kind.PLAN)


def test_plan_of_no_package_has_lines_to_write_on(date):
    html = sheet(given_one(date), Order(Kind.PLAN, "sv"), ADDRESS, on_screen(date.course.municipality))
    assert "vk-plan--empty" in html


class TestPages:
    @pytest.fixture
    def page(self, client, bjorkhamn, full):
        sign_in(client, Role.HELPER, bjorkhamn)

        def get(part="", **order):
            return client.get(f"/bjorkhamn/sv/staff/courses/dates/{full.pk}/print/{part}", order)

        return get

    def test_helper_chooses_what_to_print(self, page):
        assert list(page().context["form"].fields) == ["kind", "language", "greeting"]

    def test_sheet_leads_to_where_people_sign_up_in_its_language(self, page, full):
        said = page("page/", kind="poster", language="en").content.decode()
        assert f"testserver/bjorkhamn/en/courses/forsta-steget/{full.pk}/" in said

    def test_file_is_named_after_what_is_in_it(self, page, full):
        found = page("pdf/", kind="badges", language="sv")
        assert (found.content[:5], found["Content-Disposition"]) == (
            b"%PDF-",
            f'inline; filename="forsta-steget-{full.pk}-badges-sv.pdf"',
        )

    @pytest.mark.parametrize("part", ["page/", "pdf/"])
    def test_what_there_is_not_is_refused_beside_the_field(self, page, part):
        assert page(part, kind="hat", language="sv").context["form"].errors.keys() == {"kind"}

    def test_without_typesetter_the_page_says_so(self, page, monkeypatch):
        monkeypatch.setattr(pdf, "is_set_up", lambda: False)
        assert page("pdf/", kind="poster", language="sv").context["has_pdf"] is False
