"""What is to be printed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# From large to small, so that little text fills the paper and much still finds room.
STEPS = (1.2, 1.0, 0.87, 0.75, 0.65, 0.55)


class Kind(TextChoices):
    DOOR_SIGN = "door-sign", _("Door sign (A4): the hours of the week, day by day")
    POSTER = "poster", _("Poster (A4): what you help with, when and where")
    LARGE_POSTER = "large-poster", _("Large poster (A3)")
    FLYER = "flyer", _("Flyer (A5): the same, with the way to you and what to do without e-ID")
    WEEK = "week", _("Week programme (A4): what is on each day")
    WEEK_EVERYWHERE = "week-everywhere", _("Week programme of all places (A4)")


# The size of the text in points, when there is neither much nor little of it.
TEXT = {
    Kind.DOOR_SIGN: 15.0,
    Kind.POSTER: 17.0,
    Kind.LARGE_POSTER: 24.0,
    Kind.FLYER: 10.5,
    Kind.WEEK: 11.0,
    Kind.WEEK_EVERYWHERE: 11.0,
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

    @property
    def sizes(self) -> list[float]:
        """Of the text, in points, in the order in which they are tried."""
        return [round(TEXT[self.kind] * step, 2) for step in STEPS]
