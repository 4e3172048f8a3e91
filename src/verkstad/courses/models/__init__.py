from verkstad.courses.models.dates import (
    Audience,
    Course,
    CourseDate,
    CourseDateQuerySet,
    CourseQuerySet,
    Session,
    Teacher,
)
from verkstad.courses.models.seats import Attendance, Seat, SignUp, SignUpState
from verkstad.courses.models.units import Unit, UnitKind

__all__ = [
    "Attendance",
    "Audience",
    "Course",
    "CourseDate",
    "CourseDateQuerySet",
    "CourseQuerySet",
    "Seat",
    "Session",
    "SignUp",
    "SignUpState",
    "Teacher",
    "Unit",
    "UnitKind",
]
