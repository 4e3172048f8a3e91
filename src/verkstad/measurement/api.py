"""Platforms that hold e-services tell here how many cases were completed. Mounted in config.urls."""

from typing import Annotated

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer

from verkstad.core.api import Problem
from verkstad.measurement import actions, queries
from verkstad.measurement.digital_use import FAULTS, MOST_CASES, WrongRows, checked
from verkstad.measurement.models import PlatformKey

MOST_ROWS = 10_000
ADDRESS = "/api/v1/digital-use"
router = Router(tags=["digital use"])


class KeyOfPlatform(HttpBearer):
    """The key that an administrator made for the platform; it tells which municipality is meant."""

    def authenticate(self, request: HttpRequest, token: str) -> PlatformKey | None:
        return queries.platform_key_of(token)


class ToldUse(Schema):
    """One service in one month."""

    service: str = Field(description="The service's name in addresses, such as parking-permit.")
    month: str = Field(description="Such as 2026-10.", examples=["2026-10"])
    cases: int = Field(description=f"How many cases were completed in the month; from 0 to {MOST_CASES}.")


class Told(Schema):
    """Each service and month once, in any order."""

    rows: Annotated[list[ToldUse], Field(max_length=MOST_ROWS)]


class Taken(Schema):
    """All of it is kept."""

    rows: int = Field(description="How many rows were taken.")


class WrongRow(Schema):
    """A row that cannot be taken."""

    row: int = Field(description="Which of the rows; the first is 0.")
    reason: str


class Refusal(Problem):
    """Nothing was taken. ``rows`` are those that are wrong, where it is for their sake."""

    rows: list[WrongRow] = []


@router.post(
    "/digital-use",
    auth=KeyOfPlatform(),
    response={200: Taken, 401: Problem, 413: Problem, 422: Refusal, 429: Problem},
    operation_id="tellDigitalUse",
    summary="Tell how many cases were completed digitally",
)
def digital_use(request: HttpRequest, told: Told) -> Status[Taken | Refusal]:
    """All rows are taken, or none. What the platform told before of the same service and month is replaced."""
    key: PlatformKey = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    if not ratelimit.consume(request, app="allauth.account", action="tell_digital_use", key=str(key.pk)):
        raise HttpError(429, "This key was used too often. Wait an hour.")
    rows = [(number, [one.service, one.month, str(one.cases)]) for number, one in enumerate(told.rows)]
    try:
        uses = checked(rows, key.municipality)
    except WrongRows as wrong:
        reasons = [WrongRow(row=row, reason=str(FAULTS[fault])) for row, (fault, _text) in wrong.faults.items()]
        return Status(422, Refusal(detail="Nothing was taken, because some rows are wrong.", rows=reasons))
    actions.take_from_platform(key, uses)
    return Status(200, Taken(rows=len(uses)))
