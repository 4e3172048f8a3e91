"""What is to be printed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    DOOR_SIGN = "door-sign", _("Door sign (A4): the hours of the week, day by day")
    POSTER = "poster", _("Poster (A4): what you help with, when and where")
    LARGE_POSTER = "large-poster", _("Large poster (A3)")
    FLYER = "flyer", _("Flyer (A5): the same, with the way to you and what to do without e-ID")
    WEEK = "week", _("Week programme (A4): what is on each day")
    WEEK_EVERYWHERE = "week-everywhere", _("Week programme of all places (A4)")


# Of the text, in points, in the order in which they are tried: little text fills the paper, much still finds room.
# What may go on over several pages never becomes too small to read on a wall.
SIZES = {
    Kind.DOOR_SIGN: (18, 15, 13, 11, 9.5, 8),
    Kind.POSTER: (20, 17, 15, 13, 11, 9),
    Kind.LARGE_POSTER: (28, 24, 21, 18, 15.5, 12.5),
    Kind.FLYER: (12.5, 10.5, 9.5, 8.5, 7.5, 6.5),
    Kind.WEEK: (12.5, 11, 10, 9),
    Kind.WEEK_EVERYWHERE: (12.5, 11, 9.5),
}


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet; ``second_language`` only on a door sign, or empty."""

    kind: Kind
    language: str
    second_language: str
    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(filter(None, (self.language, self.second_language))))
