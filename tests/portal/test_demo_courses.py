"""The demo has courses ahead and behind, full and free, with people who wait and who were there."""

from django.conf import settings

from tests.factories.identity import MembershipFactory, UserFactory
from tests.factories.learning import shipped, taught
from tests.factories.places import PlaceFactory
from verkstad.courses.models import Attendance, Course, CourseDate, SignUp
from verkstad.portal.demo_courses import save_courses

PLACES = (
    "stadsbiblioteket", "ljungby-bibliotek", "medborgarkontoret", "motesplats-ekbacken", "it-cafe-hamnen", "larcenter",
    "norrstrands-bibliotek",
)  # fmt: skip


def test_they_come_once(bjorkhamn):
    for key in ("base", "care-staff"):
        taught(bjorkhamn, shipped(key=key, kind="base" if key == "base" else "add-on"))
    for slug in PLACES:
        PlaceFactory(municipality=bjorkhamn, slug=slug)
    MembershipFactory(municipality=bjorkhamn, user=UserFactory(email="reader@bjorkhamn.example"), role="reader")
    for _start in range(2):
        save_courses(settings.REPOSITORY / "demo")
    assert (Course.objects.count(), CourseDate.objects.count()) == (7, 13)
    assert (SignUp.objects.filter(state="waiting").count(), Attendance.objects.count()) == (3, 28)
