"""What all of the JSON API shares."""

from ninja import Schema


class Problem(Schema):
    """What was wrong, in one sentence."""

    detail: str
