"""What is to be printed."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from verkstad.places.printing import orders


class Kind(TextChoices):
    POSTER = "poster", _("Poster (A4): what, when, where and how to sign up")
    LARGE_POSTER = "large-poster", _("Large poster (A3)")
    FLYER = "flyer", _("Flyer (A5): the same, to hand out")
    INVITATION = "invitation", _("Letter of invitation (A4), with a slip to fill in and hand back")
    ATTENDANCE = "attendance", _("Attendance list (A4): names, and boxes to sign in")
    BADGES = "badges", _("Name badges (A4): eight on a sheet, for all who have a seat and those who teach")
    PLAN = "plan", _("Course plan (A4): for those who teach, module by module")


# Of the text, in points, in the order in which they are tried. What may go on over several pages has one.
SIZES = {
    Kind.POSTER: orders.SIZES[orders.Kind.POSTER],
    Kind.LARGE_POSTER: orders.SIZES[orders.Kind.LARGE_POSTER],
    Kind.FLYER: orders.SIZES[orders.Kind.FLYER],
    Kind.INVITATION: (12, 11, 10, 9),
    Kind.ATTENDANCE: (11,),
    Kind.BADGES: (12,),
    Kind.PLAN: (10.5,),
}


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet; ``greeting`` stands first in a letter, such as "Dear members of the choir"."""

    kind: Kind
    language: str
    greeting: str = ""
