from verkstad.courses.models.dates import Audience, Course, CourseDate, Session, Teacher
from verkstad.courses.models.seats import Attendance, Seat, SignUp, SignUpState
from verkstad.courses.models.units import Unit

__all__ = [
    "Attendance",
    "Audience",
    "Course",
    "CourseDate",
    "Seat",
    "Session",
    "SignUp",
    "SignUpState",
    "Teacher",
    "Unit",
]
