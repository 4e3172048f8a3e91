"""How a moment stands in an address: 20261123T0900Z."""

from datetime import UTC, datetime

FORMAT = "%Y%m%dT%H%MZ"


class MomentConverter:
    """For paths: ``<moment:starts>``."""

    regex = r"[0-9]{8}T[0-9]{4}Z"

    def to_python(self, value: str) -> datetime:
        return datetime.strptime(value, FORMAT).replace(tzinfo=UTC)

    def to_url(self, value: datetime) -> str:
        return value.astimezone(UTC).strftime(FORMAT)
