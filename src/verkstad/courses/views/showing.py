"""What pages about a course date show of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from verkstad.courses import words
from verkstad.courses.letters import Front
from verkstad.courses.models import CourseDate
from verkstad.courses.queries.dates import Given, Why
from verkstad.identity.links import front_for
from verkstad.municipalities.requests import PortalRequest


@dataclass(frozen=True, slots=True)
class Card:
    """``can`` tells what is done now: sign-up, wait or nothing."""

    date: CourseDate
    given: Given
    times: list[str]
    where: str
    left: str
    language: str
    audience: str
    price: str
    opens: str
    can: str


def card(given: Given, now: datetime) -> Card:
    why_not = given.why_not(now)
    date = given.date
    return Card(
        date=date,
        given=given,
        times=[words.session(one) for one in given.sessions],
        where=words.where(date),
        left=words.left(given) if why_not in (None, Why.FULL) else str(words.WHY_NOT[why_not]),
        language=words.language(date),
        audience=words.audience(date),
        price=words.price(date),
        opens=words.opens(date) if now < date.opens_at else "",
        can="" if why_not else "sign-up" if given.left else "wait",
    )


def front(request: PortalRequest) -> Front:
    """For letters: what the addresses of residents' pages in a language begin with."""
    return partial(front_for, request)
